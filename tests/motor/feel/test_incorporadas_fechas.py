"""Funciones incorporadas de fechas, propiedades temporales y relaciones entre rangos."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from motor.feel import Rango, compilar
from motor.nucleo.valores import DuracionMeses


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ('date("2026-03-02")', date(2026, 3, 2)),
        ("date(2026, 3, 2)", date(2026, 3, 2)),
        ('date(date and time("2026-03-02T10:00:00"))', date(2026, 3, 2)),
        ('time("10:00:00Z")', time(10, tzinfo=UTC)),
        ("time(10, 30, 15)", time(10, 30, 15)),
        ('date and time("2026-03-02T24:00:00")', datetime(2026, 3, 3)),
        ('date and time(date("2026-03-02"), time("08:30:00"))', datetime(2026, 3, 2, 8, 30)),
        ('duration("P1Y2M")', DuracionMeses(14)),
        ('duration("-PT90M")', -timedelta(minutes=90)),
        (
            'years and months duration(date("2026-01-31"), date("2026-03-30"))',
            DuracionMeses(1),
        ),
        ('@"2026-03-02".year', Decimal(2026)),
        ('@"2026-03-02".weekday', Decimal(1)),
        ('@"10:20:30".minute', Decimal(20)),
        ('@"P1DT26H".days', Decimal(2)),
        ('@"-P14M".months', Decimal(-2)),
        ('day of week(@"2026-03-02")', "Monday"),
        ('month of year(@"2026-03-02")', "March"),
        ('day of year(@"2026-03-02")', Decimal(61)),
        ('week of year(@"2027-01-01")', Decimal(53)),
    ],
)
def test_funciones_y_propiedades_de_fechas(texto, esperado):
    assert valor(texto) == esperado


def test_la_zona_con_nombre_se_conserva():
    momento = valor('@"2026-03-02T10:00:00@America/La_Paz"')
    assert momento == datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("America/La_Paz"))
    assert valor("string(m)", m=momento) == "2026-03-02T10:00:00@America/La_Paz"
    assert valor("m.timezone", m=momento) == "America/La_Paz"
    assert valor("m.time offset", m=momento) == timedelta(hours=-4)


@pytest.mark.parametrize(
    "texto",
    [
        'date("2026-02-30")',
        'date("2-3-2026")',
        "date(2026, 13, 1)",
        'time("25:00:00")',
        'date and time("2026-03-02T10:00:00@Luna/Mar")',
        'date and time("2026-03-02T10:00:00@../../etc/passwd")',
        'duration("P")',
        'duration("1 día")',
        "date(1, 2)",
        "date(null)",
    ],
)
def test_lo_que_no_es_fecha_es_nulo(texto):
    assert valor(texto) is None


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("before(1, 10)", True),
        ("before([1..5], (5..8])", True),
        ("before([1..5], [5..8])", False),
        ("after([5..8], [1..5))", True),
        ("meets([1..5], [5..10])", True),
        ("met by([5..10], [1..5])", True),
        ("overlaps([1..5], [3..8])", True),
        ("overlaps before([1..5], [3..8])", True),
        ("overlaps after([3..8], [1..5])", True),
        ("includes([1..10], 5)", True),
        ("includes([1..10], [4..6])", True),
        ("during(5, [1..10])", True),
        ("finishes(10, [1..10])", True),
        ("finished by([1..10], [5..10])", True),
        ("starts([1..5], [1..10])", True),
        ("started by([1..10], 1)", True),
        ("coincides([1..5], [1..5])", True),
        ('before(1, "a")', None),
        ('is(@"10:00:00Z", @"10:00:00+00:00")', True),
    ],
)
def test_relaciones_entre_puntos_y_rangos(texto, esperado):
    assert valor(texto) is esperado


def test_range_lee_un_rango_escrito_pero_no_una_expresion():
    assert valor('range("[1..5)")') == Rango(Decimal(1), Decimal(5), True, False)
    assert valor('range("[x..5)")', x=1) is None
    assert valor('range("[5..1]")') is None
