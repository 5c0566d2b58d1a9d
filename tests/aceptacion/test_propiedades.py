"""El panel de propiedades: lo que una persona pone en él es lo que el motor lee."""

import pytest
from playwright.sync_api import expect

from motor.bpmn.modelo import Asigna, ClaseTemporizador, TipoEvento
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.lienzo import Lienzo
from tests.aceptacion.panel import PanelAbierto

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TAREA = "t2_1_presentar"
OTRA = "t2_2_dar_curso"


@pytest.fixture
def panel(page, borrador, sitio):
    """El diagrama abierto con su panel, por quien puede editarlo."""
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return PanelAbierto(Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}"))


def test_una_tarea_dice_quien_que_y_hasta_cuando(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.escribir("nombre", "Revisar el informe")
    panel.escribir("unidad", "UCL")
    panel.escribir("cargo", "tecnico.ucl")
    panel.marcar("distintoDe", TAREA)
    panel.escribir("instruccion", "Lea todo antes de firmar.")
    panel.elegir("acto", "revisa")
    panel.escribir("formulario", "t2_7_informe")
    panel.escribir("plazo", "10 dh")
    panel.feel("desde", "recibido_el")
    panel.escribir("publico", "Informe en revisión")

    nodo = panel.nodo(tarea)
    trato, asigna = nodo.trato, nodo.trato.asignacion
    assert nodo.nombre == "Revisar el informe"
    assert (asigna.unidad, asigna.cargo, asigna.distinto_de) == ("UCL", "tecnico.ucl", (TAREA,))
    assert (trato.instruccion, trato.acto) == ("Lea todo antes de firmar.", "revisa")
    assert (trato.formulario, trato.plazo) == ("t2_7_informe", "10 dh")
    assert (trato.plazo_desde, trato.publico) == ("recibido_el", "Informe en revisión")


def test_la_unidad_se_puede_calcular_y_deshacer(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.calcular("unidad", "unidad_asignada")
    assert panel.nodo(tarea).trato.asignacion.unidad == "=unidad_asignada"

    panel.lienzo.hacer("s('commandStack').undo()")
    assert panel.nodo(tarea).trato.asignacion.unidad == ""


def test_el_plazo_se_explica_en_palabras(panel):
    panel.agregar("bpmn:UserTask")
    panel.escribir("plazo", "45 dc")
    expect(panel.campo("plazo")).to_contain_text("45 días calendario")
    panel.escribir("plazo", "P6M")
    expect(panel.campo("plazo")).to_contain_text("6 meses")


def test_una_por_cada_elemento_de_una_lista(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.elegir("repeticion", "paralela")
    panel.feel("coleccion", "unidades")
    panel.escribir("elemento", "unidad_consultada")
    panel.feel("termino", "nrOfCompletedInstances >= 2")
    panel.escribir("salida", "respuestas")
    panel.feel("salidaElemento", "respuesta")
    panel.elegir("repeticion", "secuencial")

    repeticion = panel.nodo(tarea).repeticion
    assert (repeticion.secuencial, repeticion.bucle) == (True, False)
    assert (repeticion.coleccion, repeticion.elemento) == ("unidades", "unidad_consultada")
    assert repeticion.termino == "nrOfCompletedInstances >= 2"
    assert (repeticion.salida, repeticion.salida_elemento) == ("respuestas", "respuesta")


def test_se_hace_otra_vez_mientras(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.elegir("repeticion", "bucle")
    panel.feel("bucle-condicion", "falta")
    panel.marcar("bucle-antes")
    panel.escribir("bucle-maximo", "3")

    repeticion = panel.nodo(tarea).repeticion
    assert (repeticion.bucle, repeticion.antes, repeticion.maximo) == (True, True, 3)
    assert repeticion.condicion == "falta"


def test_un_mensaje_con_su_correlacion_y_sus_datos(panel):
    envio = panel.agregar("bpmn:EndEvent", "bpmn:MessageEventDefinition")
    panel.escribir("mensaje", "respuesta_lista")
    panel.feel("correlacion", "hr")
    panel.feel("contenido", "{numero: hr}")
    espera = panel.agregar("bpmn:ReceiveTask")
    panel.escribir("mensaje", "respuesta_lista")

    evento = panel.nodo(envio).evento
    assert (evento.tipo, evento.nombre) == (TipoEvento.MENSAJE, "respuesta_lista")
    assert (evento.correlacion, evento.contenido) == ("hr", "{numero: hr}")
    assert panel.nodo(espera).evento.nombre == "respuesta_lista"
    assert panel.lienzo.xml().count('name="respuesta_lista"') == 1


@pytest.mark.parametrize(
    ("clase", "campo", "tipo"),
    [
        ("bpmn:SignalEventDefinition", "senal", TipoEvento.SENAL),
        ("bpmn:ErrorEventDefinition", "errorRef", TipoEvento.ERROR),
        ("bpmn:EscalationEventDefinition", "escalationRef", TipoEvento.ESCALADA),
    ],
)
def test_lo_que_lanza_un_fin_tiene_nombre(panel, clase, campo, tipo):
    fin = panel.agregar("bpmn:EndEvent", clase)
    panel.escribir(campo, "fuera_de_plazo")
    panel.escribir("estadoFinal", "archivado")

    nodo = panel.nodo(fin)
    assert (nodo.evento.tipo, nodo.evento.nombre) == (tipo, "fuera_de_plazo")
    assert nodo.extensiones["estadoFinal"] == "archivado"


@pytest.mark.parametrize(
    ("clase", "valor", "leida"),
    [
        ("cauce:plazo", "10 dh", ClaseTemporizador.PLAZO),
        ("timeDuration", "PT2H", ClaseTemporizador.DURACION),
        ("timeDate", "2027-03-15", ClaseTemporizador.FECHA),
        ("timeCycle", "R/P1D", ClaseTemporizador.CICLO),
    ],
)
def test_el_tiempo_de_una_espera(panel, clase, valor, leida):
    espera = panel.agregar("bpmn:IntermediateCatchEvent", "bpmn:TimerEventDefinition")
    panel.elegir("tiempo-clase", clase)
    panel.escribir(f"tiempo-{clase}", valor)

    temporizador = panel.nodo(espera).evento.temporizador
    assert (temporizador.clase, temporizador.texto) == (leida, valor)


def test_calculo_decision_servicio_y_llamada(panel):
    calculo = panel.agregar("bpmn:ScriptTask")
    panel.feel("script", "monto * 2")
    panel.escribir("resultado", "doble")
    regla = panel.agregar("bpmn:BusinessRuleTask")
    panel.escribir("decision", "plazo_aplicable")
    servicio = panel.agregar("bpmn:ServiceTask")
    panel.escribir("tema", "muestra.calcular")
    llamada = panel.agregar("bpmn:CallActivity")
    panel.escribir("llamado", "tramite_generico")
    panel.par("entran", "codigo", "hr")

    assert (panel.nodo(calculo).script, panel.nodo(calculo).resultado) == ("monto * 2", "doble")
    assert panel.nodo(calculo).extensiones["scriptFormat"] == "feel"
    assert panel.nodo(regla).decision == "plazo_aplicable"
    assert panel.nodo(servicio).trato.tema == "muestra.calcular"
    assert panel.nodo(llamada).llamado == "tramite_generico"
    assert panel.nodo(llamada).entradas == (Asigna("codigo", "hr"),)


def test_los_datos_que_una_tarea_escribe(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.par("salidas", "total", "sum(montos)")

    assert panel.nodo(tarea).salidas == (Asigna("total", "sum(montos)"),)


def test_lo_que_ya_estaba_escrito_se_conserva_al_agregar_otro_dato(panel):
    tarea = panel.agregar("bpmn:UserTask")
    panel.lienzo.hacer(
        "const b = s('bpmnFactory'), e = s('elementRegistry').get(dato);"
        "const p = b.create('camunda:InputParameter', {name: 'modo', value: 'urgente'});"
        "const io = b.create('camunda:InputOutput', {inputParameters: [p]});"
        "const x = b.create('bpmn:ExtensionElements', {values: [io]});"
        "s('modeling').updateProperties(e, {extensionElements: x})",
        tarea,
    )
    panel.par("salidas", "total", "1")

    nodo = panel.nodo(tarea)
    assert nodo.entradas == (Asigna("modo", '"urgente"'),)
    assert nodo.salidas == (Asigna("total", "1"),)


def test_el_carril_y_la_piscina(panel):
    carril, piscina = (
        str(panel.lienzo.hacer(f"return s('elementRegistry').find(e => e.type === '{t}').id"))
        for t in ("bpmn:Lane", "bpmn:Participant")
    )
    panel.lienzo.elegir(carril)
    panel.escribir("unidad", "UCL")
    panel.lienzo.elegir(piscina)
    panel.escribir("institucion", "ALD-CBBA")

    carriles = {c.id: c for p in panel.documento.procesos.values() for c in p.carriles.values()}
    assert carriles[carril].asignacion.unidad == "UCL"
    assert panel.documento.participantes[piscina].institucion == "ALD-CBBA"


def test_la_condicion_y_el_flujo_de_los_demas_casos(panel):
    flujo = str(
        panel.lienzo.hacer(
            "const g = s('elementRegistry').find(e => e.type === 'bpmn:ExclusiveGateway'"
            " && e.outgoing.length > 1 && e.outgoing.some(f => f.businessObject !== "
            "e.businessObject.default));"
            "return g.outgoing.find(f => f.businessObject !== g.businessObject.default).id"
        )
    )
    panel.lienzo.elegir(flujo)
    panel.feel("condicion", "monto > 1000")
    flujos = {f.id: f for p in panel.documento.procesos.values() for f in p.flujos.values()}
    assert flujos[flujo].condicion == "monto > 1000"

    panel.marcar("predeterminado")
    assert panel.nodo(flujos[flujo].origen).predeterminado == flujo
    expect(panel.campo("condicion")).to_have_count(0)


def test_el_feel_se_colorea_se_completa_y_dice_su_error(panel):
    quejas = []
    panel.page.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
    panel.agregar("bpmn:ScriptTask")
    panel.feel("script", 'if monto > 1 then "a" else')
    expect(panel.campo("script").locator(".propiedad-error")).to_contain_text("termina antes")
    expect(panel.campo("script").locator(".tok-keyword").first).to_be_visible()

    panel.feel("script", "asu")
    panel.campo("script").locator(".cm-content").click()
    panel.page.keyboard.press("End")
    panel.page.keyboard.press("n")
    lista = panel.page.locator(".cm-tooltip-autocomplete")
    expect(lista).to_contain_text("asunto")
    assert quejas == []


def test_el_panel_no_tiene_faltas_de_accesibilidad(panel):
    for tipo in ("bpmn:UserTask", "bpmn:CallActivity", "bpmn:ServiceTask"):
        panel.agregar(tipo)
        sin_faltas_axe(panel.page)
    panel.agregar("bpmn:IntermediateCatchEvent", "bpmn:TimerEventDefinition")
    sin_faltas_axe(panel.page)


def test_la_clave_se_cambia_y_los_cuatro_ojos_la_siguen(panel):
    assert panel.nodo(OTRA).trato.asignacion.distinto_de == (TAREA,)
    panel.lienzo.elegir(TAREA)
    panel.escribir("clave", "presentar")
    assert panel.nodo(OTRA).trato.asignacion.distinto_de == ("presentar",)
    assert panel.nodo("presentar").nombre

    panel.lienzo.hacer("s('commandStack').undo()")
    assert panel.nodo(OTRA).trato.asignacion.distinto_de == (TAREA,)
    for mala in (OTRA, "Con espacio"):
        panel.escribir("clave", mala)
        expect(panel.page.locator("[data-avisos]")).to_contain_text(f"«{mala}»")
        expect(panel.campo("clave").locator("input")).to_have_value(TAREA)


def test_el_inicio_y_su_piscina_dicen_quien_puede_iniciar_y_llevan_a_la_ficha(panel):
    inicio = "e.type === 'bpmn:StartEvent' && e.businessObject.$parent.$type === 'bpmn:Process'"
    piscina = "e.type === 'bpmn:Participant' && e.businessObject.processRef"
    for cual in (f"{inicio} && !e.businessObject.get('eventDefinitions').length", piscina):
        panel.lienzo.elegir(
            str(panel.lienzo.hacer(f"return s('elementRegistry').find(e => {cual}).id"))
        )
        nota = panel.campo("proceso-inicia")
        expect(nota).to_contain_text("Quién puede iniciarlo: ")
        enlace = nota.get_by_role("link", name="Cambiarlo en la ficha")
        assert str(enlace.get_attribute("href")).endswith("/ficha")
