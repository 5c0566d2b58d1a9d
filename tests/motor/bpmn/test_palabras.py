"""Cómo se dice un nodo: por su nombre, por un id que se entiende, o por lo que es."""

import pytest

from motor.bpmn.modelo import Nodo, TipoNodo
from motor.bpmn.palabras import TIPOS, llamar


@pytest.mark.parametrize(("id_", "nombre", "dicho"), [
    ("Gateway_1ab2c3d", "¿Está completo?", "¿Está completo?"),
    ("Gateway_1ab2c3d", "", "Compuerta exclusiva sin nombre"),
    ("_512b4707-3eb5-4fc9", "", "Compuerta exclusiva sin nombre"),
    ("sid-1F0A22", "", "Compuerta exclusiva sin nombre"),
    ("compuerta_1ab2c3d", "", "Compuerta exclusiva sin nombre"),
    ("esta_completo", "", "esta_completo"),
])  # fmt: skip
def test_el_id_que_puso_un_editor_no_se_le_muestra_a_nadie(id_, nombre, dicho):
    assert llamar(Nodo(id_, nombre, TipoNodo.EXCLUSIVA, 1)) == dicho


def test_toda_clase_de_nodo_se_dice_en_espaniol():
    assert {tipo.value for tipo in TipoNodo} <= TIPOS.keys()
