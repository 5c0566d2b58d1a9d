"""Una petición de informe de verdad, terminada, y otra en curso, recorridas una vez por base."""

import pytest

from tests.casos import Casos, recorrer
from tests.web.ayudas import Navegador, armar_app

PEDIDOS = {"pie": ("2.1", None), "abierta": ("2.1", 10)}


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def casos(request, tmp_path_factory) -> Casos:
    """Los casos y su entorno, uno para toda la carpeta: lo que una prueba cambia, lo deshace."""
    carpeta = tmp_path_factory.mktemp("expedientes")
    with recorrer(request.param, carpeta, PEDIDOS) as casos:
        yield casos


@pytest.fixture(scope="package")
def app_casos(casos):
    """La aplicación sobre esos casos."""
    return armar_app(casos.entorno)


@pytest.fixture
def como(app_casos):
    """Fábrica de navegadores: `como("gobernador")`."""
    return lambda usuario="", cargo=None: Navegador(app_casos, usuario, cargo)
