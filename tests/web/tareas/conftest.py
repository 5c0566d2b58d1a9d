"""Un caso con plazo, visto bueno y cuatro ojos, servido por la web en cada base."""

import pytest

from motor.entorno import Entorno
from tests.motor.operaciones.mesa import Mesa


@pytest.fixture
def mesa(entorno_web: Entorno) -> Mesa:
    """La mesa de trabajo sobre el entorno de la web."""
    return Mesa(entorno_web)
