"""Lo que comparten todas las pruebas: las dos bases, las sesiones y un reloj quieto."""

from datetime import datetime

import pytest

from motor.almacen.conexion import crear_sesiones
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.reloj_fijo import RelojFijo
from tests import bases
from tests.fabrica import armar_oficina
from tests.reparto import Reparto


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Reparte las pruebas entre los procesos, de a una."""
    return Reparto(config, log)


@pytest.fixture(params=["sqlite", "postgresql"])
def url_bd(request) -> str:
    """La URL de una base migrada y sin filas; la prueba corre una vez en cada una."""
    return bases.sqlite_limpia() if request.param == "sqlite" else bases.postgresql_limpia()


@pytest.fixture
def motor_bd(url_bd):
    """El Engine de `url_bd`: el mismo en todo el proceso, que así recuerda lo ya compilado."""
    motor = bases.motor_de(url_bd)
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
