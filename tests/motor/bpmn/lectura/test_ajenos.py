"""Lo que pide ejecutar código de otro motor se dice con id, línea y qué hacer."""

import pytest

from motor.bpmn import leer, revisar
from motor.nucleo.errores import Hallazgo
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    evento,
    exclusiva,
    extension,
    fin,
    flujos,
    inicio,
    lanza,
    limite,
    multiple,
    nodo,
    proceso,
    usuario,
)


def graves(texto: str) -> list[Hallazgo]:
    caminos = flujos("inicio > x > fin")
    documento = leer(diagrama(proceso(inicio(), texto, fin(), caminos)))
    return [h for h in revisar(documento) if h.grave]


EXTERNA = {"camunda:type": "external", "camunda:topic": "t"}
CAMPO = etiqueta("camunda:formField", id="monto", type="long")
VALIDADOR = etiqueta("camunda:constraint", name="validator", config="com.ejemplo.Clase")


@pytest.mark.parametrize(
    ("texto", "regla", "cita"),
    [
        (nodo("task", "x", **{"camunda:class": "com.A"}), "codigo_ajeno", "com.A"),
        (nodo("task", "x", **{"camunda:delegateExpression": "${b}"}), "codigo_ajeno", "${b}"),
        (nodo("task", "x", **{"flowable:expression": "${b.c()}"}), "codigo_ajeno", "${b.c()}"),
        (nodo("task", "x", **{"activiti:type": "mail"}), "codigo_ajeno", "mail"),
        (
            usuario("x", extension(etiqueta("camunda:taskListener", event="create"))),
            "codigo_ajeno",
            "taskListener",
        ),
        (
            usuario("x", extension(etiqueta("zeebe:executionListeners"))),
            "codigo_ajeno",
            "executionListeners",
        ),
        (
            usuario("x", extension(etiqueta("camunda:formData", VALIDADOR))),
            "codigo_ajeno",
            "com.ejemplo.Clase",
        ),
        (
            usuario("x", extension(etiqueta("camunda:formData", CAMPO))),
            "formulario_incrustado",
            "«monto»",
        ),
        (
            usuario("x", extension(etiqueta("activiti:formProperty", id="monto"))),
            "formulario_incrustado",
            "«monto»",
        ),
        (
            usuario("x", **{"camunda:formKey": "embedded:app:formas/alta.html"}),
            "formulario_ajeno",
            "embedded:app:formas/alta.html",
        ),
        (usuario("x", **{"camunda:formKey": "app:alta.jsf"}), "formulario_ajeno", "app:alta.jsf"),
        (
            usuario("x", **{"camunda:assignee": "${servicio.buscar()}"}),
            "expresion_intraducible",
            "${servicio.buscar()}",
        ),
        (
            nodo("scriptTask", "x", etiqueta("script", "print(1)"), scriptFormat="python"),
            "script_no_feel",
            "python",
        ),
        (nodo("scriptTask", "x", scriptFormat="feel"), "script_vacio", "vacía"),
        (nodo("scriptTask", "x", etiqueta("script", "a = 1")), "script_sin_lenguaje", "lenguaje"),
        (
            lanza("x", evento("message", messageRef="m", **EXTERNA)),
            "evento_con_servicio",
            "servicio",
        ),
        (
            lanza("x", extension(etiqueta("zeebe:taskDefinition", type="t"))),
            "evento_con_servicio",
            "servicio",
        ),
        (
            lanza("x", evento("signal", extension(etiqueta("camunda:in", variables="all")))),
            "senal_con_todo",
            "todas las variables",
        ),
        (
            nodo("task", "x", etiqueta("standardLoopCharacteristics", loopMaximum="-1")),
            "bucle_mal_escrito",
            "entero de 1 o más",
        ),
    ],
)
def test_se_niega_y_se_cita(texto, regla, cita):
    [hallazgo] = [h for h in graves(texto) if h.regla == regla]
    assert (hallazgo.elemento, hallazgo.linea) == ("x", 4)
    assert cita in hallazgo.mensaje
    assert hallazgo.que_hacer


def test_una_condicion_en_python_se_niega_en_su_flujo():
    documento = leer(
        diagrama(
            proceso(
                inicio(),
                exclusiva("c"),
                fin(),
                fin("otro"),
                flujos("inicio > c", "c > fin ? __import__('os').system('ls')"),
                flujos("c > otro ? lista.append(1)"),
            )
        )
    )
    reglas = {(h.elemento, h.regla) for h in revisar(documento) if h.grave}
    assert reglas == {("f_c_fin", "feel_mal_escrito"), ("f_c_otro", "feel_metodo")}


def test_una_condicion_en_otro_lenguaje_declarado_se_niega():
    condicion = etiqueta("conditionExpression", "a > 1", language="application/javascript")
    camino = etiqueta("sequenceFlow", condicion, id="f", sourceRef="inicio", targetRef="fin")
    documento = leer(diagrama(proceso(inicio(), fin(), camino)))
    assert "expresion_lenguaje" in {h.regla for h in documento.hallazgos}


def test_un_escucha_en_un_flujo_se_niega():
    escucha = extension(etiqueta("camunda:executionListener", event="take"))
    camino = etiqueta("sequenceFlow", escucha, id="f", sourceRef="inicio", targetRef="fin")
    documento = leer(diagrama(proceso(inicio(), fin(), camino)))
    assert [(h.regla, h.elemento) for h in documento.hallazgos] == [("codigo_ajeno", "f")]


LISTA = {"camunda:collection": "lista"}


def que_lanza(multiple_: str, *otros: str):
    senales = (
        etiqueta("signal", id="s", name="Listo"),
        etiqueta("signalEventDefinition", id="e", signalRef="s"),
        etiqueta("cancelEventDefinition", id="c"),
    )
    return leer(diagrama(*senales, proceso(usuario("x", multiple_), *otros)))


def test_una_multiple_lanza_lo_que_su_behavior_refiere():
    una = que_lanza(multiple(behavior="One", oneBehaviorEventRef="e", **LISTA))
    [lanza] = una.procesos["p"].nodos["x"].repeticion.lanza
    assert (lanza.definicion.nombre, lanza.solo_primera, lanza.condicion) == ("Listo", True, None)
    for sin_nada in ({"behavior": "None"}, {"behavior": "All", "noneBehaviorEventRef": "e"}):
        nada = que_lanza(multiple(**sin_nada, **LISTA))
        assert nada.procesos["p"].nodos["x"].repeticion.lanza == ()


def test_una_multiple_compleja_lanza_segun_sus_condiciones():
    dicho = etiqueta(
        "complexBehaviorDefinition",
        etiqueta("condition", "nrOfCompletedInstances = 2"),
        etiqueta("event", etiqueta("signalEventDefinition", signalRef="s"), id="i"),
    )
    [lanza] = (
        que_lanza(multiple(dicho, behavior="Complex", **LISTA))
        .procesos["p"]
        .nodos["x"]
        .repeticion.lanza
    )
    assert (lanza.definicion.nombre, lanza.condicion) == ("Listo", "nrOfCompletedInstances = 2")


def test_se_niega_lanzar_lo_que_no_se_puede_o_lo_que_la_interrumpe():
    senal = etiqueta("signalEventDefinition", signalRef="s")
    de_cada_una = multiple(behavior="None", noneBehaviorEventRef="e", **LISTA)
    cancela = multiple(behavior="None", noneBehaviorEventRef="c", **LISTA)
    casos = (
        (que_lanza(cancela), True),
        (que_lanza(de_cada_una, limite("l", "x", senal)), True),
        (que_lanza(de_cada_una, limite("l", "x", senal, interrumpe=False)), False),
        (que_lanza(de_cada_una), False),
    )
    for documento, negado in casos:
        assert ("multiple_eventos" in {h.regla for h in revisar(documento)}) is negado
