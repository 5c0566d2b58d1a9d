"""La organización y las personas en el navegador: buscar, corregir lo rechazado y dar una clave."""

import pytest

from tests.aceptacion.accesible import sin_faltas_axe

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
ADMIN = "admin.sistema"
ORGANIZACION = "/administracion/organizacion"


@pytest.mark.parametrize("ancho", [360, 1400])
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_con_todo_desplegado_no_hay_faltas(page, sitio, tema, ancho):
    sitio.entrar(page, ADMIN)
    page.emulate_media(color_scheme=tema)
    page.set_viewport_size({"width": ancho, "height": 900})
    for ruta in (
        f"{ORGANIZACION}?q=legislativa",
        f"{ORGANIZACION}/UCL",
        "/administracion/personas/tecnico.ucl",
    ):
        page.goto(sitio.url + ruta)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= ancho
        sin_faltas_axe(page)


def test_una_unidad_se_busca_y_se_abre_con_el_teclado(page, sitio):
    sitio.entrar(page, ADMIN)
    page.goto(sitio.url + ORGANIZACION)
    page.get_by_label("Buscar una unidad o un cargo").fill("legislativa")
    page.keyboard.press("Enter")
    hallada = page.get_by_role("region", name="unidad hallada").get_by_role("link", name="UCL")
    hallada.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ORGANIZACION}/UCL")


def test_un_cargo_rechazado_se_corrige_donde_se_escribio(page, sitio):
    sitio.entrar(page, ADMIN)
    page.goto(f"{sitio.url}{ORGANIZACION}/UCL")
    page.get_by_text("Cambiar el cargo Responsable").click()
    cargo = page.locator("#cresponsable-ucl-cargo_nombre")
    cargo.fill("Responsable de archivo")
    page.locator("#cresponsable-ucl-jefe").select_option("responsable.ucl")
    page.get_by_role("button", name="Guardar el cargo").first.click()
    page.get_by_role("alert").get_by_role("link", name="elija otro cargo").click()
    assert page.evaluate("document.activeElement.id") == "cresponsable-ucl-jefe"
    assert cargo.input_value() == "Responsable de archivo"
    sin_faltas_axe(page)


def test_la_clave_provisional_se_muestra_sin_faltas(page, sitio):
    sitio.entrar(page, ADMIN)
    page.goto(f"{sitio.url}/administracion/personas/tecnico.ucl")
    page.get_by_role("button", name="Dar una clave provisional").click()
    assert len(page.locator(".clave-nueva").inner_text()) == 16
    sin_faltas_axe(page)
