"""El diagrama como archivo: lo que entra sale igual, se lleva al equipo y se trae de él."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import expect

from motor.bpmn.lectura import leer
from tests.aceptacion.lienzo import Lienzo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
DIAGRAMAS = sorted((Path(__file__).resolve().parents[2] / "diagramas").glob("*/*.bpmn"))
VUELTA = "await m.importXML(dato); return (await m.saveXML({format: true})).xml"
OTRO = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
<process id="p"><startEvent id="empieza" name="Empieza aquí"/></process>
<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
<bpmndi:BPMNShape id="f" bpmnElement="empieza"><dc:Bounds x="100" y="100" width="36" height="36"/>
</bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>"""


@pytest.fixture
def lienzo(page, borrador, sitio):
    """El diagrama abierto por quien puede editarlo."""
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")


def piezas(xml: bytes) -> Counter:
    """Cada elemento del XML con sus atributos y su texto, sin importar el orden."""
    return Counter(
        (e.tag, tuple(sorted(e.attrib.items())), (e.text or "").strip())
        for e in etree.fromstring(xml).iter(etree.Element)
    )


def grafo(xml: bytes) -> list:
    """Lo que el motor entiende del diagrama, sin los números de línea."""
    return [
        (
            proceso.id,
            proceso.extensiones,
            {n.id: replace(n, linea=0, entran=(), salen=()) for n in proceso.nodos.values()},
            {f.id: replace(f, linea=0) for f in proceso.flujos.values()},
            {c.id: replace(c, linea=0) for c in proceso.carriles.values()},
        )
        for proceso in leer(xml).procesos.values()
    ]


@pytest.mark.parametrize("ruta", DIAGRAMAS, ids=lambda ruta: ruta.stem)
def test_lo_que_se_importa_se_exporta_igual(lienzo, ruta):
    xml = ruta.read_bytes()
    vuelto = str(lienzo.hacer(VUELTA, xml.decode("utf-8"))).encode("utf-8")

    assert grafo(vuelto) == grafo(xml)
    assert piezas(vuelto) == piezas(xml)


def test_cambiar_el_tipo_de_una_tarea_conserva_lo_nuestro(lienzo):
    tarea = "s('elementRegistry').get('t2_1_presentar')"
    lienzo.hacer(
        f"s('modeling').updateProperties({tarea}, dato);"
        f"s('bpmnReplace').replaceElement({tarea}, {{type: 'bpmn:ManualTask'}})",
        {"cauce:acto": "firma", "cauce:plazo": "5 dh"},
    )

    etiqueta = next(x for x in lienzo.xml().splitlines() if "<bpmn:manualTask" in x)
    assert 'cauce:acto="firma"' in etiqueta
    assert 'cauce:plazo="5 dh"' in etiqueta


@pytest.mark.parametrize(
    ("accion", "nombre", "trae"),
    [
        ("descargar-bpmn", "peticion_informe.bpmn", "cauce:acto="),
        ("descargar-svg", "peticion_informe.svg", "<svg"),
    ],
)
def test_se_descarga(lienzo, accion, nombre, trae):
    lienzo.page.get_by_text("Archivo", exact=True).click()
    with lienzo.page.expect_download() as bajada:
        lienzo.pulsar(accion)

    assert bajada.value.suggested_filename == nombre
    assert trae in bajada.value.path().read_text(encoding="utf-8")


def test_abrir_un_archivo_pregunta_reemplaza_y_se_guarda(lienzo, borrador):
    archivo = {"name": "otro.bpmn", "mimeType": "text/xml", "buffer": OTRO.encode()}
    lienzo.page.locator("[data-archivo-del-equipo]").set_input_files(archivo)
    lienzo.page.get_by_role("button", name="No abrir").click()
    assert lienzo.hay("t2_1_presentar")
    lienzo.page.locator("[data-archivo-del-equipo]").set_input_files(archivo)
    lienzo.page.get_by_role("button", name="Abrir y reemplazar").click()
    lienzo.dice("por usted")

    assert lienzo.nombre("empieza") == "Empieza aquí"
    assert "Empieza aquí" in borrador.xml


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ("hola", "no es un diagrama BPMN"),
        ("<definitions xmlns='x'>", "no se pudo leer"),
        (OTRO.partition("<bpmndi:BPMNDiagram")[0] + "</definitions>", "no trae las figuras"),
    ],
)
def test_un_archivo_que_no_sirve_no_toca_lo_dibujado(lienzo, borrador, texto, frase):
    archivo = {"name": "malo.bpmn", "mimeType": "text/xml", "buffer": texto.encode()}
    lienzo.page.locator("[data-archivo-del-equipo]").set_input_files(archivo)
    lienzo.page.get_by_role("button", name="Abrir y reemplazar").click()

    expect(lienzo.page.locator("[data-avisos]")).to_contain_text(frase)
    assert lienzo.hay("t2_1_presentar")
    assert borrador.veces == 0
