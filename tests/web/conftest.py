"""Una aplicación web sobre la oficina mínima, en las dos bases."""

import pytest

from motor.entorno import Entorno
from motor.reglas.archivos import AlmacenArchivos
from tests.web.ayudas import Navegador, ajustes_de_prueba, armar_app


@pytest.fixture
def entorno_web(oficina, sesiones, reloj, tmp_path) -> Entorno:
    """El entorno de la oficina mínima, con secreto y carpeta de archivos."""
    archivos = AlmacenArchivos(tmp_path / "archivos")
    return Entorno(sesiones, reloj, archivos, ajustes=ajustes_de_prueba(tmp_path))


@pytest.fixture
def app(entorno_web):
    """La aplicación de `entorno_web`."""
    return armar_app(entorno_web)


@pytest.fixture
def navegador(app):
    """Fábrica de navegadores: `navegador("tecnico.ucl")` ya ingresó; sin nombre, no."""
    return lambda usuario="", cargo=None: Navegador(app, usuario, cargo)
