"""Importar: qué se traduce y dónde queda, qué se decide y qué se conserva."""

from dataclasses import replace

import pytest
from lxml import etree

from motor.bpmn import leer
from motor.bpmn.importacion import importar, informe_de_importacion
from motor.bpmn.importacion.informe import Estado, a_json, de_json
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.importacion.muestras import (
    CAMUNDA,
    SIGNAVIO,
    SIN_IDS,
    ZEEBE,
    archivo,
    de_pariente,
    en_fila,
)

PREFIJOS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "camunda": "http://camunda.org/schema/1.0/bpmn",
    "cauce": "https://cauce.bo/bpmn/1.0",
    "flowable": "http://flowable.org/bpmn",
    "activiti": "http://activiti.org/bpmn",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
}
C, K = f"{{{PREFIJOS['camunda']}}}", f"{{{PREFIJOS['cauce']}}}"


def por_id(xml: bytes, id_: str):
    return etree.fromstring(xml).xpath(f"//bpmn:*[@id='{id_}']", namespaces=PREFIJOS)[0]


def renglon(xml: bytes, id_: str):
    return next(r for r in informe_de_importacion(xml).renglones if r.id == id_)


def modelo(xml: bytes):
    """Lo que el motor entiende, sin las líneas, que cambian al escribir."""
    return {
        clave: (
            [replace(n, linea=0) for n in proceso.nodos.values()],
            [replace(f, linea=0) for f in proceso.flujos.values()],
        )
        for clave, proceso in leer(xml).procesos.items()
    }


@pytest.mark.parametrize(
    ("xml", "herramienta"),
    [
        (CAMUNDA, "Camunda 7"),
        (ZEEBE, "Camunda 8"),
        (de_pariente("flowable"), "Flowable"),
        (de_pariente("activiti"), "Activiti"),
        (SIGNAVIO, "Signavio"),
        (archivo("", raiz='exporter="BonitaSoft" exporterVersion="7.2.3"'), "Bonita"),
        (archivo("", raiz='exporter="bpmn-js (https://demo.bpmn.io)"'), "bpmn.io"),
        (archivo("", raiz='exporter="Dibujador"'), "Dibujador"),
        (archivo(""), "un programa que no dice cuál es"),
    ],
)
def test_se_dice_con_que_programa_se_hizo(xml, herramienta):
    assert informe_de_importacion(xml).herramienta == herramienta


@pytest.mark.parametrize("xml", [CAMUNDA, ZEEBE, de_pariente("flowable"), de_pariente("activiti")])
def test_lo_importado_se_ejecuta_como_se_ejecutaba(xml):
    assert modelo(importar(xml).xml) == modelo(xml)


def test_una_condicion_se_escribe_en_feel_y_la_original_queda_al_lado():
    condicion = por_id(importar(CAMUNDA).xml, "si")[0]
    assert condicion.text == "(monto > 1000) and urgente"
    assert condicion.get(f"{K}original") == "${monto > 1000 && urgente}"
    [traduccion] = renglon(CAMUNDA, "si").traducido
    assert (traduccion.que, traduccion.antes) == ("Condición", "${monto > 1000 && urgente}")
    assert traduccion.despues == "(monto > 1000) and urgente"


def test_una_condicion_que_llama_a_codigo_queda_igual_y_se_pide_decidir():
    assert por_id(importar(CAMUNDA).xml, "raro")[0].text == "${servicio.calcular(monto)}"
    dicho = renglon(CAMUNDA, "raro")
    assert dicho.estado is Estado.DECIDIR
    assert "llama a un método o a una función" in dicho.decidir[0].mensaje
    assert dicho.traducido == ()


def test_un_atributo_de_camunda_en_juel_guarda_lo_que_decia():
    tarea = por_id(importar(CAMUNDA).xml, "revisar")
    assert tarea.get(f"{C}assignee") == "=quien"
    assert tarea.get(f"{K}plazo") == "=vence"
    assert tarea.get(f"{C}dueDate") == "${vence}"  # el suyo se queda: el plazo va en cauce:
    [original] = tarea.iter(f"{K}original")
    assert (original.get("atributo"), original.get("valor")) == ("camunda:assignee", "${quien}")


def test_el_grupo_el_codigo_y_la_pagina_ajena_los_decide_el_duenio():
    mensajes = " ".join(d.mensaje for d in renglon(CAMUNDA, "revisar").decidir)
    assert "«sales» es un grupo de otro programa" in mensajes
    assert "embedded:app:forms/x.html" in mensajes
    codigo = " ".join(d.mensaje for d in renglon(CAMUNDA, "calcular").decidir)
    assert "com.x.Calcular" in codigo


@pytest.mark.parametrize("prefijo", ["flowable", "activiti"])
def test_lo_de_los_parientes_se_escribe_donde_el_panel_lo_muestra(prefijo):
    xml = importar(de_pariente(prefijo)).xml
    tarea, propio = por_id(xml, "t"), f"{{{PREFIJOS[prefijo]}}}"
    assert tarea.get(f"{C}assignee") == "=quien"
    assert tarea.get(f"{propio}assignee") == "${quien}"
    assert tarea.get(f"{C}candidateGroups") == "sales,legal"
    assert (tarea.get(f"{C}formKey"), tarea.get(f"{C}asyncBefore")) == ("revisar", "true")
    assert tarea.get(f"{K}plazo") == "P3D"
    servicio = por_id(xml, "s")
    assert (servicio.get(f"{C}type"), servicio.get(f"{C}topic")) == ("external", "pagar")
    llamada = por_id(xml, "c")
    assert [e.get("variables") for e in llamada.iter(f"{C}in")] == ["all", None]
    assert len(list(llamada.iter(f"{propio}in"))) == 1
    dichos = " ".join(d.mensaje for d in renglon(de_pariente(prefijo), "c").decidir)
    assert "escucha de ejecución" in dichos


def test_quitar_lo_traido_no_revive_lo_original():
    quitado = importar(de_pariente("flowable")).xml.replace(b'camunda:assignee="=quien"', b"")
    tarea = leer(quitado).procesos["p"].nodos["t"]
    assert tarea.trato.asignacion.persona == ""


def test_importar_lo_ya_importado_no_vuelve_a_traer_lo_que_se_quito():
    una_vez = importar(de_pariente("flowable")).xml
    assert importar(una_vez).xml == una_vez
    quitado = una_vez.replace(b'camunda:assignee="=quien"', b"")
    assert b"camunda:assignee" not in importar(quitado).xml


def test_lo_de_camunda_8_se_escribe_donde_el_panel_lo_muestra():
    xml = importar(ZEEBE).xml
    tarea = por_id(xml, "t")
    vistos = ("assignee", "candidateGroups", "formRef", "priority")
    assert [tarea.get(f"{C}{n}") for n in vistos] == ["=jefe", "compras", "aprobar", "70"]
    assert tarea.get(f"{K}plazo") == "=vence"
    datos = [
        (e.get("name"), e.text) for e in tarea.iter(f"{C}inputParameter", f"{C}outputParameter")
    ]
    assert datos == [("monto", "=pedido.monto"), ("decision", "=resultado")]
    servicio = por_id(xml, "s")
    assert (servicio.get(f"{C}type"), servicio.get(f"{C}topic")) == ("external", "pagar")
    [multiple] = servicio.iter(f"{{{PREFIJOS['bpmn']}}}multiInstanceLoopCharacteristics")
    assert (multiple.get(f"{C}collection"), multiple.get(f"{C}elementVariable")) == (
        "cuotas",
        "cuota",
    )
    assert (multiple.get(f"{K}salida"), multiple.get(f"{K}salidaElemento")) == ("pagos", "recibo")
    assert por_id(xml, "c").get("calledElement") == "avisos"
    assert por_id(xml, "r").get(f"{C}decisionRef") == "riesgo"
    calculo = por_id(xml, "k")
    assert calculo.findtext(f"{{{PREFIJOS['bpmn']}}}script") == "a + b"
    assert renglon(ZEEBE, "t").conservado == ("zeebe:properties",)


def test_lo_ajeno_que_no_se_usa_se_cuenta_y_queda():
    assert renglon(SIGNAVIO, "t").conservado == ("signavio:signavioMetaData (2)",)
    assert importar(SIGNAVIO).xml.count(b"<signavio:signavioMetaData") == 2


def test_los_comentarios_y_la_codificacion_se_conservan():
    en_latin = CAMUNDA.decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    hecho = importar(en_latin.encode("latin-1")).xml
    assert "<!-- de otro programa -->" in hecho.decode("utf-8")
    assert "¿Alcanza?" in hecho.decode("utf-8")


def test_lo_que_no_tiene_id_lo_recibe_y_lo_repetido_se_distingue():
    hecho = importar(SIN_IDS)
    ids = [e.get("id") for e in etree.fromstring(hecho.xml).iter(etree.Element) if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {"t", "t_repetido", "sequenceFlow_sin_id_1"} <= set(ids)
    dichos = [t.que for r in hecho.informe.renglones for t in r.traducido]
    assert "Identificador repetido (Tarea sin tipo)" in dichos
    assert "Identificador que faltaba (Flujo)" in dichos


def test_un_id_con_espacios_se_cambia_en_todas_partes_y_se_recuerda():
    raro = SIGNAVIO.replace(b'"t"', b'"mi tarea"')
    hecho = importar(raro).xml
    assert (
        por_id(hecho, "f1").get("targetRef") == por_id(hecho, "f2").get("sourceRef") == "mi_tarea"
    )
    originales = list(por_id(hecho, "mi_tarea").iter(f"{K}original"))
    assert [(o.get("atributo"), o.get("valor")) for o in originales] == [("id", "mi tarea")]


def test_una_referencia_con_prefijo_se_escribe_sin_el():
    con_prefijo = SIGNAVIO.replace(b'targetRef="t"', b'targetRef="tns:t"')
    assert por_id(importar(con_prefijo).xml, "f1").get("targetRef") == "t"


def test_el_proceso_elegido_se_ejecuta_y_da_nombre_al_expediente():
    otro = b'<bpmn:process id="q" name="Otro"/></bpmn:definitions>'
    dos = SIGNAVIO.replace(b"</bpmn:definitions>", otro)
    assert importar(dos).informe.elegido == "p"
    hecho = importar(dos, proceso="q")
    elegido, dejado = por_id(hecho.xml, "q"), por_id(hecho.xml, "p")
    assert (elegido.get("isExecutable"), elegido.get(f"{K}principal")) == ("true", "true")
    assert (dejado.get("isExecutable"), dejado.get(f"{K}principal")) == (None, None)


def test_un_prefijo_de_la_casa_usado_para_otra_cosa_no_estorba():
    raro = archivo(en_fila('<bpmn:userTask id="t" camunda:assignee="ana"/>', "t"), "activiti")
    raro = raro.replace(b'xmlns:activiti="', b'xmlns:camunda="')
    assert por_id(importar(raro).xml, "t").get(f"{C}assignee") == "ana"
    assert modelo(importar(raro).xml) == modelo(raro)


def test_el_informe_se_guarda_y_se_lee_igual():
    informe = informe_de_importacion(CAMUNDA)
    assert de_json(a_json(informe)) == informe


@pytest.mark.parametrize(
    "malo",
    [b"", b"hola", b"<html/>", b"<!DOCTYPE x><x/>", CAMUNDA[:200], b"PK\x03\x04zip"],
)
def test_lo_que_no_es_bpmn_se_rechaza_con_una_frase(malo):
    with pytest.raises(DiagramaInvalido) as rechazo:
        importar(malo)
    assert all(h.mensaje and h.que_hacer for h in rechazo.value.hallazgos)
