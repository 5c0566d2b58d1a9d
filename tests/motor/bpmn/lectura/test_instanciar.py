"""Lo que crea instancias sin ser un evento de inicio se lee como uno."""

import pytest

from motor.bpmn import leer, revisar
from motor.bpmn.modelo import TipoNodo
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    fin,
    flujos,
    inicio,
    nodo,
    proceso,
    ref,
)
from tests.motor.bpmn.juego.mesa import Mesa

MENSAJES = (etiqueta("message", id="m", name="M"), etiqueta("message", id="n", name="N"))
CREA = {"instantiate": "true"}


def leido(*partes: str):
    return leer(diagrama(*MENSAJES, proceso(*partes)))


def test_una_tarea_de_recepcion_que_instancia_empieza_el_proceso_con_su_mensaje():
    recibe = nodo("receiveTask", "r", messageRef="m", **CREA)
    documento = leido(recibe, fin(), flujos("r > fin"))
    assert not [h for h in revisar(documento) if h.grave]
    p = documento.procesos["p"]
    assert p.nodos["r"].tipo is TipoNodo.INICIO
    assert Mesa(p).iniciar("r", folio=3).variable("folio") == 3


def test_tras_una_compuerta_que_instancia_cada_espera_es_un_inicio():
    documento = leido(
        nodo("eventBasedGateway", "g", **CREA),
        captura("a", ref("message", "m")),
        nodo("receiveTask", "b", messageRef="n"),
        fin("fa"),
        fin("fb"),
        flujos("g > a > fa", "g > b > fb"),
    )
    assert not [h for h in revisar(documento) if h.grave]
    p = documento.procesos["p"]
    assert "g" not in p.nodos
    assert Mesa(p).iniciar("a").finales == ("fa",)
    assert Mesa(p).iniciar("b").finales == ("fb",)


@pytest.mark.parametrize(
    "partes",
    [
        (inicio(), nodo("receiveTask", "x", messageRef="m", **CREA), flujos("inicio > x > fin")),
        (
            nodo("eventBasedGateway", "x", **CREA),
            captura("a", ref("message", "m")),
            captura("t", duracion("PT1H")),
            flujos("x > a > fin", "x > t > fin"),
        ),
        (
            nodo("eventBasedGateway", "x", eventGatewayType="Parallel", **CREA),
            captura("a", ref("message", "m")),
            captura("t", ref("message", "n")),
            flujos("x > a > fin", "x > t > fin"),
        ),
        (nodo("eventBasedGateway", "x", **CREA), nodo("task", "a"), flujos("x > a > fin")),
    ],
    ids=["con_entrada", "con_tiempo", "paralela", "con_tarea"],
)
def test_lo_que_no_puede_ser_un_inicio_se_niega(partes):
    documento = leido(*partes, fin())
    assert ("x", "instancia_sin_inicio") in {(h.elemento, h.regla) for h in revisar(documento)}
