"""Una petición de informe a medio camino y una reforma del Estatuto que espera a los de fuera."""

import pytest

from tests.casos import Casos, recorrer
from tests.web.ayudas import Navegador, armar_app

PEDIDOS = {"pie": ("2.1", 25), "abierta": ("2.1", 3)}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def casos(request, tmp_path_factory) -> Casos:
    """Los casos y su entorno."""
    carpeta = tmp_path_factory.mktemp("mensajes")
    with recorrer(request.param, carpeta, PEDIDOS) as casos:
        yield casos


@pytest.fixture(scope="module")
def app_casos(casos):
    """La aplicación sobre esos casos."""
    return armar_app(casos.entorno)


@pytest.fixture
def como(app_casos):
    """Fábrica de navegadores: `como("ventanilla.unica")`."""
    return lambda usuario="", cargo=None: Navegador(app_casos, usuario, cargo)
