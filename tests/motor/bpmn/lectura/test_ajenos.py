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


def test_una_multiple_que_lanza_eventos_se_niega_y_sin_evento_no_los_lanza():
    lista = {"camunda:collection": "lista"}
    una = usuario("x", multiple(behavior="One", oneBehaviorEventRef="e", **lista))
    assert [h.regla for h in graves(una)] == ["multiple_eventos"]
    assert graves(usuario("x", multiple(behavior="None", **lista))) == []


def test_un_dato_calculado_con_script_se_niega():
    calculo = etiqueta("camunda:script", "1 + 1", scriptFormat="groovy")
    parametro = etiqueta("camunda:inputParameter", calculo, name="a")
    bloque = extension(etiqueta("camunda:inputOutput", parametro))
    assert [h.regla for h in graves(usuario("x", bloque))] == ["dato_con_script"]


def avisos(texto: str) -> list[str]:
    documento = leer(diagrama(proceso(inicio(), texto, fin(), flujos("inicio > x > fin"))))
    return [h.regla for h in revisar(documento) if not h.grave]


def test_un_formulario_de_otro_motor_sin_campos_solo_se_advierte():
    tarea = usuario("x", extension(etiqueta("camunda:formData")))
    assert graves(tarea) == []
    assert "formulario_incrustado" in avisos(tarea)


def test_la_clave_de_un_formulario_propio_no_es_una_pagina_ajena():
    assert graves(usuario("x", **{"camunda:formKey": "t1_registrar"})) == []


def test_un_nombre_calculado_solo_se_advierte_porque_la_tarea_corre_igual():
    tarea = usuario("x", name="Revisar ${monto}")
    assert graves(tarea) == []
    assert "nombre_con_expresion" in avisos(tarea)
