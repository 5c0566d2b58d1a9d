"""Números de 34 cifras, duraciones y fechas: lo que suma y lo que da nulo."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from motor.feel import compilar
from motor.nucleo.valores import DuracionMeses


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("2 ** 3 ** 2", "64"),  # la potencia asocia por la izquierda
        ("-5 ** 2", "25"),  # el signo ata más que la potencia
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("10 - -3", "13"),
        ("7 − 2", "5"),  # el menos tipográfico también resta
        (".5 + 1.5e1", "15.5"),
    ],
)
def test_la_aritmetica_respeta_precedencia_y_34_cifras(texto, esperado):
    assert valor(texto) == Decimal(esperado)


@pytest.mark.parametrize(
    "texto",
    ["1 / 0", "0 ** -1", '1 + "a"', "true + 1", "null + 1", '"a" - "b"', "1e6144 * 10", "-true"],
)
def test_lo_imposible_da_nulo(texto):
    assert valor(texto) is None


def test_el_contexto_decimal_de_quien_llama_no_cambia_el_resultado():
    import decimal

    with decimal.localcontext() as ajeno:
        ajeno.prec = 3
        assert valor("1 / 3") == Decimal("0.3333333333333333333333333333333333")


def test_un_entero_de_python_se_trata_como_numero():
    assert valor("n + 1", n=41) == Decimal(42)
    assert isinstance(valor("n", n=41), Decimal)


def test_los_textos_se_concatenan():
    assert valor('"HR-" + hr', hr="2026-000001") == "HR-2026-000001"


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ('date("2026-01-31") + duration("P1M")', date(2026, 2, 28)),
        ('date("2024-02-29") + duration("P1Y")', date(2025, 2, 28)),
        ('date("2026-03-02") - date("2026-02-27")', timedelta(days=3)),
        ('date("2026-03-02") + @"PT25H"', date(2026, 3, 3)),
        ('@"2026-03-02T22:00:00Z" + @"PT3H"', datetime(2026, 3, 3, 1, tzinfo=UTC)),
        ('@"2026-03-02T10:00:00" - @"P1D"', datetime(2026, 3, 1, 10)),
        ('time("23:30:00") + @"PT1H"', time(0, 30)),
        ('@"P1Y" + @"P2M"', DuracionMeses(14)),
        ('@"P1D" * 2.5', timedelta(days=2, hours=12)),
        ('@"P10D" / @"P4D"', Decimal("2.5")),
        ('-@"P1M"', DuracionMeses(-1)),
    ],
)
def test_fechas_y_duraciones_se_operan_como_dice_la_norma(texto, esperado):
    assert valor(texto) == esperado


@pytest.mark.parametrize(
    "texto",
    ['@"P1Y" + @"P1D"', 'date("2026-02-30")', 'date("2026-01-01") + 1', '@"9999-12-31" + @"P1D"'],
)
def test_una_fecha_que_no_existe_o_no_cabe_es_nula(texto):
    assert valor(texto) is None
