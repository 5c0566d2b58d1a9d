"""Lo que comparten todas las pruebas: las dos bases, las sesiones y un reloj quieto."""

from datetime import datetime

import pytest

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.reloj_fijo import RelojFijo
from tests import bases
from tests.fabrica import armar_oficina


@pytest.fixture(params=["sqlite", "postgresql"])
def url_bd(request, tmp_path) -> str:
    """La URL de una base migrada y sin filas; la prueba corre una vez en cada una."""
    if request.param == "sqlite":
        return bases.sqlite_nueva(tmp_path)
    return bases.postgresql_limpia()


@pytest.fixture
def motor_bd(url_bd):
    """El Engine de `url_bd`."""
    motor = crear_motor(url_bd, duradero=False)
    yield motor
    motor.dispose()


@pytest.fixture
def sesiones(motor_bd):
    """La fábrica de sesiones de `motor_bd`."""
    return crear_sesiones(motor_bd)


@pytest.fixture
def reloj() -> RelojFijo:
    """Lunes 4 de enero de 2027, 09:00 en La Paz."""
    return RelojFijo(datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ))


@pytest.fixture
def oficina(sesiones, reloj):
    """Una oficina mínima (tests/fabrica.py) sobre las dos bases: `sesiones`, `reloj` y atajos."""
    return armar_oficina(sesiones, reloj)
