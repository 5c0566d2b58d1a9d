"""Lógica de tres valores, comparaciones, `between`, `in`, `if` e `instance of`."""

from decimal import Decimal

import pytest

from motor.feel import compilar


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


TABLA_Y = {
    ("true", "true"): True,
    ("true", "false"): False,
    ("true", "null"): None,
    ("false", "true"): False,
    ("false", "false"): False,
    ("false", "null"): False,
    ("null", "true"): None,
    ("null", "false"): False,
    ("null", "null"): None,
    ("true", '"x"'): None,
}
TABLA_O = {
    ("true", "true"): True,
    ("true", "false"): True,
    ("true", "null"): True,
    ("false", "true"): True,
    ("false", "false"): False,
    ("false", "null"): None,
    ("null", "true"): True,
    ("null", "false"): None,
    ("null", "null"): None,
    ("false", "1"): None,
}


@pytest.mark.parametrize(("a", "b"), TABLA_Y)
def test_and_sigue_la_tabla_de_tres_valores(a, b):
    assert valor(f"{a} and {b}") is TABLA_Y[a, b]


@pytest.mark.parametrize(("a", "b"), TABLA_O)
def test_or_sigue_la_tabla_de_tres_valores(a, b):
    assert valor(f"{a} or {b}") is TABLA_O[a, b]


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("2 > 1", True),
        ("2 <= 1", False),
        ('"abc" < "abd"', True),
        ('1 < "2"', None),
        ("null < 1", None),
        ("null = null", True),
        ("1 = null", False),
        ("1 != null", True),
        ('1 = "1"', None),
        ("1.0 = 1.00", True),
        ("[1, 2] = [1, 2]", True),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ('@"2026-03-02" > @"2026-03-01"', True),
        ('@"PT60M" = @"PT1H"', True),
        ("true > false", None),
    ],
)
def test_comparar_tipos_distintos_da_nulo_y_la_igualdad_con_nulo_responde(texto, esperado):
    assert valor(texto) is esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("5 between 1 and 10", True),
        ("5 between 6 and 10 or true", True),
        ("null between 1 and 2", None),
        ("5 in (1, 5)", True),
        ("5 in (<5, >=6)", False),
        ("5 in [1..5]", True),
        ("5 in [1..5)", False),
        ("5 in ]1..5[", False),
        ("5 in (> 4)", True),
        ("5 in > 4", True),
        ("5 in [4, 5]", True),
        ('"b" in ["a".."c"]', True),
        ('5 in ["a".."c"]', None),
        ("5 in [1..null]", None),
    ],
)
def test_in_y_between(texto, esperado):
    assert valor(texto) is esperado


def test_if_con_condicion_nula_toma_el_sino():
    assert valor('if falta > 1 then "a" else "b"') == "b"


def test_if_abarca_todo_lo_que_sigue():
    assert valor("if true then 1 else 2 + 10") == Decimal(1)
    assert valor("if false then 1 else 2 + 10") == Decimal(12)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("1 instance of number", True),
        ('"a" instance of number', False),
        ("null instance of Any", False),
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("{a: 1} instance of context<a: number>", True),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1Y" instance of years and months duration', True),
        ('@"2026-03-02T00:00:00" instance of date and time', True),
        ("[1..2] instance of range<number>", True),
        ("(function(a: number) a) instance of function<number>->Any", True),
        ("abs instance of function", True),
    ],
)
def test_instance_of_reconoce_los_tipos(texto, esperado):
    assert valor(texto) is esperado


def test_una_variable_que_falta_vale_nulo():
    assert valor("falta") is None
    assert valor("falta.campo[1]") is None
