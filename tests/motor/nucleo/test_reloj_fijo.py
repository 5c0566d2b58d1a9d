"""El reloj de las pruebas solo se mueve cuando se le dice."""

from datetime import UTC, datetime, timedelta

import pytest

from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.reloj_fijo import RelojFijo


def test_da_siempre_el_mismo_instante_en_utc(reloj):
    assert reloj.ahora() == reloj.ahora() == datetime(2027, 1, 4, 13, 0, tzinfo=UTC)


def test_avanza_y_se_pone(reloj):
    assert reloj.avanzar(timedelta(days=30)) == datetime(2027, 2, 3, 13, 0, tzinfo=UTC)
    reloj.poner(datetime(2026, 12, 31, 20, 0, tzinfo=LA_PAZ))
    assert reloj.ahora() == datetime(2027, 1, 1, 0, 0, tzinfo=UTC)


def test_rechaza_instantes_sin_zona(reloj):
    for hacer in (RelojFijo, reloj.poner):
        with pytest.raises(ValueError, match="zona horaria"):
            hacer(datetime(2027, 1, 1))
