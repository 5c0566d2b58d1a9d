"""Pruebas unarias: lo que se escribe en las celdas de una tabla."""

from decimal import Decimal

import pytest

from motor.feel import compilar_pruebas
from motor.nucleo.errores import ErrorFeel

AMBITO = {"tope": Decimal(10), "permitidos": ["a", "b"]}


@pytest.mark.parametrize(
    ("texto", "entrada", "esperado"),
    [
        ("-", None, True),
        ("< 5", 3, True),
        ("< 5", 5, False),
        (">= tope", 10, True),
        ("[1..3]", 3, True),
        ("(1..3)", 3, False),
        ("1, 2, 3", 2, True),
        ('"a", "b"', "c", False),
        ('not("a", "b")', "c", True),
        ("not(> 5)", 6, False),
        ("not([1..3])", 2, False),
        ("permitidos", "b", True),
        ("? > 2 and ? < tope", 5, True),
        ('starts with(?, "HR-")', "HR-2026", True),
        ("null", None, True),
        ("true", True, True),
        ("true", False, False),
        ("tope > 5", "cualquiera", True),  # condición que no mira la entrada
        ("< 5", "texto", None),
        ("< 5", None, None),
        ('date("2026-03-02")', None, False),
    ],
)
def test_cada_forma_de_prueba(texto, entrada, esperado):
    assert compilar_pruebas(texto).cumple(entrada, AMBITO) is esperado


def test_los_nombres_que_lee_no_incluyen_la_entrada():
    assert compilar_pruebas("? > tope, < minimo").nombres == {"tope", "minimo"}


def test_una_prueba_mal_escrita_dice_donde():
    with pytest.raises(ErrorFeel, match=r"La expresión termina antes \(posición 4\)") as caso:
        compilar_pruebas("1, ")
    assert caso.value.posicion == 3
