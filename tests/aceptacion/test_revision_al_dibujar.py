"""La revisión mientras se dibuja: qué marca, cómo se lee y cómo se arregla."""

import re

import pytest
from playwright.sync_api import expect

from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.borrador import ACTOR
from tests.aceptacion.lienzo import PLAZO, Lienzo
from tests.aceptacion.revisor import Revisor

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
DECIDE, VAN_TODAS = "bpmn:ExclusiveGateway", "bpmn:ParallelGateway"


@pytest.fixture
def ruta(sitio):
    """La dirección del diagrama de un borrador hecho de cero."""
    entorno = sitio.app.extensions["cauce"]
    borrador = crear_borrador(entorno, CrearBorrador(ACTOR, "tramite", "Trámite genérico"))
    return f"{sitio.url}/procesos/borradores/{borrador.id}/diagrama"


@pytest.fixture
def revisor(page, ruta, sitio):
    """El diagrama abierto por quien puede editarlo, con la lista de la revisión a la vista."""
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    abierto = Revisor(Lienzo.abrir(page, ruta))
    abierto.abrir_lista()
    return abierto


def test_dos_salidas_sin_condicion_se_marcan_se_arreglan_y_vuelven_al_deshacer(revisor):
    uno, otro = revisor.repartir(DECIDE, DECIDE)["flujos"]
    renglon = revisor.dice(otro, "flujo_sin_condicion", "sin condición ni ser el flujo")
    expect(revisor.marca(uno)).to_have_class(re.compile("grave"))
    boton = revisor.page.locator("[data-revision-boton]")
    expect(boton).to_contain_text(re.compile(r"\d impiden publicar"))

    revisor.arreglar(renglon)
    assert f'default="{otro}"' in revisor.lienzo.xml()
    expect(revisor.marca(otro)).to_have_count(0)
    revisor.deshacer()
    assert "default=" not in revisor.lienzo.xml()
    revisor.dice(otro, "flujo_sin_condicion", "sin condición")


def test_una_paralela_que_espera_lo_que_no_llega_se_cambia_por_la_que_une(revisor):
    une = revisor.repartir(DECIDE, VAN_TODAS)["une"]
    expect(revisor.marca(une)).to_be_visible(timeout=PLAZO)
    revisor.arreglar(revisor.dice(une, "union_bloqueada", "Espera todas sus entradas"))

    tipo = "return s('elementRegistry').get(dato).type"
    assert revisor.lienzo.hacer(tipo, une) == DECIDE


def test_lo_de_bpmnlint_se_dice_al_instante_aunque_el_servidor_no_responda(revisor):
    revisor.page.route("**/revisar", lambda pedido: pedido.abort())
    tarea = revisor.lienzo.hacer(
        "return s('elementRegistry').find(e => e.type === 'bpmn:UserTask').id"
    )
    compuerta = revisor.intercalar(DECIDE, str(tarea))
    renglon = revisor.dice(compuerta, "superfluous-gateway", "entra un flujo y sale uno")
    expect(revisor.page.locator("[data-revision-aviso]")).to_contain_text("No hay conexión")

    revisor.arreglar(renglon)
    assert not revisor.lienzo.hay(compuerta)
    revisor.deshacer()
    assert revisor.lienzo.hay(compuerta)
    expect(revisor.marca(compuerta)).to_be_visible()


def test_todo_lo_que_se_puede_se_arregla_junto_y_se_deshace_junto(revisor):
    hecho = revisor.repartir(DECIDE, VAN_TODAS)
    sobra = revisor.intercalar(DECIDE, hecho["inicio"])
    revisor.dice(hecho["une"], "union_bloqueada", "Espera todas")
    antes = sorted(revisor.lienzo.xml().splitlines())
    revisor.page.get_by_role("button", name="Arreglar todo lo que se puede").click()
    expect(revisor.renglon(hecho["une"], "union_bloqueada")).to_have_count(0)

    assert not revisor.lienzo.hay(sobra)
    revisor.deshacer()
    assert sorted(revisor.lienzo.xml().splitlines()) == antes


def test_la_marca_se_abre_con_el_teclado_y_escape_vuelve_a_ella(revisor):
    flujo = revisor.repartir(DECIDE, DECIDE)["flujos"][0]
    expect(revisor.marca(flujo)).to_be_visible(timeout=PLAZO)
    revisor.marca(flujo).focus()
    revisor.page.keyboard.press("Enter")
    recuadro = revisor.page.get_by_role("dialog", name="Flujo")
    expect(recuadro).to_contain_text("Impide publicar")
    expect(recuadro).to_contain_text("Escriba su condición en FEEL")
    assert revisor.lienzo.hacer("return s('selection').get().map(e => e.id)") == [flujo]
    sin_faltas_axe(revisor.page)

    revisor.page.keyboard.press("Escape")
    expect(recuadro).to_be_hidden()
    expect(revisor.marca(flujo)).to_be_focused()


def test_se_llega_al_elemento_por_la_lista_por_f8_y_por_la_direccion(revisor, ruta):
    elegido = "return s('selection').get().map(e => e.id)"
    une = revisor.repartir(DECIDE, VAN_TODAS)["une"]
    revisor.dice(une, "union_bloqueada", "Espera").locator("button").first.click()
    assert revisor.lienzo.hacer(elegido) == [une]
    revisor.page.keyboard.press("F8")
    assert revisor.lienzo.hacer(elegido) != [une]
    revisor.page.keyboard.press("v")
    expect(revisor.page.locator("[data-revision-lista]")).to_be_hidden()
    revisor.page.keyboard.press("v")
    expect(revisor.page.locator("#revision button:focus")).to_have_count(1)

    revisor.guardar()
    revisor.page.goto("about:blank")
    otra = Lienzo.abrir(revisor.page, f"{ruta}#e={une}")
    assert otra.hacer(elegido) == [une]


@pytest.mark.parametrize("ancho", [360, 768])
def test_la_lista_cabe_en_pantallas_chicas_y_quien_solo_mira_no_arregla(revisor, ruta, ancho):
    une = revisor.repartir(DECIDE, VAN_TODAS)["une"]
    revisor.dice(une, "union_bloqueada", "Espera")
    revisor.guardar()
    revisor.page.set_viewport_size({"width": ancho, "height": 740})
    mira = Revisor(Lienzo.abrir(revisor.page, f"{ruta}?mirar=1"))
    mira.abrir_lista()
    mira.dice(une, "union_bloqueada", "Espera")

    expect(mira.page.locator("[data-arreglar]")).to_have_count(0)
    sin_faltas_axe(mira.page)
    assert mira.page.evaluate("document.documentElement.scrollWidth") <= ancho
    assert mira.page.evaluate("document.documentElement.scrollHeight") <= 740
