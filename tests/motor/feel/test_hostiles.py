"""Entradas hostiles: todo acaba pronto, con un valor o con un ErrorFeel."""

from decimal import Decimal

import pytest

from motor.feel import compilar, compilar_pruebas
from motor.nucleo.errores import ErrorFeel

pytestmark = pytest.mark.lento

DUPLICAR = ", ".join(f"a{n + 1}: [a{n}, a{n}]" for n in range(40))


def evaluar(texto: str) -> object:
    return compilar(texto).evaluar({"x": {"a": 1}})


@pytest.mark.parametrize(
    "texto",
    [
        "for i in 1..1000000000 return i",
        "for i in 1..1000, j in 1..10000 return i * j",
        "some x in 1..100000, y in 1..100000 satisfies x + y < 0",
        "for i in 1..100000 return partial",
        "for x in [1, 2, 3] return " * 60 + "1",
        "{f: function(n) f(n + 1), r: f(1)}.r",
        "{f: function(n) f(n) + f(n), r: f(1)}.r",
        f"{{a0: [1, 1], {DUPLICAR}, r: string(a40)}}.r",
        f"{{a0: [1, 1], {DUPLICAR}, r: a40 = a40}}.r",
        f"{{a0: [1, 1], {DUPLICAR}, r: flatten(a40)}}.r",
        f"{{a0: [1, 1], {DUPLICAR}}}",
        '{a0: "aa", ' + ", ".join(f"a{n + 1}: a{n} + a{n}" for n in range(40)) + "}.a40",
        "distinct values(for i in 1..100000 return i)",
        "[" * 3000 + "]" * 3000,
        "-" * 10000 + "1",
        "x" + "[1]" * 5000,
        "not(" * 300 + "true" + ")" * 300,
        "1" + " " * 30000,
        'replace("' + "a" * 9000 + '", "a.*b|a", "x")',
        'matches("' + "a" * 9000 + '", "(a*)(a*)(a*)(a*)\\4b")',
        'matches("a", "' + "a" * 600 + '")',
    ],
    ids=lambda texto: texto[:30],
)
def test_lo_desmedido_se_detiene_con_un_error(texto):
    with pytest.raises(ErrorFeel):
        evaluar(texto)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ('matches("' + "a" * 5000 + 'b", "(a*)*c")', False),
        ('matches("' + "a" * 40 + 'b", "(a+)+$")', False),
        ('matches("aaaa", "(((a{1,50}){1,50}){1,50}){1,50}")', None),
        ("exp(1e6144)", None),
        ('@"P1D" * 1e6000', None),
        ("[1][1e6000]", None),
        ("1.0000001 ** 1e30", None),
    ],
)
def test_lo_que_parece_peligroso_tiene_respuesta(texto, esperado):
    assert evaluar(texto) is esperado


def test_las_cadenas_largas_de_operadores_no_agotan_la_pila():
    assert evaluar("1" + "+1" * 9000) == Decimal(9001)
    assert evaluar("true" + " and true" * 2000) is True
    assert evaluar("(" * 5000 + "1" + ")" * 5000) == Decimal(1)


def test_la_potencia_de_potencias_no_crece_sin_medida():
    assert evaluar("9**9**9") == Decimal("1.966270504755529136180759085269121E+77")


@pytest.mark.parametrize("raro", ["NaN", "sNaN"])
def test_un_numero_que_no_es_finito_se_rechaza(raro):
    with pytest.raises(ErrorFeel, match="no es finito"):
        compilar("n > 1").evaluar({"n": Decimal(raro)})


def test_un_numero_desmedido_se_rechaza_al_compilar():
    with pytest.raises(ErrorFeel, match="fuera de alcance"):
        compilar("1e999999999")


def test_el_error_de_presupuesto_lleva_el_texto():
    texto = "some x in 1..100000, y in 1..100000 satisfies false"
    with pytest.raises(ErrorFeel, match="pasos") as caso:
        evaluar(texto)
    assert caso.value.texto == texto


def test_el_limite_de_una_prueba_puede_nombrar_la_entrada():
    prueba = compilar_pruebas("> 100 / ?")
    assert prueba.cumple(Decimal(20), {}) is True
    assert prueba.cumple(Decimal(5), {}) is False
