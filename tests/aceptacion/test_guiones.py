"""Lo que hacen los guiones: teclado, diálogos, fechas, archivos, tema y borradores."""

import pytest

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def guia(page, sitio):
    """La guía de estilo abierta por una persona con sesión."""
    sitio.entrar(page, "tecnico.ucl")
    page.goto(f"{sitio.url}/guia")
    page.evaluate("document.activeElement.blur()")
    return page


def test_jota_y_ka_recorren_la_lista_y_la_equis_marca(guia):
    guia.keyboard.press("j")
    guia.keyboard.press("j")
    guia.keyboard.press("x")

    filas = guia.locator("[data-renglon]")
    assert "senalada" in filas.nth(1).get_attribute("class")
    assert filas.nth(1).locator("input").is_checked()
    assert guia.locator("[data-cuenta]").inner_text() == "1"
    guia.keyboard.press("k")
    assert "senalada" in filas.nth(0).get_attribute("class")


def test_marcar_todas_marca_y_desmarca(guia):
    todas = guia.get_by_label("Marcar todas")
    todas.check()
    assert guia.locator("[data-cuenta]").inner_text() == "5"
    guia.locator("[data-renglon] input").first.uncheck()
    assert todas.evaluate("c => c.indeterminate")


def test_la_ayuda_dice_los_atajos_de_esta_pagina(guia):
    guia.keyboard.press("?")

    texto = guia.locator("#ayuda-teclado[open]").inner_text()
    for esperado in ("Acción principal", "Renglón siguiente", "Bandeja", "Marcar el renglón"):
        assert esperado in texto
    guia.keyboard.press("Escape")
    assert guia.locator("#ayuda-teclado[open]").count() == 0


def test_la_barra_lleva_a_buscar_y_escribir_no_dispara_atajos(guia):
    guia.keyboard.press("/")
    guia.keyboard.type("gb?jd")

    assert guia.locator(".buscador input").input_value() == "gb?jd"
    assert guia.locator("dialog[open]").count() == 0


def test_ge_y_be_van_a_la_bandeja(guia):
    guia.keyboard.press("g")
    guia.keyboard.press("b")

    guia.wait_for_url("**/bandeja")


def test_un_boton_abre_el_dialogo_con_el_foco_en_su_campo(guia):
    guia.keyboard.press("d")

    assert guia.evaluate("document.activeElement.id") == "motivo"
    guia.keyboard.press("Escape")
    assert guia.locator("dialog[open]").count() == 0


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("5/3/2027", "05/03/2027"),
        ("05032027", "05/03/2027"),
        ("5-3-27", "05/03/2027"),
        ("31/02/2027", "31/02/2027"),
        ("mañana", "mañana"),
    ],
)
def test_la_fecha_se_ordena_si_existe_y_si_no_queda_como_se_escribio(guia, escrito, queda):
    campo = guia.locator("#limite")
    campo.fill(escrito)
    campo.blur()

    assert campo.input_value() == queda


def test_el_calendario_pone_la_fecha_como_se_escribe_aqui(guia):
    assert guia.get_by_role("button", name="Elegir en el calendario: Fecha límite").is_visible()
    guia.evaluate("HTMLInputElement.prototype.showPicker = () => {}")
    guia.get_by_role("button", name="Elegir en el calendario: Fecha límite").click()
    nativa = guia.locator(".campo-fecha:has(#limite) .fecha-nativa")
    nativa.evaluate("c => { c.value = '2027-04-02'; c.dispatchEvent(new Event('change')); }")

    assert guia.locator("#limite").input_value() == "02/04/2027"


def test_soltar_un_archivo_en_la_zona_lo_elige(guia):
    guia.locator("[data-zona]").evaluate(
        """zona => {
            const llevados = new DataTransfer();
            llevados.items.add(new File(['hola'], 'nota.pdf', {type: 'application/pdf'}));
            zona.dispatchEvent(new DragEvent('drop', {dataTransfer: llevados, bubbles: true}));
        }"""
    )

    assert guia.locator("#adjuntos").evaluate("c => c.files[0].name") == "nota.pdf"
    assert "nota.pdf" in guia.locator("[data-elegidos]").inner_text()


def test_el_tema_elegido_se_recuerda_y_se_aplica_antes_de_pintar(guia):
    guia.locator(".cuenta > summary").click()
    guia.get_by_role("button", name="Oscuro").click()
    assert guia.evaluate("document.documentElement.dataset.bsTheme") == "dark"

    guia.reload(wait_until="commit")
    guia.wait_for_function("document.documentElement.dataset.bsTheme === 'dark'")
    guia.locator(".cuenta > summary").click()
    guia.get_by_role("button", name="Sistema").click()
    assert guia.evaluate("document.documentElement.dataset.bsTheme") == "light"


def test_el_menu_se_cierra_con_escape_y_al_tocar_afuera(guia):
    resumen = guia.locator(".cuenta > summary")
    resumen.click()
    guia.keyboard.press("Escape")
    assert guia.locator(".cuenta[open]").count() == 0
    resumen.click()
    guia.locator("h1").click()
    assert guia.locator(".cuenta[open]").count() == 0


def test_en_telefono_el_menu_se_abre_con_su_boton_y_el_cargo_queda_a_la_vista(guia):
    guia.set_viewport_size({"width": 360, "height": 740})
    entrada = guia.locator("#navegacion").get_by_role("link", name="Bandeja")
    assert not entrada.is_visible()
    assert guia.locator(".cuenta-puesto").is_visible()

    guia.get_by_role("button", name="Menú").click()
    assert entrada.is_visible()
    guia.keyboard.press("Escape")
    assert not entrada.is_visible()


def test_los_errores_reciben_el_foco_y_llevan_a_su_campo(page, sitio):
    sitio.entrar(page, "tecnico.ucl")
    page.goto(f"{sitio.url}/guia")

    assert page.evaluate("document.activeElement.matches('[data-resumen-errores]')")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="La fecha 31/02/2027 no existe.").click()
    assert page.evaluate("document.activeElement.id") == "recibida"


def test_los_botones_miden_44_pixeles_en_telefono(guia):
    guia.set_viewport_size({"width": 360, "height": 740})

    chicos = guia.evaluate(
        """() => [...document.querySelectorAll('.btn, .form-control, summary, .nav-link')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert chicos == []


def test_salir_con_cambios_sin_guardar_pregunta_antes(guia):
    preguntas = []
    guia.on("dialog", lambda d: (preguntas.append(d.type), d.accept()))
    guia.locator("#cite").fill("GAD/1")
    guia.locator(".marca").click()
    guia.wait_for_url("**/bandeja")

    assert preguntas == ["beforeunload"]
