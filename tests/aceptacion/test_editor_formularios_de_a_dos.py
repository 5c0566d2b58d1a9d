"""Un formulario se guarda solo, nadie pisa lo de otro, y un corte de luz no lo pierde."""

import re

import pytest
from playwright.sync_api import expect

from motor.nucleo.actor import Actor
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from tests.aceptacion.armador import (
    CLAVE,
    LISTO,
    Armador,
    esquema,
    guardado_en,
    poner_formulario,
)
from tests.aceptacion.borrador import OTRO

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CAMPO = {"type": "textfield", "id": "c1", "key": "asunto", "label": "Asunto"}


@pytest.fixture
def abrir(browser, borrador, sitio):
    """Abre el formulario como una persona, cada una en su navegador."""
    poner_formulario(borrador, esquema(CAMPO))
    contextos = []

    def de(usuario: str) -> Armador:
        contexto = browser.new_context(locale="es-BO", viewport={"width": 1400, "height": 820})
        contextos.append(contexto)
        page = contexto.new_page()
        sitio.entrar(page, usuario)
        ruta = f"/procesos/borradores/{borrador.id}/formularios/{CLAVE}"
        return Armador.abrir(page, f"{sitio.url}{ruta}")

    yield de
    for contexto in contextos:
        contexto.close()


def rotular(armador: Armador, texto: str) -> None:
    armador.elegir("asunto")
    armador.escribir("Rótulo", texto)


def rotulo(borrador) -> str:
    return guardado_en(borrador)["components"][0]["label"]


def guardar_otro(borrador) -> None:
    otro = Actor(OTRO, None, medio="prueba", ip="127.0.0.1", sesion="s2")
    contenido = str(esquema({**CAMPO, "label": "Del otro"})).replace("'", '"').encode()
    orden = GuardarArchivo(otro, borrador.id, "formulario", CLAVE, contenido, 1)
    guardar_archivo_borrador(borrador.entorno, orden)


def test_al_abrir_dice_quien_guardo_y_despues_se_guarda_solo(abrir, borrador):
    armador = abrir("admin.sistema")
    armador.dice(r"Guardado .+ por Administrador de prueba")
    rotular(armador, "Referencia")
    armador.dice(r"Guardado .*\d\d:\d\d por usted")

    assert rotulo(borrador) == "Referencia"


def test_si_otro_guardo_antes_no_se_pisa_y_se_ofrecen_salidas(abrir, borrador):
    armador = abrir("admin.sistema")
    guardar_otro(borrador)
    rotular(armador, "Lo mío")
    dialogo = armador.page.locator("[data-dialogo-conflicto]")
    expect(dialogo).to_contain_text("Dueño de prueba guardó otra versión de este formulario")
    with armador.page.expect_download() as bajada:
        dialogo.get_by_role("button", name="Descargar lo mío").click()
    assert '"label": "Lo mío"' in bajada.value.path().read_text(encoding="utf-8")
    assert rotulo(borrador) == "Del otro"

    dialogo.get_by_role("button", name="Seguir desde lo guardado").click()
    armador.page.wait_for_url(re.compile(CLAVE))
    armador.page.wait_for_selector(LISTO)
    expect(armador.vista.get_by_label("Del otro")).to_be_visible()
    rotular(armador, "Ya juntos")
    armador.dice("por usted")
    assert rotulo(borrador) == "Ya juntos"


def test_quien_llega_segundo_solo_mira_salvo_que_elija_editar(abrir, borrador):
    primero = abrir("admin.sistema")
    segundo = abrir("duenio.procesos")
    cinta = segundo.page.locator("[data-cinta]")
    quien = re.compile(r"Administrador de prueba.* está editando este formulario")
    expect(cinta).to_contain_text(quien)
    assert segundo.page.locator("[data-lienzo]").get_attribute("inert") is not None
    expect(segundo.vista.get_by_label("Asunto")).to_be_visible()

    rotular(primero, "Del primero")
    primero.dice("por usted")
    segundo.page.get_by_role("button", name="Editar de todos modos").click()
    expect(segundo.vista.get_by_label("Del primero")).to_be_visible()
    rotular(segundo, "Del segundo")
    segundo.dice("por usted")
    assert rotulo(borrador) == "Del segundo"


def test_lo_que_no_llego_al_servidor_se_recupera_al_volver(abrir, borrador):
    armador = abrir("admin.sistema")
    contexto, url = armador.page.context, armador.page.url
    contexto.route(
        "**/archivos/**", lambda p: p.abort() if p.request.method == "PUT" else p.fallback()
    )
    rotular(armador, "Antes del corte")
    armador.dice("No se guardó")
    armador.page.evaluate("void (window.fetch = () => Promise.reject(new TypeError()))")
    armador.page.close()
    contexto.unroute("**/archivos/**")
    corte = Armador(contexto.new_page())
    corte.page.goto(url, wait_until="commit")
    corte.page.get_by_role("button", name="Seguir desde ellos").click()
    corte.dice("por usted")

    assert rotulo(borrador) == "Antes del corte"
