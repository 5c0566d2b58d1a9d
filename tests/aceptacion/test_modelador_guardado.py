"""Lo dibujado se guarda solo, se dice en qué quedó, y nadie pisa lo de otro."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.aceptacion.lienzo import Lienzo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TAREA = "t2_1_presentar"


@pytest.fixture
def abrir(browser, borrador, sitio):
    """Abre el diagrama como una persona, cada una en su navegador."""
    contextos = []

    def de(usuario: str, cola: str = "") -> Lienzo:
        contexto = browser.new_context(locale="es-BO", viewport={"width": 1400, "height": 820})
        contextos.append(contexto)
        page = contexto.new_page()
        sitio.entrar(page, usuario)
        return Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}{cola}")

    yield de
    for contexto in contextos:
        contexto.close()


def test_al_abrir_dice_quien_guardo_y_despues_que_se_guardo_solo(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.dice(r"Guardado .+ por Administrador de prueba")
    lienzo.nombrar(TAREA, "Presentar la petición")
    lienzo.dice(r"Hay cambios sin guardar|Guardando")
    lienzo.dice(r"Guardado .*\d\d:\d\d por usted")

    assert 'name="Presentar la petición"' in borrador.xml
    assert borrador.veces == 1


def test_varios_cambios_seguidos_se_guardan_juntos(abrir, borrador):
    lienzo = abrir("admin.sistema")
    for letra in "abcde":
        lienzo.nombrar(TAREA, letra)
        lienzo.page.wait_for_timeout(150)
    lienzo.dice("por usted")

    assert borrador.veces == 1
    assert lienzo.nombre(TAREA) == "e"


def test_si_el_servidor_falla_lo_dice_reintenta_y_salir_avisa(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.caer()
    lienzo.nombrar(TAREA, "sin red")
    lienzo.dice(r"No se guardó.*se vuelve a intentar en 3 s")
    preguntas = []
    lienzo.page.on("dialog", lambda d: (preguntas.append(d.type), d.dismiss()))
    lienzo.page.locator(".modelador-titulo a").click()
    lienzo.page.wait_for_timeout(500)
    assert preguntas == ["beforeunload"]

    lienzo.levantar()
    lienzo.dice("por usted")
    assert 'name="sin red"' in borrador.xml


def test_sin_red_se_guarda_al_volver_la_conexion(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.page.context.set_offline(True)
    lienzo.nombrar(TAREA, "en el viaje")
    lienzo.dice("No hay conexión")
    lienzo.page.context.set_offline(False)
    lienzo.dice("por usted")

    assert 'name="en el viaje"' in borrador.xml


def test_si_otro_guardo_antes_no_se_pisa_y_se_ofrecen_salidas(abrir, borrador):
    lienzo = abrir("admin.sistema")
    borrador.guardar_otro()
    guardado = borrador.xml
    lienzo.nombrar(TAREA, "lo mío")
    dialogo = lienzo.page.locator("[data-dialogo-conflicto]")
    expect(dialogo).to_contain_text("Dueño de prueba guardó otra versión de este diagrama")
    lienzo.dice("No se guarda: Dueño de prueba")
    with lienzo.page.expect_download() as bajada:
        dialogo.get_by_role("button", name="Descargar lo mío").click()
    assert 'name="lo mío"' in bajada.value.path().read_text(encoding="utf-8")
    with lienzo.page.context.expect_page() as otra:
        dialogo.get_by_role("link", name="Ver lo guardado").click()
    otra.value.wait_for_selector(".modelador.lista")
    assert Lienzo(otra.value).nombre(TAREA) == "T2.1 Presentar petición"

    lienzo.nombrar(TAREA, "lo mío otra vez")
    lienzo.page.wait_for_timeout(2000)
    assert (borrador.xml, borrador.veces) == (guardado, 1)


def test_quien_llega_segundo_solo_mira_salvo_que_elija_editar(abrir, borrador):
    primero = abrir("admin.sistema")
    segundo = abrir("duenio.procesos")
    cinta = segundo.page.locator("[data-cinta]")
    expect(cinta).to_contain_text(re.compile(r"Administrador de prueba.* está editando"))
    segundo.elegir(TAREA)
    segundo.page.keyboard.press("Delete")
    assert segundo.hay(TAREA)
    assert segundo.page.locator(".djs-palette").is_hidden()

    primero.nombrar(TAREA, "ya cambiado")
    primero.dice("por usted")
    segundo.page.get_by_role("button", name="Editar de todos modos").click()
    expect(segundo.page.locator(".djs-palette")).to_be_visible()
    assert segundo.nombre(TAREA) == "ya cambiado"
    segundo.nombrar(TAREA, "por el segundo")
    segundo.dice("por usted")
    assert 'name="por el segundo"' in borrador.xml


def test_quien_estaba_se_entera_de_que_otro_edita(abrir):
    primero = abrir("admin.sistema")
    segundo = abrir("duenio.procesos")
    segundo.page.get_by_role("button", name="Editar de todos modos").click()
    expect(segundo.page.locator("[data-cinta]")).to_contain_text("no se pierde nada")
    primero.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    cinta = primero.page.locator("[data-cinta]")
    expect(cinta).to_contain_text("Dueño de prueba")
    assert primero.hacer("return s('soloLectura').activa") is False


def test_para_mirar_no_se_pide_turno(abrir, borrador):
    lienzo = abrir("admin.sistema", "?mirar=1")

    expect(lienzo.page.locator("[data-cinta]")).to_contain_text("solo para mirar")
    assert borrador.presentes == []
    assert lienzo.page.get_by_role("button", name="Editar de todos modos").is_hidden()


def test_quien_vuelve_a_ingresar_en_otra_pestana_sigue_guardando(abrir, borrador, sitio):
    lienzo = abrir("admin.sistema")
    lienzo.page.context.clear_cookies()
    lienzo.nombrar(TAREA, "con otra sesión")
    lienzo.dice("Su sesión terminó")
    sitio.entrar(lienzo.page, "admin.sistema")
    lienzo.page.context.new_page().goto(f"{sitio.url}/cuenta")
    lienzo.dice("por usted")

    assert 'name="con otra sesión"' in borrador.xml


def test_lo_que_no_llego_al_servidor_se_recupera_al_volver(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.caer()
    lienzo.nombrar(TAREA, "antes del corte")
    lienzo.dice("No se guardó")
    corte = lienzo.apagar()
    corte.get_by_role("button", name="Seguir desde ellos").click()
    corte.wait_for_selector(".modelador.lista")
    Lienzo(corte).dice("por usted")

    assert 'name="antes del corte"' in borrador.xml


def test_lo_que_llego_al_cerrarse_la_pagina_no_se_vuelve_a_ofrecer(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.nombrar(TAREA, "justo antes de cerrar")
    lienzo.dice("por usted")
    archivo = lienzo.page.locator("[data-modelador]").get_attribute("data-archivo")
    copia = {"contenido": borrador.xml, "revision": 0, "el": "2027-02-01"}
    clave = f"cauce-sin-guardar:{archivo}"
    lienzo.hacer("localStorage.setItem(...dato)", [clave, json.dumps(copia)])
    lienzo.page.reload()
    lienzo.page.wait_for_selector(".modelador.lista")

    assert lienzo.page.locator("[data-dialogo-respaldo]").is_hidden()
    assert lienzo.hacer("return localStorage.getItem(dato)", clave) is None


def test_si_otro_guardo_despues_lo_no_guardado_solo_se_descarga(abrir, borrador):
    lienzo = abrir("admin.sistema")
    lienzo.caer()
    lienzo.nombrar(TAREA, "lo viejo")
    lienzo.dice("No se guardó")
    borrador.guardar_otro()
    corte = lienzo.apagar()
    with corte.expect_download() as bajada:
        corte.get_by_role("button", name="Descargarlos").click()

    assert 'name="lo viejo"' in bajada.value.path().read_text(encoding="utf-8")
    assert corte.get_by_role("button", name="Seguir desde ellos").is_hidden()
    assert 'name="lo viejo"' not in borrador.xml


def test_quien_mira_ve_lo_que_el_otro_va_guardando(abrir):
    primero = abrir("admin.sistema")
    segundo = abrir("duenio.procesos")
    primero.nombrar(TAREA, "recién dibujado")
    primero.dice("por usted")
    segundo.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    segundo.page.wait_for_timeout(1500)

    assert segundo.nombre(TAREA) == "recién dibujado"


def test_quien_edita_sin_nada_pendiente_puede_traer_lo_mas_nuevo(abrir):
    primero = abrir("admin.sistema")
    segundo = abrir("duenio.procesos")
    segundo.page.get_by_role("button", name="Editar de todos modos").click()
    expect(segundo.page.locator(".djs-palette")).to_be_visible()
    segundo.nombrar(TAREA, "del segundo")
    segundo.dice("por usted")
    primero.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    primero.page.get_by_role("button", name="Traerla").click()
    expect(primero.page.locator("[data-cinta]")).to_be_hidden()
    assert primero.nombre(TAREA) == "del segundo"

    primero.nombrar(TAREA, "del primero, encima")
    primero.dice("por usted")
    assert primero.page.locator("[data-dialogo-conflicto]").is_hidden()
