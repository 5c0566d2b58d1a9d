"""Una variable que nadie escribe se advierte; en la duda, solo si parece una errata."""

import pytest

from motor.bpmn import ContextoRevision, leer, revisar
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    etiqueta,
    fin,
    flujos,
    inicio,
    nodo,
    proceso,
    ref,
    script,
)

CON_FORMULARIO = {"camunda:formRef": "f"}
CONTEXTO = ContextoRevision(variables=frozenset({"monto", "destinatario", "propuesta_1"}))


def desconocidas(*partes: str, camino: str = "x", abierto: bool = False) -> list[str]:
    """Lo que se dice de las variables; `abierto`: otro proceso puede llamar a este."""
    empieza = inicio("inicio") if abierto else inicio("inicio", **CON_FORMULARIO)
    p = proceso(empieza, *partes, fin(), flujos(f"inicio > {camino} > fin"))
    hallazgos = revisar(leer(diagrama(etiqueta("message", id="m", name="M"), p)), CONTEXTO)
    return [h.mensaje + " " + h.que_hacer for h in hallazgos if "variable_desc" in h.regla]


def test_si_se_ven_todas_las_fuentes_cualquier_nombre_desconocido_se_dice():
    (dicho,) = desconocidas(script("x", "monto + total"))
    assert "se lee «total», que nadie escribe" in dicho
    (errata,) = desconocidas(script("x", "destinatrio"))
    assert "¿Quiso decir «destinatario»?" in errata


@pytest.mark.parametrize(
    "fuente",
    [
        nodo("serviceTask", "y", **{"camunda:type": "external", "camunda:topic": "t"}),
        nodo("callActivity", "y", calledElement="otro"),
        captura("y", ref("message", "m")),
    ],
)
def test_si_puede_llegar_de_fuera_solo_se_dice_lo_que_parece_una_errata(fuente):
    assert desconocidas(fuente, script("x", "total"), camino="y > x") == []
    (errata,) = desconocidas(fuente, script("x", "destinatrio"), camino="y > x")
    assert "¿Quiso decir «destinatario»?" in errata


def test_de_quien_llama_al_proceso_puede_llegar_cualquiera():
    assert desconocidas(script("x", "total"), abierto=True) == []


@pytest.mark.parametrize("nombre", ["montos", "propuesta_2"])
def test_un_plural_o_el_siguiente_numero_no_son_erratas(nombre):
    assert desconocidas(script("x", nombre), abierto=True) == []


def test_lo_que_un_script_o_un_mensaje_arma_se_conoce():
    arma = script("y", '{total: monto, "otra": 1}')
    assert desconocidas(arma, script("x", "total + otra"), camino="y > x") == []
    pone = script("y", 'context put({}, "total", 1)')
    assert desconocidas(pone, script("x", "total"), camino="y > x") == []
    objeto = nodo("dataObject", "o", name="acta")
    assert desconocidas(objeto, script("x", "acta")) == []
