"""Lo mal escrito se dice en español, con su posición y lo que se esperaba."""

import pytest

from motor.feel import compilar
from motor.nucleo.errores import ErrorFeel


@pytest.mark.parametrize(
    ("texto", "posicion", "frase"),
    [
        ("", 0, "La expresión está vacía"),
        ("monto >", 7, "La expresión termina antes (posición 8); se esperaba un valor"),
        ("monto total > 3", 6, "No se esperaba «total» (posición 7); se esperaba un operador"),
        ("(1 + 2", 6, "se esperaba"),
        ("if a then b", 11, "«else»"),
        ("if a b", 5, "«then»"),
        ("for x y", 6, "«in»"),
        ("[1, 2", 5, "«]»"),
        ("{a 1}", 1, "un nombre seguido de «:»"),
        ('"sin cerrar', 0, "Falta la comilla"),
        ("a # b", 2, "El carácter «#» no tiene sentido aquí (posición 3)"),
        ("a == b", 3, "No se esperaba «=»"),
        ("a && b", 2, "El carácter «&»"),
        ("1 2", 2, "No se esperaba «2»"),
    ],
)
def test_el_error_dice_posicion_y_que_se_esperaba(texto, posicion, frase):
    with pytest.raises(ErrorFeel) as caso:
        compilar(texto)
    assert frase in str(caso.value)
    assert caso.value.posicion == posicion
    assert caso.value.texto == texto


@pytest.mark.parametrize("texto", ["__import__('os')", "a; b", "lambda x: x", "a if b else c"])
def test_python_no_es_feel(texto):
    with pytest.raises(ErrorFeel):
        compilar(texto)


def test_una_clave_repetida_se_rechaza():
    with pytest.raises(ErrorFeel, match="repite la clave «a»"):
        compilar("{a: 1, a: 2}")


def test_compilar_dos_veces_da_la_misma_expresion():
    assert compilar("1 + 41") is compilar("1 + 41")


def test_los_comentarios_no_cuentan():
    assert compilar("1 + /* dos */ 2 // fin").evaluar({}) == 3
