"""En el editor de decisiones no queda inglés a la vista: tablas, menús, diagrama y expresiones."""

import re

import pytest

from tests.aceptacion.decisor import Decisor, poner_decision
from tests.tablas import CLAVE, tabla

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TIPOS = {"a": "string", "b": "number", "c": "boolean", "d": "date", "e": "dayTimeDuration"}
INGLES = re.compile(
    r"\b(the|of|to|with|and|add|create|remove|delete|select|search|input|output|rule|rules|when|then"
    r"|table|column|row|value|values|date|number|string|boolean|expression|language|hit|policy"
    r"|unique|first|collect|any|label|name|type|open|view|copy|cut|paste|edit|annotations?|append"
    r"|decision|knowledge|model|source|powered|by|empty|context|drag|move|resize|definition|enter)\b",
    re.IGNORECASE,
)
VISTOS = """() => {
    const vistos = new Set();
    for (const e of document.querySelectorAll('[data-editor-decisiones] *')) {
        if (e.closest('.bjs-powered-by svg, .cm-content, style, [hidden]')) continue;
        for (const nombre of ['title', 'aria-label', 'placeholder', 'data-placeholder', 'alt'])
            if (e.getAttribute(nombre)) vistos.add(e.getAttribute(nombre));
        for (const n of e.childNodes)
            if (n.nodeType === 3 && n.data.trim()) vistos.add(n.data.trim());
    }
    return [...vistos];
}"""
SUYOS = frozenset({"Prioridad", "true", "false"})


@pytest.fixture
def decisor(page, borrador, sitio) -> Decisor:
    """Una tabla con una columna de cada tipo, abierta."""
    poner_decision(borrador, tabla("UNIQUE", TIPOS, "- | - | - | - | - | 1"))
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return Decisor.abrir(page, f"{sitio.url}/procesos/borradores/{borrador.id}/decisiones/{CLAVE}")


def en_ingles(decisor: Decisor) -> list[str]:
    decisor.page.wait_for_timeout(150)
    vistos = set(decisor.page.evaluate(VISTOS)) - SUYOS
    faltan = decisor.hacer("return [...s('textosSinTraducir')]")
    return sorted([t for t in vistos if INGLES.search(t)] + faltan)


def test_la_tabla_y_sus_politicas_estan_en_espanol(decisor):
    assert en_ingles(decisor) == []
    for politica in range(11):
        decisor.hoja.locator(".hit-policy select, .hit-policy .dms-input").first.click()
        guion = "document.querySelectorAll('.hit-policy option, .dms-select-options .option')"
        assert decisor.page.evaluate(f"{guion}.length") in (0, 11), politica
    assert en_ingles(decisor) == []


@pytest.mark.parametrize("columna", [1, 2, 3, 4, 5])
def test_los_menus_de_una_celda_y_de_su_columna_estan_en_espanol(decisor, columna):
    decisor.celda(f"c_1_{columna}").click()
    assert en_ingles(decisor) == []
    for boton in decisor.hoja.locator(".simple-mode-button, [class*=simple-mode]").all()[:1]:
        boton.click()
        assert en_ingles(decisor) == []
    decisor.page.keyboard.press("Escape")
    decisor.celda(f"c_1_{columna}").click(button="right")
    assert en_ingles(decisor) == []
    decisor.page.keyboard.press("Escape")
    encabezado = decisor.hoja.locator("th.input-cell").nth(columna - 1)
    encabezado.click(button="right")
    assert en_ingles(decisor) == []
    decisor.page.keyboard.press("Escape")
    encabezado.dblclick()
    assert en_ingles(decisor) == []


def test_el_diagrama_y_su_paleta_estan_en_espanol(decisor):
    decisor.page.get_by_role("button", name="Diagrama", exact=True).click()
    decisor.hoja.locator(".djs-element.djs-shape").first.click()
    assert en_ingles(decisor) == []


def test_una_expresion_esta_en_espanol_y_se_prueba(page, borrador, sitio):
    logica = '<literalExpression id="l"><text>ceiling(2 * total / 3)</text></literalExpression>'
    xml = re.sub(r"<decisionTable.*</decisionTable>", logica, tabla("UNIQUE", {}, "1"))
    poner_decision(borrador, xml)
    sitio.entrar(page, "admin.sistema")
    url = f"{sitio.url}/procesos/borradores/{borrador.id}/decisiones/{CLAVE}"
    decisor = Decisor.abrir(page, url)
    assert en_ingles(decisor) == []
    decisor.probar(total="34")

    assert decisor.resultado.locator("[data-valor]").inner_text() == "23"
