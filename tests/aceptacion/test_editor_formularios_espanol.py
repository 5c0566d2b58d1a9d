"""En el editor de formularios no queda inglés: ni en las bibliotecas, ni en lo que se ve."""

import json
import re
from pathlib import Path

import pytest

from tests.aceptacion.armador import CLAVE, Armador, esquema, poner_formulario

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TEXTOS = json.loads(
    (Path(__file__).parents[1] / "web/editor_formularios/textos.json").read_text(encoding="utf-8")
)
# lo que piden las piezas del panel de form-js, que aquí no se carga: el panel es propio
DEL_PANEL_AJENO = {
    "<empty>",
    "Click to ${active ? 'remove' : 'set a'} dynamic value with FEEL expression",
    "Create new list item",
    "Create",
    "Delete item",
    "FEEL expression is mandatory",
    "List contains {numOfItems} item${items.length != 1 ? 's' : ''}",
    "Open documentation",
    "Open pop-up editor",
    "Opened in editor",
    "Section contains an error",
    "Section contains edits",
    "Toggle list item",
    "Toggle section",
    "Unparsable FEEL expression.",
}
INGLES = re.compile(
    r"(?<!\.)\b(the|of|to|with|and|add|create|remove|delete|select|search|browse|file|files|drag|drop"
    r"|here|components?|text|view|field|label|table|column|row|group|list|dynamic|checkbox|radio"
    r"|tag|number|date|time|value|values|empty|expression|document|preview|button|form|build"
    r"|repeatable|increment|decrement|nothing|show|results?|powered|by|content|image|spacer)\b",
    re.IGNORECASE,
)
CITA = re.compile(r"«[^»]*»|data:\S+")  # lo que el formato obliga a escribir así
VISTOS = """() => {
    const vistos = new Set();
    for (const e of document.querySelectorAll('[data-editor-formularios] *')) {
        if (e.closest('.fjs-powered-by, .cm-content')) continue;
        for (const nombre of ['title', 'aria-label', 'placeholder', 'alt'])
            if (e.getAttribute(nombre)) vistos.add(e.getAttribute(nombre));
        for (const n of e.childNodes)
            if (n.nodeType === 3 && n.data.trim()) vistos.add(n.data.trim());
    }
    return [...vistos];
}"""


@pytest.fixture
def armador(page, borrador, sitio) -> Armador:
    """Un formulario vacío, abierto."""
    poner_formulario(borrador, esquema())
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    url = f"{sitio.url}/procesos/borradores/{borrador.id}/formularios/{CLAVE}"
    return Armador.abrir(page, url)


def en_ingles(armador: Armador) -> list[str]:
    armador.page.wait_for_timeout(60)
    return sorted(t for t in armador.page.evaluate(VISTOS) if INGLES.search(CITA.sub("", t)))


def test_las_bibliotecas_no_traen_ningun_otro_texto_en_ingles():
    assert TEXTOS["fijos"] == {}
    assert set(TEXTOS["pedidos"]) == DEL_PANEL_AJENO


def test_el_editor_vacio_esta_en_espanol(armador):
    assert en_ingles(armador) == []
    armador.page.get_by_label("Buscar un campo").fill("zzz")
    assert en_ingles(armador) == []
    assert armador.page.get_by_text("No hay ninguno así.").is_visible()


def test_cada_campo_y_sus_propiedades_estan_en_espanol(armador):
    tipos = armador.page.evaluate(
        "[...document.querySelectorAll('.fjs-palette-field')].map(e => e.dataset.fieldType)"
    )
    assert len(tipos) == 28
    for tipo in tipos:
        armador.agregar(tipo)
        armador.desplegar()
        assert en_ingles(armador) == [], tipo


def test_las_fechas_y_los_origenes_de_opciones_estan_en_espanol(armador):
    armador.agregar("datetime")
    for subtipo in ("time", "datetime"):
        armador.panel.get_by_label("Qué se escribe").select_option(subtipo)
        assert en_ingles(armador) == [], subtipo
    armador.agregar("select")
    for origen in ("feel", "variable", "unidad", "escritas"):
        armador.panel.get_by_label("De dónde salen las opciones").select_option(origen)
        assert en_ingles(armador) == [], origen


def test_la_marca_de_bpmn_io_sigue_a_la_vista(armador):
    marca = armador.page.get_by_role("link", name="Hecho con bpmn.io")

    assert marca.is_visible()
    assert marca.get_attribute("href") == "https://bpmn.io"
