"""El modelador: dibujar con ratón y teclado, deshacer, buscar, alinear, simular y ver de cerca."""

import pytest
from playwright.sync_api import expect

from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.lienzo import Lienzo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TAREA = "t2_1_presentar"


@pytest.fixture
def lienzo(page, borrador, sitio):
    """El diagrama abierto por quien puede editarlo, en una ventana de escritorio."""
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")


def test_se_abre_sin_eval_ni_quejas_y_dice_cuanto_tardo(page, borrador, sitio):
    quejas = []
    page.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: quejas.append(str(e)))
    sitio.entrar(page, "admin.sistema")
    lienzo = Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")

    assert page.evaluate("performance.getEntriesByName('modelador-listo').length") == 1
    assert quejas == []
    assert lienzo.hay(TAREA)
    politica = page.request.get(page.url).headers["content-security-policy"]
    assert "unsafe-eval" not in politica
    assert "script-src 'self';" in politica


def test_solo_su_pagina_carga_el_modelador(page, sitio, borrador):
    sitio.entrar(page, "admin.sistema")
    page.goto(f"{sitio.url}/bandeja")

    pedidos = page.evaluate("performance.getEntriesByType('resource').map(r => r.name).join()")
    assert "cauce.js" in pedidos
    assert "modelador" not in pedidos


@pytest.mark.parametrize("ancho", [360, 1000, 1400])
def test_la_pagina_no_tiene_faltas_de_accesibilidad_ni_se_desborda(page, borrador, sitio, ancho):
    page.set_viewport_size({"width": ancho, "height": 820})
    sitio.entrar(page, "admin.sistema")
    lienzo = Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")
    sin_faltas_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= ancho
    assert page.evaluate("document.documentElement.scrollHeight") <= 820

    lienzo.page.locator('[data-accion="simular"]').click()
    sin_faltas_axe(page)


def test_agregar_un_elemento_y_deshacerlo_con_los_botones(lienzo):
    page = lienzo.page
    expect(page.locator('[data-accion="deshacer"]')).to_be_disabled()
    antes = lienzo.hacer("return s('elementRegistry').getAll().length")
    lienzo.elegir(TAREA)
    page.locator('.djs-context-pad [data-action="append"]').click()
    page.keyboard.type("tarea de serv")
    page.keyboard.press("Enter")
    page.mouse.click(700, 300)

    assert lienzo.hacer("return s('elementRegistry').getAll().length") > antes
    lienzo.pulsar("deshacer")
    assert lienzo.hacer("return s('elementRegistry').getAll().length") == antes
    expect(page.locator('[data-accion="rehacer"]')).to_be_enabled()


def test_el_teclado_crea_copia_pega_y_elimina(lienzo):
    page = lienzo.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cuenta = "return s('elementRegistry').filter(e => e.type === 'bpmn:UserTask').length"
    antes = lienzo.hacer(cuenta)
    lienzo.elegir(TAREA)
    page.keyboard.press("Control+c")
    page.mouse.move(700, 350)
    page.keyboard.press("Control+v")
    page.wait_for_selector(".djs-drag-group", state="attached")
    page.mouse.click(700, 350)
    assert lienzo.hacer(cuenta) == antes + 1
    page.keyboard.press("Delete")
    assert lienzo.hacer(cuenta) == antes
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Crear cualquier elemento")).to_be_visible()


def test_lo_copiado_se_pega_en_otro_diagrama_con_sus_atributos(lienzo, borrador, sitio):
    lienzo.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lienzo.elegir(TAREA)
    lienzo.page.keyboard.press("Control+c")
    otra = Lienzo.abrir(lienzo.page.context.new_page(), f"{sitio.url}{borrador.ruta}")
    otra.hacer("s('modeling').removeElements([s('elementRegistry').get(dato)])", TAREA)
    otra.page.mouse.move(600, 400)
    otra.hacer("s('canvas').focus()")
    otra.page.keyboard.press("Control+v")
    otra.page.wait_for_selector(".djs-drag-group", state="attached")
    otra.page.mouse.click(600, 400)

    assert 'camunda:formRef="t2_1_presentar"' in otra.xml()


def test_buscar_lleva_al_elemento(lienzo):
    lienzo.pulsar("buscar")
    lienzo.page.keyboard.type("Presentar petición")
    elegido = lienzo.page.locator(".djs-search-result-selected")
    expect(elegido).to_contain_text("Presentar petición")
    lienzo.page.keyboard.press("Enter")

    assert lienzo.hacer("return s('selection').get().map(e => e.id)") == [TAREA]


def test_alinear_se_prende_con_dos_elegidos(lienzo):
    page = lienzo.page
    boton = page.locator('[data-accion="alinear-top"]')
    expect(boton).to_be_disabled()
    pares = "['t2_1_presentar', 'ini_peticion']"
    lienzo.hacer(f"s('selection').select({pares}.map(i => s('elementRegistry').get(i)))")
    page.locator('summary[aria-label="Alinear y repartir"]').click()
    boton.click()

    lados = f"return new Set({pares}.map(i => s('elementRegistry').get(i).y)).size"
    assert lienzo.hacer(lados) == 1


def test_poner_color_queda_en_el_archivo(lienzo):
    lienzo.elegir(TAREA)
    lienzo.page.locator('.djs-context-pad [data-action="set-color"]').click()
    lienzo.page.locator('.djs-popup [data-id="green-color"]').click()

    assert 'bioc:fill="#c8e6c9"' in lienzo.xml()


def test_el_mapa_y_los_acercamientos(lienzo):
    page = lienzo.page
    lienzo.pulsar("mapa")
    expect(page.locator(".djs-minimap.open")).to_be_visible()
    antes = lienzo.hacer("return s('canvas').zoom()")
    lienzo.pulsar("acercar")
    assert lienzo.hacer("return s('canvas').zoom()") > antes
    lienzo.pulsar("ajustar")
    assert lienzo.hacer("return s('canvas').zoom()") < antes


def test_simular_no_cambia_ni_guarda_el_diagrama(lienzo, borrador):
    antes = lienzo.xml()
    lienzo.pulsar("simular")
    page = lienzo.page
    page.locator('[data-container-id="ini_peticion"] .bts-context-pad').first.click()
    page.wait_for_selector(".bts-token, .bts-token-count", state="attached")
    assert page.locator(".djs-palette").is_hidden()
    expect(page.locator('[data-accion="deshacer"]')).to_be_hidden()
    lienzo.pulsar("simular")

    assert lienzo.xml() == antes
    assert borrador.veces == 0


def test_la_ayuda_del_teclado_se_abre_con_su_tecla(lienzo):
    lienzo.hacer("s('canvas').focus()")
    lienzo.page.keyboard.press("?")

    expect(lienzo.page.locator("[data-dialogo-teclas][open]")).to_contain_text("Crear cualquier")
    lienzo.page.keyboard.press("Escape")
    expect(lienzo.page.locator("[data-dialogo-teclas]")).to_be_hidden()


def test_en_telefono_se_mira_y_dice_que_dibujar_pide_mas_pantalla(page, borrador, sitio):
    page.set_viewport_size({"width": 360, "height": 740})
    sitio.entrar(page, "admin.sistema")
    lienzo = Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")

    expect(page.locator("[data-cinta]")).to_contain_text("pantalla más grande")
    assert page.locator(".djs-palette").is_hidden()
    lienzo.elegir(TAREA)
    page.keyboard.press("Delete")
    assert lienzo.hay(TAREA)
    assert lienzo.hacer("return s('canvas').zoom()") >= 0.6


def test_con_el_dedo_se_corre_el_lienzo(browser, borrador, sitio):
    contexto = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = contexto.new_page()
    sitio.entrar(page, "admin.sistema")
    lienzo = Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}")
    antes = lienzo.hacer("return s('canvas').viewbox().x")
    tacto = contexto.new_cdp_session(page)
    for tipo, x in (("touchStart", 300), ("touchMove", 200), ("touchMove", 100)):
        punto = {"type": tipo, "touchPoints": [{"x": x, "y": 600}]}
        tacto.send("Input.dispatchTouchEvent", punto)
    tacto.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert lienzo.hacer("return s('canvas').viewbox().x") > antes + 100
    contexto.close()


def test_la_marca_de_bpmn_io_se_ve_y_lleva_a_su_sitio(lienzo):
    marca = lienzo.page.get_by_role("link", name="Hecho con bpmn.io")
    expect(marca).to_be_visible()
    lienzo.page.context.route("**/*bpmn.io/**", lambda pedido: pedido.fulfill(body="otro sitio"))
    with lienzo.page.context.expect_page() as abierta:
        marca.click()

    assert "bpmn.io" in abierta.value.url
    assert lienzo.page.locator(".bjs-powered-by-lightbox").count() == 0


def test_si_la_ventana_se_achica_se_mira_y_al_agrandarla_se_vuelve_a_dibujar(lienzo, borrador):
    page = lienzo.page
    lienzo.nombrar(TAREA, "antes de girar")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("[data-cinta]")).to_contain_text("pantalla más grande")
    assert 'name="antes de girar"' in borrador.xml
    page.set_viewport_size({"width": 1400, "height": 820})
    expect(page.locator("[data-cinta]")).to_be_hidden()
    lienzo.nombrar(TAREA, "después de girar")
    lienzo.dice("por usted")

    assert 'name="después de girar"' in borrador.xml


def test_las_claves_que_estrena_lo_dibujado_estan_en_espaniol(lienzo):
    clases = ["UserTask", "SubProcess", "StartEvent", "BoundaryEvent", "ExclusiveGateway"]
    clases += ["SequenceFlow", "Participant", "Lane", "Message", "TextAnnotation"]
    crear = f"return {clases}.map((c) => s('bpmnFactory').create('bpmn:' + c).id.split('_')[0])"
    assert lienzo.hacer(crear) == [
        *("tarea", "subproceso", "inicio", "evento", "compuerta"),
        *("flujo", "piscina", "carril", "mensaje", "nota"),
    ]
