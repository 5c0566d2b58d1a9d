"""Funciones incorporadas de números, listas y contextos."""

from decimal import Decimal

import pytest

from motor.feel import compilar


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


def numeros(*textos: str | int) -> list[Decimal]:
    return [Decimal(n) for n in textos]


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("decimal(2.5, 0)", "2"),
        ("decimal(1/3, 2)", "0.33"),
        ("decimal(1234, -2)", "1200"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.2)", "2"),
        ("floor(1.56, 1)", "1.5"),
        ("round up(-5.5, 0)", "-6"),
        ("round down(5.5, 0)", "5"),
        ("round half up(2.5, 0)", "3"),
        ("round half down(2.5, 0)", "2"),
        ("abs(-3)", "3"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("sqrt(16)", "4"),
        ('number("1 234,5", " ", ",")', "1234.5"),
        ('number("12.5")', "12.5"),
        ("sum([1, 2, 3])", "6"),
        ("sum(1, 2)", "3"),
        ("mean([1, 2, 4, 5])", "3"),
        ("median([3, 1, 2])", "2"),
        ("median([1, 2, 3, 4])", "2.5"),
        ("product([2, 3, 4])", "24"),
        ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
        ("min(3, 1, 2)", "1"),
        ("max([3, 1, 2])", "3"),
        ("count([])", "0"),
    ],
)
def test_funciones_que_dan_numero(texto, esperado):
    assert valor(texto) == Decimal(esperado)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("append([1], 2, 3)", numeros(1, 2, 3)),
        ("concatenate([1], [2, 3])", numeros(1, 2, 3)),
        ("insert before([1, 3], 2, 2)", numeros(1, 2, 3)),
        ("remove([1, 2, 3], -1)", numeros(1, 2)),
        ("reverse([1, 2])", numeros(2, 1)),
        ("index of([1, 2, 1], 1)", numeros(1, 3)),
        ("union([1, 2], [2, 3])", numeros(1, 2, 3)),
        ("distinct values([1, 2, 1, null, null])", [*numeros(1, 2), None]),
        ("flatten([1, [2, [3]]])", numeros(1, 2, 3)),
        ("sublist([1, 2, 3], 2)", numeros(2, 3)),
        ("sublist([1, 2, 3], -2, 1)", numeros(2)),
        ("sort([3, 1, 2])", numeros(1, 2, 3)),
        ("sort([3, 1, 2], function(a, b) a > b)", numeros(3, 2, 1)),
        ("list replace([1, 2, 3], 2, 9)", numeros(1, 9, 3)),
        ("list replace([1, 5, 7], function(x, nuevo) x < nuevo, 6)", numeros(6, 6, 7)),
        ("mode([6, 3, 9, 6, 6, 3, 3])", numeros(3, 6)),
    ],
)
def test_funciones_que_dan_lista(texto, esperado):
    assert valor(texto) == esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("list contains([1, null], null)", True),
        ("all([true, null])", None),
        ("all([])", True),
        ("any(false, true)", True),
        ("any([])", False),
        ("odd(-3)", True),
        ("even(2)", True),
        ("not(true)", False),
        ("not(null)", None),
        ("sum([])", None),
        ('sum([1, "a"])', None),
        ('min([1, "a"])', None),
        ("max([])", None),
        ("remove([1], 2)", None),
        ("decimal(1, 10000)", None),
        ('number("1a")', None),
        ("sqrt(-1)", None),
    ],
)
def test_respuestas_y_nulos(texto, esperado):
    assert valor(texto) is esperado


def test_funciones_de_contextos():
    assert valor('get value({a: 1}, "a")') == Decimal(1)
    assert valor('get value({a: {b: 2}}, ["a", "b"])') == Decimal(2)
    assert valor("get entries({a: 1})") == [{"key": "a", "value": Decimal(1)}]
    assert valor('context([{key: "a", value: 1}])') == {"a": Decimal(1)}
    assert valor('context put({a: 1}, "b", 2)') == {"a": Decimal(1), "b": Decimal(2)}
    assert valor('context put({a: {b: 1}}, ["a", "b"], 9)') == {"a": {"b": Decimal(9)}}
    assert valor("context merge([{a: 1}, {a: 2, b: 3}])") == {"a": Decimal(2), "b": Decimal(3)}


def test_las_funciones_no_cambian_sus_argumentos():
    lista = [Decimal(1)]
    assert valor("append(xs, 2)", xs=lista) == numeros(1, 2)
    assert lista == numeros(1)
