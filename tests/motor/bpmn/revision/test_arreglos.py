"""Cada arreglo, hecho sobre el XML como lo hace el modelador, quita su hallazgo y no trae otro."""

import re
from collections.abc import Callable

import pytest
from lxml import etree

from motor.bpmn import ContextoRevision, leer, revisar
from motor.nucleo.errores import Hallazgo
from tests.motor.bpmn.dibujos import (
    ESPACIOS,
    diagrama,
    etiqueta,
    exclusiva,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    paralela,
    proceso,
    script,
    usuario,
)
from tests.motor.bpmn.dibujos import duracion as dura

BPMN = f"{{{ESPACIOS['xmlns']}}}"
CAUCE = f"{{{ESPACIOS['xmlns:cauce']}}}"
CONTEXTO = ContextoRevision(
    formularios=frozenset({"solicitud"}),
    plazos=frozenset({"ley.admision"}),
    unidades=frozenset({"UJ", "UF"}),
    cargos=frozenset({"jefe"}),
    variables=frozenset({"destinatario"}),
    unidades_por_nombre={"Unidad Jurídica": "UJ", "Unidad Financiera": "UF"},
)
COMPUERTAS = {"exclusiva": "exclusiveGateway", "paralela": "parallelGateway"}
BUENA = {"camunda:formRef": "solicitud", "cauce:unidad": "UJ"}


def por_id(raiz: etree._Element, id_: str) -> etree._Element:
    (hallado,) = raiz.xpath("//*[@id=$id]", id=id_)
    return hallado


def quitar_flujo(raiz, datos):
    flujo = por_id(raiz, datos["flujo"])
    flujo.getparent().remove(flujo)


def quitar_condicion(raiz, datos):
    flujo = por_id(raiz, datos["flujo"])
    for condicion in flujo.findall(f"{BPMN}conditionExpression"):
        flujo.remove(condicion)


def predeterminado(raiz, datos):
    quitar_condicion(raiz, datos)
    por_id(raiz, datos["nodo"]).set("default", datos["flujo"])


def cambiar_compuerta(raiz, datos):
    por_id(raiz, datos["nodo"]).tag = BPMN + COMPUERTAS[datos["a"]]


def unidad_de_carril(raiz, datos):
    por_id(raiz, datos["carril"]).set(f"{CAUCE}unidad", datos["unidad"])


def variable(raiz, datos):
    buscada = re.compile(rf"(?<!\w){re.escape(datos['de'])}(?!\w)")
    for parte in por_id(raiz, datos["elemento"]).iter():
        parte.text = buscada.sub(datos["por"], parte.text or "")
        for clave, valor in parte.items():
            parte.set(clave, buscada.sub(datos["por"], valor))


def terminar(raiz, datos):
    quien = por_id(raiz, datos["nodo"])
    etree.SubElement(quien.getparent(), f"{BPMN}endEvent", id="nuevo")
    puntas = {"sourceRef": datos["nodo"], "targetRef": "nuevo"}
    etree.SubElement(quien.getparent(), f"{BPMN}sequenceFlow", puntas, id="al_nuevo")


HACER: dict[str, Callable[[etree._Element, dict[str, str]], None]] = {
    "predeterminado": predeterminado,
    "quitar_condicion": quitar_condicion,
    "quitar_repetido": quitar_flujo,
    "cambiar_compuerta": cambiar_compuerta,
    "unidad_de_carril": unidad_de_carril,
    "variable": variable,
    "terminar": terminar,
}


def hallados(xml: bytes) -> list[Hallazgo]:
    return revisar(leer(xml), CONTEXTO)


def dibujo(*partes: str) -> bytes:
    return diagrama(proceso(inicio("inicio", **{"camunda:formRef": "solicitud"}), *partes, fin()))


RAMAS = ("inicio > x > a > y > c > fin", "x > b > y")
TAREAS = "".join(nodo("task", t) for t in "abc")
CARRIL = etiqueta("lane", etiqueta("flowNodeRef", "a"), id="l", name="unidad juridica")
CASOS = {
    "predeterminado": dibujo(exclusiva("x"), TAREAS, exclusiva("y"), flujos(RAMAS[0], "x > b > y"))
    .replace(
        b'sourceRef="x" targetRef="a">',
        b'sourceRef="x" targetRef="a"><conditionExpression>hr = "1"</conditionExpression>',
    ),
    "quitar_condicion": dibujo(
        paralela("x"), TAREAS, paralela("y"), flujos("inicio > x", "x > a ? true")
        + flujos("a > y > c > fin", "x > b > y"),
    ),
    "quitar_repetido": dibujo(nodo("task", "a"), flujos("inicio > a > fin"))
    .replace(
        b"</process>",
        b'<sequenceFlow id="otro" sourceRef="a" targetRef="fin"/></process>',
    ),
    "cambiar_compuerta": dibujo(paralela("x"), TAREAS, exclusiva("y"), flujos(*RAMAS)),
    "unidad_de_carril": dibujo(
        etiqueta("laneSet", CARRIL),
        usuario("a", **{"camunda:formRef": "solicitud"}),
        flujos("inicio > a > fin"),
    ),
    "variable": dibujo(script("a", "destinatrio"), flujos("inicio > a > fin")),
    "variable, de un formulario": dibujo(
        usuario("a", **{**BUENA, "camunda:formRef": "solicitd"}), flujos("inicio > a > fin")
    ),
    "variable, de un plazo": dibujo(
        usuario("a", **BUENA, **{"cauce:plazo": "ley.admicion"}), flujos("inicio > a > fin")
    ),
    "terminar": dibujo(
        usuario("a", **BUENA), limite("r", "a", dura("P1D")), flujos("inicio > a > fin")
    ),
}  # fmt: skip


@pytest.mark.parametrize("caso", CASOS)
def test_hecho_el_arreglo_el_hallazgo_se_va_y_no_aparece_otro(caso):
    clase = caso.partition(",")[0]
    (hallazgo,) = hallados(CASOS[caso])
    assert hallazgo.arreglo is not None
    datos = hallazgo.arreglo.como_json()
    assert datos.pop("clase") == clase
    raiz = etree.fromstring(CASOS[caso])
    HACER[clase](raiz, datos)
    assert hallados(etree.tostring(raiz)) == []


def test_lo_que_hay_que_decidir_no_trae_arreglo():
    dudosa = dibujo(script("a", "otra_cosa"), flujos("inicio > a > fin"))
    carril = CASOS["unidad_de_carril"].replace(b"unidad juridica", b"unidad")
    assert [h.arreglo for xml in (dudosa, carril) for h in hallados(xml)] == [None, None]
