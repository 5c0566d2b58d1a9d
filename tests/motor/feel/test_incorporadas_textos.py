"""Funciones incorporadas de textos y patrones."""

from decimal import Decimal

import pytest

from motor.feel import compilar


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ('substring("foobar", 3)', "obar"),
        ('substring("foobar", 3, 3)', "oba"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring(string: "foobar", start position: 3)', "obar"),
        ('upper case("año")', "AÑO"),
        ('lower case("AÑO")', "año"),
        ('substring before("foobar", "bar")', "foo"),
        ('substring before("foobar", "xyz")', ""),
        ('substring after("foobar", "ob")', "ar"),
        ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
        ('replace("a b  c", "\\s+", "-")', "a-b-c"),
        ('string join(["a", "b", null], ", ")', "a, b"),
        ('string join(["a", "b"])', "ab"),
        ("string(1.50)", "1.5"),
        ('string(@"P1DT2H")', "P1DT2H"),
        ('string([1, "a", null])', '[1, "a", null]'),
        ("string({a: true})", "{a: true}"),
        ("string([1..5))", "[1..5)"),
        ('"tab\\t y \\u00e1"', "tab\t y á"),
    ],
)
def test_funciones_que_dan_texto(texto, esperado):
    assert valor(texto) == esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ('contains("foobar", "ob")', True),
        ('starts with("foobar", "fo")', True),
        ('ends with("foobar", "x")', False),
        ('matches("foobar", "^fo*b")', True),
        ('matches("FOO", "foo", "i")', True),
        ('matches("a\nb", "a.b")', False),
        ('matches("a\nb", "a.b", "s")', True),
        ('matches("uno\ndos", "^dos$", "m")', True),
        ('matches("ab", "a b", "x")', True),
        ('matches("a+b", "a+b", "q")', True),
        ('matches("bcd", "^[a-z-[aeiou]]+$")', True),
        ('matches("bad", "^[a-z-[aeiou]]+$")', False),
        ('matches("Ñandú", "^\\p{L}+$")', True),
        ('matches("HR-2026-000123", "^HR-\\d{4}-\\d{6}$")', True),
        ('matches("abab", "^(ab)\\1$")', True),
        ('matches("aaa", "^a{2}$")', False),
        ('matches("x", "[", "")', None),
        ('matches("x", "x", "z")', None),
        ('matches(null, "x")', None),
        ("contains(1, 2)", None),
    ],
)
def test_funciones_que_responden(texto, esperado):
    assert valor(texto) is esperado


def test_el_largo_cuenta_caracteres_y_no_bytes():
    assert valor('string length("🐎ñ")') == Decimal(2)


def test_split_corta_por_un_patron():
    assert valor('split("a, b;c", "[,;]\\s*")') == ["a", "b", "c"]
    assert valor('split("John Doe", "\\s")') == ["John", "Doe"]


def test_el_cuantificador_vago_toma_lo_menos_posible():
    assert valor('replace("<a><b>", "<.+?>", "x")') == "xx"
    assert valor('replace("<a><b>", "<.+>", "x")') == "x"


@pytest.mark.parametrize(
    "texto",
    [
        'substring("a", 0)',
        'substring("abc", 1, 0)',
        'replace("abc", "x*", "-")',
        'replace("abc", "b", "$")',
        'upper case(["a", "b"])',
        'string join(["a", 1], "")',
        'substring("a")',
        'substring(string: "a", inicio: 1)',
    ],
)
def test_argumentos_sin_sentido_dan_nulo(texto):
    assert valor(texto) is None


def test_una_lista_de_un_texto_vale_por_el_texto():
    assert valor('upper case(["a"])') == "A"
