"""Las funciones y los contextos de un archivo de decisiones también se ven en español."""

import pytest
from playwright.sync_api import Page, expect

from tests.aceptacion.decisor import Decisor, poner_decision
from tests.aceptacion.test_editor_decisiones_espanol import en_ingles
from tests.tablas import CLAVE, tabla

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CUENTA = '<literalExpression id="lf"><text>monto * 0.1</text></literalExpression>'
CONTEXTO = (
    '<context id="ctx"><contextEntry id="ce"><variable id="vce" name="base"/>'
    '<literalExpression id="lc"><text>monto</text></literalExpression></contextEntry></context>'
)


def funcion(cuerpo: str) -> str:
    return (
        '<businessKnowledgeModel id="f" name="recargo"><variable id="vf" name="recargo"/>'
        '<encapsulatedLogic id="el"><formalParameter id="p1" name="monto" typeRef="number"/>'
        f"{cuerpo}</encapsulatedLogic></businessKnowledgeModel>"
    )


@pytest.fixture
def abrir(page: Page, borrador, sitio):
    """Abre la función de una decisión, con ese cuerpo."""

    def con(cuerpo: str) -> Decisor:
        xml = tabla("UNIQUE", {}, "1")
        poner_decision(borrador, xml.replace("</definitions>", f"{funcion(cuerpo)}</definitions>"))
        page.set_viewport_size({"width": 1400, "height": 820})
        sitio.entrar(page, "admin.sistema")
        ruta = f"/procesos/borradores/{borrador.id}/decisiones/{CLAVE}"
        decisor = Decisor.abrir(page, f"{sitio.url}{ruta}")
        page.locator("[data-vista-de=f]").click()
        expect(decisor.hoja).to_contain_text("monto: número")
        return decisor

    return con


def test_una_funcion_sus_parametros_y_su_resultado_estan_en_espanol(abrir):
    decisor = abrir(CUENTA)
    assert en_ingles(decisor) == []
    for parte in ("kind", "parameters"):
        decisor.hoja.locator(f".function-definition-{parte}").hover()
        decisor.hoja.locator(f".function-definition-{parte} button").evaluate("b => b.click()")
        expect(decisor.page.locator(".context-menu-container")).to_be_visible()
        assert en_ingles(decisor) == []
        decisor.page.keyboard.press("Escape")


def test_de_un_contexto_dice_en_espanol_que_se_conserva(abrir):
    decisor = abrir(CONTEXTO)
    expect(decisor.hoja).to_contain_text("un contexto. Se conserva como está")
    assert en_ingles(decisor) == []
