"""La mesa de trabajo de las operaciones de instancia."""

import pytest

from tests.motor.operaciones.mesa import Mesa, armar_mesa


@pytest.fixture
def mesa(sesiones, reloj, tmp_path) -> Mesa:
    """Una oficina con el entorno completo, en cada base."""
    return armar_mesa(sesiones, reloj, tmp_path)
