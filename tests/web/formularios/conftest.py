"""La aplicación que dibuja formularios y fábricas de pantallas."""

import pytest

from tests.motor.operaciones.mesa import Mesa
from tests.web.formularios.pantalla import Pantalla, armar_app_sin_base, esquema


@pytest.fixture(scope="session")
def dibujante(tmp_path_factory):
    """La aplicación sin base de datos."""
    return armar_app_sin_base(tmp_path_factory.mktemp("dibujante"))


@pytest.fixture
def pantalla(dibujante):
    """Fábrica: `pantalla(componente, …, vista={…})`."""

    def armar(*componentes, vista=None):
        return Pantalla(dibujante, esquema(*componentes), vista)

    return armar


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """La mesa de trabajo sobre el entorno de la web."""
    return Mesa(entorno_web)
