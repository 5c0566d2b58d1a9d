"""Cada fecha de las tablas de prueba del análisis de dominio (sábado y domingo inhábiles)."""

from datetime import date, datetime

import pytest

from motor.nucleo.calendario import Calendario, Tramo
from motor.nucleo.lapsos import leer_lapso
from motor.nucleo.plazos import Ajustes, computar, dias_de_mora
from motor.nucleo.reloj import LA_PAZ

FERIADOS = frozenset(
    date.fromisoformat(dia)
    for dia in [
        "2026-09-14",
        "2026-11-02",
        "2026-12-25",
        "2027-01-01",
        "2027-01-22",
        "2027-02-08",
        "2027-02-09",
        "2027-03-26",
        "2027-05-01",
        "2027-05-27",
        "2027-06-21",
        "2027-08-06",
        "2027-09-14",
        "2027-11-02",
        "2027-12-25",
        "2028-01-01",
    ]
)
COCHABAMBA = Calendario(FERIADOS)


def vence(desde: str, plazo: str, **ajustes) -> str:
    inicio = (
        datetime.fromisoformat(desde).replace(tzinfo=LA_PAZ)
        if " " in desde
        else date.fromisoformat(desde)
    )
    computo = computar(leer_lapso(plazo), inicio, COCHABAMBA, Ajustes(**ajustes))
    return computo.vence_fecha.isoformat()


@pytest.mark.parametrize(
    ("desde", "plazo", "esperado"),
    [
        ("2027-02-01", "10 dh", "2027-02-17"),
        ("2027-03-15", "10 dh", "2027-03-30"),
        ("2027-03-22", "10 dh", "2027-04-06"),
        ("2027-08-05", "10 dh", "2027-08-20"),
        ("2027-09-10", "10 dh", "2027-09-27"),
        ("2027-12-20", "10 dh", "2028-01-03"),
        ("2026-08-31", "6 meses", "2027-03-01"),
        ("2026-08-31", "P6M", "2027-03-01"),
        ("2027-03-14", "6 meses", "2027-09-15"),
        ("2027-03-01", "45 dc", "2027-04-15"),
        ("2027-05-10", "120 dc", "2027-09-07"),
    ],
)
def test_computo_de_la_ley_2341(desde, plazo, esperado):
    assert vence(desde, plazo) == esperado


@pytest.mark.parametrize(
    ("escenario", "desde", "plazo", "esperado"),
    [
        ("1.1 observación del Gobernador", "2027-01-20", "10 dh", "2027-02-04"),
        ("1.3 sin decisión", "2027-06-04", "10 dh", "2027-06-18"),
        ("1.7 comisión", "2027-05-03", "15 dh", "2027-05-24"),
        ("2.1 petición", "2027-02-01 10:15", "10 dh", "2027-02-17"),
        ("2.1 secretarías", "2027-02-02", "5 dh", "2027-02-11"),
        ("2.3 recibida a las 19:10", "2027-03-19 19:10", "10 dh", "2027-04-06"),
        ("P5 subsanación", "2027-10-28", "5 dh", "2027-11-05"),
        ("P5 silencio", "2026-08-31", "6 meses", "2027-03-01"),
    ],
)
def test_vencimientos_de_los_escenarios(escenario, desde, plazo, esperado):
    assert vence(desde, plazo) == esperado


def test_la_prorroga_de_comision_salta_corpus():
    assert vence("2027-05-03", "15 dh", prorroga=10) == "2027-06-08"


def test_la_prorroga_de_la_peticion_llega_al_24_de_febrero():
    assert vence("2027-02-01 10:15", "10 dh", prorroga=5) == "2027-02-24"


def test_el_interesado_de_aiquile_tiene_cinco_dias_mas():
    assert vence("2027-10-28", "5 dh", distancia=5) == "2027-11-12"


def test_recibido_antes_de_la_hora_de_corte_cuenta_el_mismo_dia():
    assert vence("2027-03-19 18:30", "10 dh") == "2027-04-05"


def test_recibido_en_sabado_cuenta_desde_el_lunes():
    assert vence("2027-03-20 09:00", "10 dh") == "2027-04-06"


def test_termina_a_las_veinticuatro_horas_de_la_paz():
    computo = computar(leer_lapso("10 dh"), date(2027, 2, 1), COCHABAMBA)
    assert computo.vence_el == datetime(2027, 2, 18, 0, 0, tzinfo=LA_PAZ)


def test_la_suspension_por_bloqueo_corre_el_vencimiento():
    bloqueo = (Tramo(date(2027, 2, 3), date(2027, 2, 5)),)
    assert vence("2027-02-01", "10 dh", suspensiones=bloqueo) == "2027-02-22"


def test_la_suspension_cuenta_solo_los_dias_que_corrian():
    carnaval = (Tramo(date(2027, 2, 6), date(2027, 2, 9)),)
    computo = computar(
        leer_lapso("10 dh"), date(2027, 2, 1), COCHABAMBA, Ajustes(suspensiones=carnaval)
    )
    assert (computo.vence_fecha, computo.suspendidos) == (date(2027, 2, 17), 0)


def test_la_suspension_corre_los_dias_calendario_y_los_meses():
    tramo = (Tramo(date(2027, 3, 10), date(2027, 3, 12)),)
    assert vence("2027-03-01", "45 dc", suspensiones=tramo) == "2027-04-19"
    assert vence("2026-08-31", "6 meses", suspensiones=tramo) == "2027-03-01"
    assert vence("2027-03-01", "1 mes", suspensiones=tramo) == "2027-04-05"


def test_un_dia_habilitado_cuenta():
    calendario = Calendario(FERIADOS, frozenset({date(2027, 2, 6)}))
    computo = computar(leer_lapso("10 dh"), date(2027, 2, 1), calendario)
    assert computo.vence_fecha == date(2027, 2, 16)


def test_la_mora_se_cuenta_en_dias_habiles():
    assert dias_de_mora(date(2027, 2, 17), date(2027, 2, 25), COCHABAMBA) == 6
    assert dias_de_mora(date(2027, 2, 17), date(2027, 2, 17), COCHABAMBA) == 0
    assert dias_de_mora(date(2027, 2, 17), date(2027, 2, 10), COCHABAMBA) == 0
