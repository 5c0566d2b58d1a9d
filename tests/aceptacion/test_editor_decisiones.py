"""Escribir y probar una tabla de decisión en el navegador."""

import pytest
from playwright.sync_api import expect

from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from tests.aceptacion.borrador import ACTOR
from tests.aceptacion.decisor import (
    LISTO,
    PLAZO,
    Decisor,
    editar_desde_otro_lugar,
    guardada_en,
    poner_decision,
)
from tests.tablas import CLAVE, tabla

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
MONTO = {"monto": "number", "urgente": "boolean"}
REGLAS = ("< 1000 | false | 10", ">= 1000 | false | 20", "- | true | 5")


@pytest.fixture
def abrir(borrador, page, sitio, errores):
    """Abre una tabla; al final, la consola no debe haber reclamado nada."""

    def con(xml: str, ancho: int = 1400) -> Decisor:
        poner_decision(borrador, xml)
        page.set_viewport_size({"width": ancho, "height": 820})
        sitio.entrar(page, "admin.sistema")
        ruta = f"/procesos/borradores/{borrador.id}/decisiones/{CLAVE}"
        return Decisor.abrir(page, f"{sitio.url}{ruta}")

    yield con
    assert [
        e for e in errores if "status of 4" not in e
    ] == []  # un 409 o un 422 se piden a propósito


def test_una_tabla_de_cero_se_escribe_se_prueba_se_guarda_y_queda(borrador, page, sitio, errores):
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    page.goto(f"{sitio.url}/procesos/borradores/{borrador.id}")
    page.locator("#agregar > summary").click()
    page.locator("#agregar [name=clase]").select_option("decision")
    page.locator("[name=clave]").fill("plazo_de_nota")
    page.locator("[name=titulo]").fill("Plazo de la nota")
    page.locator("#agregar").get_by_role("button", name="Agregar").click()
    page.wait_for_selector(LISTO, timeout=PLAZO)
    decisor = Decisor(page)
    expect(decisor.revision).to_contain_text("Falta decir qué dato se mira")
    decisor.hoja.locator("th.input-cell").dblclick()
    decisor.escribir(page.locator(".input-edit .cm-content"), "tema")
    page.keyboard.press("Escape")
    decisor.hoja.locator(".add-rule td").last.click()
    decisor.escribir(decisor.hoja.locator("td.input-cell[data-row-id]"), '"salud"')
    decisor.escribir(decisor.hoja.locator("td.output-cell[data-row-id]"), '"tres días"')
    decisor.probar(tema="salud")

    expect(decisor.resultado.locator("[data-valor]")).to_have_text("«tres días»")
    decisor.dice("por usted")
    assert '"tres días"' in guardada_en(borrador, "plazo_de_nota")[0]
    assert errores == []


def test_la_prueba_dice_el_valor_la_regla_y_cuanto_valio_cada_entrada(abrir):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))
    decisor.probar(monto="1500,50", urgente="no")

    expect(decisor.resultado.locator("[data-valor]")).to_have_text("20")
    expect(decisor.resultado).to_contain_text("Se cumple la regla 2.")
    expect(decisor.resultado.locator("[data-entradas]")).to_contain_text("monto vale 1500,5")
    assert decisor.senaladas() == ["r_2"]


def test_dos_reglas_a_la_vez_se_dicen_y_se_senalan_las_dos(abrir):
    decisor = abrir(tabla("UNIQUE", {"monto": "number"}, "< 1000 | 10", "> 500 | 20"))
    decisor.probar(monto="700")

    expect(decisor.resultado.locator("[data-no-dio]")).to_contain_text("las reglas 1 y 2")
    expect(decisor.resultado).to_contain_text("nunca debe cumplirse más de una a la vez")
    assert decisor.senaladas() == ["r_1*", "r_2*"]


def test_ninguna_regla_se_dice_y_no_se_senala_nada(abrir):
    decisor = abrir(tabla("FIRST", {"monto": "number"}, "> 500 | 20"))
    decisor.probar(monto="3")

    expect(decisor.resultado).to_contain_text("no se cumple ninguna regla: la decisión no da nada")
    assert decisor.senaladas() == []


def test_de_varias_la_primera_cuenta_y_las_otras_se_ven_aparte(abrir):
    decisor = abrir(tabla("FIRST", {"monto": "number"}, "< 1000 | 10", "> 500 | 20"))
    decisor.probar(monto="700")

    expect(decisor.resultado).to_contain_text("Cuenta la 1, por ser la primera.")
    assert decisor.senaladas() == ["r_1", "r_2*"]


def test_una_fecha_se_escribe_como_en_la_oficina_y_la_mala_se_dice_en_su_campo(abrir):
    celda = '> date("2027-01-10")'.replace('"', "&quot;").replace(">", "&gt;")
    decisor = abrir(tabla("UNIQUE", {"llegada": "date"}, f"{celda} | 20"))
    decisor.probar(llegada="31/02/2027")
    expect(decisor.page.locator('[data-falta-de="llegada"]')).to_contain_text("no existe")
    decisor.probar(llegada="11/01/2027")

    expect(decisor.resultado.locator("[data-valor]")).to_have_text("20")


def test_la_celda_mal_escrita_se_lista_con_su_lugar_y_un_clic_lleva_a_ella(abrir):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))
    decisor.escribir(decisor.celda("c_2_1"), ">= mil y pico (")

    defecto = decisor.revision.locator('[data-defecto="c_2_1"]')
    expect(defecto).to_contain_text("Regla 2, «monto»")
    assert decisor.celda("c_2_1").get_attribute("data-con-error")
    defecto.get_by_role("button").click()
    expect(decisor.celda("c_2_1").locator(":focus")).to_have_count(1)
    decisor.escribir(decisor.celda("c_2_1"), ">= 1000")
    expect(decisor.revision).to_contain_text("No se halló nada que corregir.")


def test_un_hueco_se_advierte_con_un_caso_que_se_puede_probar(abrir):
    decisor = abrir(tabla("UNIQUE", {"urgente": "boolean"}, "true | 5"))

    aviso = decisor.revision.locator('[data-aviso="hueco"]')
    expect(aviso).to_contain_text("Ninguna regla se cumple con urgente = no.")
    aviso.get_by_role("button", name="Probarlo").click()
    expect(decisor.resultado).to_contain_text("no se cumple ninguna regla")


def test_lo_que_otra_persona_guardo_no_se_pisa(abrir, borrador):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))
    xml, revision = guardada_en(borrador)
    suyo = xml.replace("&lt; 1000", "&lt; 2000").encode()
    orden = GuardarArchivo(ACTOR, borrador.id, "decision", CLAVE, suyo, revision)
    guardar_archivo_borrador(borrador.entorno, orden)
    decisor.escribir(decisor.celda("v_1"), "99")

    expect(decisor.page.locator("[data-dialogo-conflicto]")).to_be_visible(timeout=PLAZO)
    assert guardada_en(borrador) == (suyo.decode(), revision + 1)


def test_deshacer_y_rehacer_por_la_barra_y_por_teclado(abrir):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))
    decisor.escribir(decisor.celda("v_1"), "99")
    decisor.page.get_by_role("button", name="Deshacer").click()
    assert decisor.texto("v_1") == "10"
    decisor.page.get_by_role("button", name="Rehacer").click()
    assert decisor.texto("v_1") == "99"
    decisor.celda("c_1_1").click()
    decisor.page.keyboard.press("Control+z")
    assert decisor.texto("v_1") == "10"


def test_un_caso_guardado_se_vuelve_a_probar(abrir):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))
    decisor.probar(monto="5", urgente="si")
    decisor.page.locator(".decisiones-casos > summary").click()
    decisor.page.locator("[data-guardar-caso] input").fill("Chico y urgente")
    decisor.page.locator("[data-guardar-caso] button").click()
    decisor.probar(monto="5000", urgente="no")
    expect(decisor.resultado.locator("[data-valor]")).to_have_text("20")
    decisor.page.get_by_role("button", name="Chico y urgente", exact=True).click()

    expect(decisor.resultado.locator("[data-valor]")).to_have_text("5")


def test_la_segunda_persona_se_entera_y_entra_a_mirar(abrir, borrador):
    editar_desde_otro_lugar(borrador)
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS))

    expect(decisor.page.locator("[data-cinta-frase]")).to_contain_text("está editando esta tabla")
    assert decisor.hoja.evaluate("e => e.inert")
    decisor.probar(monto="5", urgente="no")
    expect(decisor.resultado.locator("[data-valor]")).to_have_text("10")
    decisor.page.get_by_role("button", name="Editar de todos modos").click()
    expect(decisor.page.locator("[data-cinta-frase]")).not_to_contain_text("solo para mirar")
    expect(decisor.page.locator("[data-cinta] [data-editar]")).to_be_hidden()
    decisor.escribir(decisor.celda("v_1"), "11")
    decisor.dice("por usted")


def test_en_un_telefono_se_escribe_y_se_prueba_por_lados(abrir, page):
    decisor = abrir(tabla("UNIQUE", MONTO, *REGLAS), ancho=360)
    decisor.escribir(decisor.celda("c_1_1"), "< 2000")
    page.locator("[data-lado-de=probar]").click()
    decisor.probar(monto="1500", urgente="no")

    expect(decisor.resultado.locator("[data-no-dio]")).to_contain_text("las reglas 1 y 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
