"""Los textos y valores que dicen cuánto dura un plazo."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from motor.nucleo.calendario import Calendario
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.lapsos import Lapso, UnidadPlazo, es_clave, lapso_de_valor, leer_lapso
from motor.nucleo.plazos import computar
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import DuracionMeses


@pytest.mark.parametrize(
    ("texto", "cantidad", "unidad"),
    [
        ("10 dh", 10, UnidadPlazo.DIAS_HABILES),
        ("45dc", 45, UnidadPlazo.DIAS_CALENDARIO),
        (" 6 meses ", 6, UnidadPlazo.MESES),
        ("1 mes", 1, UnidadPlazo.MESES),
        ("2 años", 2, UnidadPlazo.ANIOS),
        ("P6M", 6, UnidadPlazo.MESES),
        ("P1Y2M", 14, UnidadPlazo.MESES),
        ("PT1H", 3600, UnidadPlazo.DURACION),
        ("P1DT30M", 88_200, UnidadPlazo.DURACION),
        ("P2W", 1_209_600, UnidadPlazo.DURACION),
    ],
)
def test_lee_las_formas_de_escribir_un_plazo(texto, cantidad, unidad):
    assert leer_lapso(texto) == Lapso(cantidad, unidad)


@pytest.mark.parametrize(
    "texto", ["", "diez días", "10", "-3 dh", "P", "PT", "P1M2D", "2027-02-30", "10 dh extra"]
)
def test_lo_que_no_se_entiende_se_rechaza_con_una_frase(texto):
    with pytest.raises(DatosInvalidos, match="plazo"):
        leer_lapso(texto)


def test_una_fecha_sin_hora_vence_al_terminar_el_dia():
    computo = computar(leer_lapso("2027-02-17"), date(2027, 2, 1), Calendario())
    assert computo.vence_el == datetime(2027, 2, 18, tzinfo=LA_PAZ)


def test_una_hora_sin_zona_es_de_la_paz():
    computo = computar(leer_lapso("2027-02-17T10:00:00"), date(2027, 2, 1), Calendario())
    assert computo.vence_el == datetime(2027, 2, 17, 14, 0, tzinfo=UTC)


def test_una_duracion_es_exacta_y_no_mira_el_calendario():
    sabado = datetime(2027, 2, 6, 23, 30, tzinfo=LA_PAZ)
    computo = computar(leer_lapso("PT1H"), sabado, Calendario())
    assert computo.vence_el == datetime(2027, 2, 7, 0, 30, tzinfo=LA_PAZ)


def test_una_duracion_desde_una_fecha_cuenta_desde_que_empieza_el_dia():
    computo = computar(leer_lapso("PT36H"), date(2027, 2, 6), Calendario())
    assert computo.vence_el == datetime(2027, 2, 7, 12, 0, tzinfo=LA_PAZ)


@pytest.mark.parametrize(
    ("valor", "unidad"),
    [
        ("10 dh", UnidadPlazo.DIAS_HABILES),
        (DuracionMeses(6), UnidadPlazo.MESES),
        (timedelta(hours=1), UnidadPlazo.DURACION),
        (date(2027, 2, 1), UnidadPlazo.FECHA),
        (datetime(2027, 2, 1, tzinfo=UTC), UnidadPlazo.FECHA),
    ],
)
def test_un_valor_feel_tambien_mide_un_plazo(valor, unidad):
    assert lapso_de_valor(valor).unidad is unidad


@pytest.mark.parametrize("valor", [Decimal(10), None, [1], True])
def test_un_numero_solo_no_dice_en_que_se_cuenta(valor):
    with pytest.raises(DatosInvalidos, match="Un plazo no puede ser"):
        lapso_de_valor(valor)


def test_una_clave_se_distingue_de_un_literal():
    assert es_clave("ley.admision")
    assert not any(es_clave(texto) for texto in ("10 dh", "P6M", "2027-02-17", "Ley.x", "sola"))
