"""Comparar dos ediciones en el navegador: las marcas, la lista y el paso de un lado al otro."""

import json
import os

import pytest

from tests.aceptacion.accesible import sin_faltas_axe
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import Mesa

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CAPTURAS = os.environ.get("CAUCE_CAPTURAS")
PLANO = """<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="plano"><bpmndi:BPMNPlane bpmnElement="p"
 id="lamina">{}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"""
FIGURA = (
    '<bpmndi:BPMNShape id="f_{0}" bpmnElement="{0}"><dc:Bounds x="{1}" y="{2}" '
    'width="100" height="80"/></bpmndi:BPMNShape>'
)


INSTRUCCION = "<documentation>{}</documentation>"


def nota(clave: str) -> dict[str, bytes]:
    campo = {"type": "textfield", "id": "c", "key": "cite", "label": "Cite"}
    return {clave: json.dumps({"type": "default", "id": clave, "components": [campo]}).encode()}


def dibujo(
    pasos: dict[str, str], lugares: dict[str, tuple[int, int]], instruccion: str, **firmar: str
) -> bytes:
    """Los pasos en fila, cada tarea con su figura; `firmar`, lo que dice esa tarea."""
    dichos = {i: {"cauce:unidad": "UCL", **(firmar if i == "firmar" else {})} for i in pasos}
    dentro = {"firmar": [INSTRUCCION.format(instruccion)]}
    tareas = [usuario(i, *dentro.get(i, []), name=n, **dichos[i]) for i, n in pasos.items()]
    xml = diagrama(proceso(inicio(), *tareas, fin(), flujos(f"inicio > {' > '.join(pasos)} > fin")))
    figuras = "".join(FIGURA.format(i, *lugar) for i, lugar in lugares.items())
    cierre = b"</bpmn:definitions>" if b"</bpmn:definitions>" in xml else b"</definitions>"
    plano = PLANO.format(figuras).encode()
    return xml.replace(cierre, plano.replace(b"</bpmn:definitions>", cierre))


@pytest.fixture
def comparado(page, sitio):
    mesa = Mesa(sitio.app.extensions["cauce"])
    antes = {"redactar": "Redactar", "revisar": "Revisar", "firmar": "Firmar"}
    despues = {"redactar": "Redactar la nota", "firmar": "Firmar", "archivar": "Archivar"}
    lugares = {"redactar": (100, 100), "revisar": (300, 100), "firmar": (500, 100)}
    uno = {"camunda:formRef": "nota", "cauce:plazo": "5 dh"}
    mesa.publicar(dibujo(antes, lugares, "Lea todo.", **uno), "comp", formularios=nota("nota"))
    lugares = {"redactar": (100, 100), "firmar": (500, 260), "archivar": (700, 260)}
    dos = {"camunda:formRef": "carta", "cauce:plazo": "10 dh"}
    mesa.publicar(dibujo(despues, lugares, "Firme.", **dos), "comp", formularios=nota("carta"))
    page.set_viewport_size({"width": 1400, "height": 900})
    sitio.entrar(page, "admin.sistema")
    page.goto(f"{sitio.url}/procesos/comp/comparar")
    page.locator("[data-cambios] table").wait_for()
    return page


def test_lo_agregado_quitado_cambiado_y_movido_se_lista_y_se_marca(comparado):
    filas = comparado.locator("[data-cambios] tbody tr").all_inner_texts()
    leido = " | ".join(" ".join(fila.split()) for fila in filas)
    assert "Agregado Tarea «Archivar»" in leido
    assert "Quitado Tarea «Revisar»" in leido
    assert "Quitado Flujo de «Redactar» a «Revisar»" in leido
    assert "Cambiado Tarea «Redactar la nota» Nombre: de «Redactar» a «Redactar la nota»" in leido
    assert "Movido Tarea «Firmar»" in leido
    for dicho in (
        "Formulario: de «nota» a «carta»",
        "Plazo: de «5 dh» a «10 dh»",
        "Instrucción: de «Lea todo.» a «Firme.»",
        "Agregado Tarea «Archivar» Unidad responsable: «UCL»",
    ):
        assert dicho in leido
    assert comparado.locator("[data-lado=despues] .marca-dif.dif-agregado").count() == 1
    assert comparado.locator("[data-lado=antes] .marca-dif.dif-quitado").count() == 1


def test_pulsar_un_cambio_lleva_los_dos_dibujos_ahi(comparado):
    def lugares():
        return comparado.locator(".comparados .viewport").evaluate_all(
            "vs => vs.map(v => v.getAttribute('transform'))"
        )

    previos = lugares()
    comparado.get_by_role("button", name="Tarea «Firmar»").first.click()
    comparado.wait_for_timeout(300)
    antes, despues = lugares()
    assert antes == despues, "los dos lados miran lo mismo"
    assert [antes, despues] != previos


@pytest.mark.parametrize("ancho", [360, 1400])
def test_se_lee_en_cualquier_ancho_y_sin_faltas(comparado, ancho):
    comparado.set_viewport_size({"width": ancho, "height": 900})
    if CAPTURAS:
        comparado.screenshot(path=f"{CAPTURAS}/comparar-{ancho}.png", full_page=True)
    assert comparado.evaluate("document.documentElement.scrollWidth") <= ancho
    sin_faltas_axe(comparado)


def test_en_un_telefono_los_cambios_se_leen_sin_correr_la_tabla(comparado):
    comparado.set_viewport_size({"width": 360, "height": 780})
    for region in comparado.locator("main .table-responsive").all():
        assert region.evaluate("e => e.scrollWidth <= e.clientWidth"), region.inner_text()
    titulo = comparado.locator("[data-cambios] caption")
    assert titulo.bounding_box()["width"] > 200
