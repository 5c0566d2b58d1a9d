"""Un caso abierto para adjuntarle documentos."""

import pytest

from tests.motor.operaciones.mesa import Mesa
from tests.web.tareas.casos import iniciado


@pytest.fixture
def caso(entorno_web) -> Mesa:
    """La mesa con su caso en «Opinar»."""
    return iniciado(Mesa(entorno_web))
