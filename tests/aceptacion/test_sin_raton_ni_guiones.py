"""Lo de cada día se hace solo con el teclado, y también sin guiones en el navegador."""

import re

import pytest

from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.trabajador import drenar
from tests.aceptacion.sitio import servir
from tests.casos import recorrer
from tests.web.ayudas import armar_app

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
QUIEN, CLAVE = "ventanilla.unica", "una clave larga"
ENFOCADO = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  return {nombre: e.name || '', texto: (e.textContent || '').trim(), tipo: e.type || '',
          se_ve: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2};
}"""


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    """Dos peticiones por recibir en la ventanilla."""
    carpeta = tmp_path_factory.mktemp("teclado")
    with recorrer("sqlite", carpeta, {"una": ("2.24", 3), "otra": ("2.1", 3)}) as hechos:
        cambiar_clave(hechos.entorno, CambiarClave(None, QUIEN, CLAVE))
        yield hechos


@pytest.fixture(scope="module")
def servida(casos):
    with servir(armar_app(casos.entorno)) as sitio:
        yield sitio


def tabular_hasta(page, cumple, maximo: int = 90) -> dict:
    """Pulsa Tab hasta que lo enfocado cumpla; todo lo que recibe el foco debe notarse."""
    for _ in range(maximo):
        page.keyboard.press("Tab")
        enfocado = page.evaluate(ENFOCADO)
        assert enfocado["se_ve"], f"no se nota el foco en «{enfocado['texto'][:40]}»"
        if cumple(enfocado):
            return enfocado
    raise AssertionError("no se llegó con Tab")


def escribir_cuenta(page, servida) -> None:
    """Va a la bandeja sin haber ingresado y escribe usuario y clave con el teclado."""
    page.goto(f"{servida.url}/bandeja?vista=unidad")
    page.wait_for_url(re.compile("/ingresar"))
    page.keyboard.type(QUIEN)
    page.keyboard.press("Tab")
    page.keyboard.type(CLAVE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/bandeja"))


def test_se_ingresa_se_abre_una_tarea_se_llena_y_se_cumple_sin_tocar_el_raton(page, servida, casos):
    escribir_cuenta(page, servida)
    for tecla in ("j", "j", "k", "Enter"):
        page.keyboard.press(tecla)
    page.wait_for_url("**/tareas/*")
    tabular_hasta(page, lambda e: e["nombre"] == "fojas")
    page.keyboard.type("3")
    tabular_hasta(page, lambda e: e["nombre"] == "anexos")
    page.keyboard.type("0")
    tabular_hasta(page, lambda e: e["tipo"] == "submit" and "btn" not in e["nombre"])
    page.keyboard.press("Enter")
    page.get_by_text("Listo: la tarea quedó completada").first.wait_for()
    drenar(casos.entorno)


def test_la_ayuda_de_teclado_se_abre_y_se_cierra(page, servida):
    servida.entrar(page, "ventanilla.unica")
    page.goto(f"{servida.url}/bandeja")
    page.keyboard.press("?")
    page.locator("dialog#ayuda-teclado[open]").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("dialog#ayuda-teclado[open]").count() == 0


@pytest.fixture
def sin_guiones(browser, servida):
    """`sin_guiones(usuario)`: una página de esa persona, o de nadie, sin JavaScript."""
    contexto = browser.new_context(java_script_enabled=False, locale="es-BO")

    def abrir(usuario: str = ""):
        page = contexto.new_page()
        if usuario:
            servida.entrar(page, usuario)
        return page

    yield abrir
    contexto.close()


def test_sin_guiones_se_ingresa_y_se_cumple_una_tarea(sin_guiones, servida):
    page = sin_guiones()
    page.goto(f"{servida.url}/bandeja?vista=unidad")
    page.get_by_label("Usuario").fill(QUIEN)
    page.get_by_label("Clave").fill(CLAVE)
    page.get_by_role("button", name="Ingresar").click()
    page.get_by_role("link", name=re.compile("T2.3")).first.click()
    page.locator("#formulario-tarea [name='fojas']").fill("3")
    page.locator("#formulario-tarea [name='anexos']").fill("0")
    page.locator("#formulario-tarea button.btn-primary").first.click()
    assert "Listo: la tarea quedó completada" in page.inner_text("body")


def test_sin_guiones_se_dice_lo_que_falta(sin_guiones, servida):
    page = sin_guiones("asambleista.01")
    page.goto(f"{servida.url}/iniciar/p2_ald")
    page.get_by_role("button", name="Abrir el expediente").click()
    assert "Falta corregir un dato" in page.inner_text("main")
    page.get_by_label("Asunto").fill("Puentes del trópico")
    page.get_by_role("button", name="Abrir el expediente").click()
    assert "Puentes del trópico" in page.inner_text("main")
    assert "HR-2027-" in page.inner_text("main")
