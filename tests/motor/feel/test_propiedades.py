"""Propiedades: leyes de tres valores, aritmética, filtros y textos al azar."""

import decimal
from contextlib import suppress
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from motor.feel import compilar, compilar_pruebas
from motor.nucleo.errores import ErrorFeel

TRES = st.sampled_from([True, False, None])
NUMEROS = st.decimals(-(10**12), 10**12, allow_nan=False, places=4)
CONTEXTO = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN)
PALABRAS = [
    *("a", "b1", "and", "or", "in", "if", "then", "else", "for", "return", "some", "every"),
    *("satisfies", "function", "true", "null", "not", "(", ")", "[", "]", "{", "}", ",", ":"),
    *(".", "..", "+", "-", "*", "**", "/", "<", "<=", "=", "!=", '"t"', "1", "2.5", '@"P1D"'),
    *("between", "instance", "of", "count", "sum", "item", "?", "list<", "date and time"),
]
AMBITO = {"a": [Decimal(1), {"b1": "x"}], "b1": {"a": None}}


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


@given(TRES, TRES)
def test_de_morgan(a, b):
    assert valor("not(a and b)", a=a, b=b) is valor("not(a) or not(b)", a=a, b=b)


@given(TRES, TRES, TRES)
def test_and_y_or_conmutan_y_asocian(a, b, c):
    for signo in ("and", "or"):
        assert valor(f"a {signo} b", a=a, b=b) is valor(f"b {signo} a", a=a, b=b)
        juntos = valor(f"a {signo} b {signo} c", a=a, b=b, c=c)
        assert juntos is valor(f"a {signo} (b {signo} c)", a=a, b=b, c=c)


@given(NUMEROS, NUMEROS)
def test_las_cuatro_operaciones_son_las_de_decimal_a_34_cifras(a, b):
    assert valor("a + b", a=a, b=b) == CONTEXTO.add(a, b)
    assert valor("a - b", a=a, b=b) == CONTEXTO.subtract(a, b)
    assert valor("a * b", a=a, b=b) == CONTEXTO.multiply(a, b)
    esperado = CONTEXTO.divide(a, b) if b else None
    assert valor("a / b", a=a, b=b) == esperado


@given(NUMEROS)
def test_el_texto_de_un_numero_se_vuelve_a_leer_igual(n):
    assert valor("number(string(n))", n=n) == n


@given(st.lists(st.integers(-50, 50), max_size=20), st.integers(-50, 50))
def test_filtrar_es_como_en_python(xs, tope):
    assert valor("xs[item > tope]", xs=xs, tope=tope) == [Decimal(x) for x in xs if x > tope]
    assert valor("count(xs)", xs=xs) == len(xs)
    assert valor("sort(xs)", xs=xs) == sorted(xs)
    assert valor("every x in xs satisfies x > tope", xs=xs, tope=tope) is all(x > tope for x in xs)
    assert valor("some x in xs satisfies x > tope", xs=xs, tope=tope) is any(x > tope for x in xs)


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_for_sobre_un_tramo_da_sus_enteros(a, b):
    paso = 1 if b >= a else -1
    assert valor("for i in a..b return i", a=a, b=b) == list(range(a, b + paso, paso))


@given(st.text(max_size=80))
@example("\\")
@example('"\\')
@example("a\x00b")
def test_un_texto_al_azar_da_valor_o_error_feel(texto):
    comprobar_que_no_revienta(texto)


@given(st.lists(st.sampled_from(PALABRAS), max_size=14).map(" ".join))
def test_un_revoltijo_de_palabras_feel_da_valor_o_error_feel(texto):
    comprobar_que_no_revienta(texto)


def comprobar_que_no_revienta(texto: str) -> None:
    with suppress(ErrorFeel):
        compilar(texto).evaluar(AMBITO)
    with suppress(ErrorFeel):
        assert compilar_pruebas(texto).cumple(Decimal(1), AMBITO) in (True, False, None)
