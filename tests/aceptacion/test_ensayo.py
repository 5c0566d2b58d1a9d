"""Un proceso entero, ensayado con el ratón: se inicia, vence un plazo, se guarda y el caso pasa."""

import pytest

from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.pruebas.ensayos import ENSAYOS
from motor.reglas.borradores_nuevos import diagrama_inicial
from motor.reglas.publicacion import Carpeta
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.borrador import ACTOR

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
VENCE = """<bpmn:boundaryEvent id="vence" name="Se vence" attachedToRef="tarea_1">
<bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition>
</bpmn:boundaryEvent>
<bpmn:userTask id="escalar" name="Escalar" cauce:cargo="responsable.ucl" />
<bpmn:endEvent id="tarde" name="Tarde" />
<bpmn:sequenceFlow id="f1" sourceRef="vence" targetRef="escalar" />
<bpmn:sequenceFlow id="f2" sourceRef="escalar" targetRef="tarde" />
<bpmn:sequenceFlow id="flujo_1" """
DIBUJO = """<bpmndi:BPMNShape id="vence_di" bpmnElement="vence">
<dc:Bounds x="442" y="212" width="36" height="36" /></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="escalar_di" bpmnElement="escalar">
<dc:Bounds x="540" y="240" width="120" height="50" /></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="tarde_di" bpmnElement="tarde">
<dc:Bounds x="720" y="247" width="36" height="36" /></bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="460" y="248" />
<di:waypoint x="460" y="265" /><di:waypoint x="540" y="265" /></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="f2_di" bpmnElement="f2"><di:waypoint x="660" y="265" />
<di:waypoint x="720" y="265" /></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="flujo_1_di" """


def opinion() -> bytes:
    """El diagrama de cero, con un plazo que interrumpe y una tarea para quien escala."""
    xml = diagrama_inicial("opinion", "Opinión").decode()
    xml = xml.replace('name="Primera tarea"', 'name="Opinar" cauce:cargo="tecnico.ucl"')
    xml = xml.replace('<bpmn:sequenceFlow id="flujo_1" ', VENCE)
    xml = xml.replace('<bpmndi:BPMNEdge id="flujo_1_di" ', DIBUJO)
    nodos = "".join(f"<bpmn:flowNodeRef>{n}</bpmn:flowNodeRef>" for n in ("vence", "escalar"))
    marca = "<bpmn:flowNodeRef>fin</bpmn:flowNodeRef>"
    return xml.replace(marca, f"{marca}{nodos}<bpmn:flowNodeRef>tarde</bpmn:flowNodeRef>").encode()


@pytest.fixture
def borrador(sitio):
    carpeta = Carpeta("opinion", "Opinión", opinion())
    orden = CrearBorrador(ACTOR, "opinion", "Opinión", carpeta=carpeta)
    creado = crear_borrador(sitio.app.extensions["cauce"], orden).id
    yield f"{sitio.url}/procesos/borradores/{creado}"
    ENSAYOS.olvidar()


def test_se_ensaya_vence_el_plazo_se_guarda_y_el_escenario_pasa(page, sitio, borrador):
    sitio.entrar(page, "admin.sistema")
    page.goto(borrador)
    page.get_by_role("link", name="Ensayarlo").click()
    page.get_by_role("textbox", name="Fecha en que empieza").fill("01/03/2027")
    page.get_by_role("button", name="Empezar el ensayo").click()
    page.get_by_role("link", name="Iniciar Opinión").click()
    page.get_by_role("button", name="Abrir el expediente").click()
    page.get_by_role("link", name="Hacerla «Opinar»").wait_for()
    page.locator(".visor .aqui").wait_for()
    sin_faltas_axe(page)
    page.get_by_role("button", name="Ir al próximo plazo").click()
    page.get_by_role("link", name="Hacerla «Escalar»").click()
    sin_faltas_axe(page)
    assert page.get_by_label("Actúa como").locator("option").count() == 1
    page.get_by_role("button", name="Completar la tarea").click()
    page.get_by_text("Cerrado").wait_for()
    page.get_by_label("Guardar como escenario").fill("Se vence y se escala")
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("button", name="Correr los escenarios").click()
    page.get_by_role("heading", name="Pasan todos").wait_for()
    page.locator(".visor .djs-container svg").first.wait_for()
    assert page.get_by_text("1 paso sin recorrer").count() == 1
    sin_faltas_axe(page)
    page.goto(borrador)
    assert page.get_by_text("Pasa el único que tiene").count() >= 1
