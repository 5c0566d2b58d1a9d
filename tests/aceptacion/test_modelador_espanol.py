"""En el modelador no queda inglés: ni en lo que sus bibliotecas piden, ni en lo que se ve."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.aceptacion.lienzo import Lienzo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
TEXTOS = json.loads(
    (Path(__file__).parents[1] / "web/modelador/textos.json").read_text(encoding="utf-8")
)
# la marca de bpmn.io no se toca: su licencia lo pide; su nombre accesible lo pone armar.js
FIJOS_ADMITIDOS = {"bpmn-js/lib/BaseViewer.js": ["Powered by bpmn.io"]}
INGLES = re.compile(
    r"\b(the|of|to|with|and|add|append|create|remove|delete|change|set|open|close|toggle|trigger"
    r"|search|results?|found|entries|entry|element|gateway|task|event|flow|lane|pool|collapsed"
    r"|expanded|process|token|simulation|play|pause|reset|speed|started|finished|canceled|supported"
    r"|default|back|connect|align|activate|tool|minimap|data|store|multi-instance|loop)\b",
    re.IGNORECASE,
)
VISTOS = """() => {
    const caja = document.querySelector('[data-modelador]');
    const vistos = new Set();
    const raices = [caja, ...document.querySelectorAll('.djs-popup, .djs-search-container')];
    for (const raiz of raices) for (const e of raiz.querySelectorAll('*')) {
        if (e.closest('.djs-element, .djs-visual, .djs-minimap, .bjs-powered-by')) continue;
        for (const nombre of ['title', 'aria-label', 'placeholder', 'aria-roledescription'])
            if (e.getAttribute(nombre)) vistos.add(e.getAttribute(nombre));
        for (const n of e.childNodes)
            if (n.nodeType === 3 && n.data.trim()) vistos.add(n.data.trim());
    }
    return [...vistos];
}"""


class Ojo:
    """Junta todo lo que el modelador va mostrando."""

    def __init__(self, lienzo: Lienzo) -> None:
        self.lienzo, self.page, self.vistos = lienzo, lienzo.page, set()

    def mirar(self) -> None:
        self.page.wait_for_timeout(150)
        self.vistos |= set(self.page.evaluate(VISTOS))

    def en_ingles(self) -> list[str]:
        return sorted(texto for texto in self.vistos if INGLES.search(texto))


@pytest.fixture
def ojo(page: Page, borrador, sitio) -> Ojo:
    """El diagrama abierto, y alguien que lee cuanto aparece."""
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return Ojo(Lienzo.abrir(page, f"{sitio.url}{borrador.ruta}"))


def sin_traducir(ojo: Ojo) -> object:
    return ojo.lienzo.hacer("return [...s('textosSinTraducir')]")


def test_todo_texto_que_las_bibliotecas_piden_esta_traducido():
    assert len(TEXTOS["pedidos"]) > 130
    assert [texto for texto, espanol in TEXTOS["pedidos"].items() if espanol is None] == []


def test_ningun_texto_fijo_de_las_bibliotecas_queda_en_ingles():
    assert TEXTOS["fijos"] == FIJOS_ADMITIDOS


def test_las_traducciones_no_dejan_palabras_en_ingles_ni_pierden_huecos():
    for ingles, espanol in TEXTOS["pedidos"].items():
        assert set(re.findall(r"{\w+}", ingles)) == set(re.findall(r"{\w+}", espanol)), ingles
    dudosas = {e for e in TEXTOS["pedidos"].values() if INGLES.search(e)}
    assert all(re.search(r"[#{]|BPMNDI|bpmn:|DI\b|flowElement", e) for e in dudosas), dudosas


@pytest.mark.parametrize(
    "elemento",
    ["t2_1_presentar", "ini_peticion", "une_presentar", "l_asam", "ald", "mensaje_m1"],
)
def test_los_menus_de_cada_elemento_estan_en_espanol(ojo, elemento):
    if not ojo.lienzo.hay(elemento):
        elemento = ojo.lienzo.hacer("return s('elementRegistry').find(e => e.waypoints).id")
    ojo.lienzo.elegir(elemento)
    ojo.mirar()
    for accion in ("replace", "append", "set-color"):
        boton = ojo.page.locator(f'.djs-context-pad [data-action="{accion}"]')
        if boton.count():
            boton.first.click()
            ojo.mirar()
            ojo.page.keyboard.press("Escape")

    assert (sin_traducir(ojo), ojo.en_ingles()) == ([], [])


def test_la_paleta_los_dialogos_y_los_buscadores_estan_en_espanol(ojo):
    ojo.mirar()
    ojo.page.locator('.djs-palette [data-action="create"]').click()
    ojo.page.keyboard.type("zzz")
    ojo.mirar()
    ojo.page.keyboard.press("Escape")
    for accion in ("mapa", "buscar", "teclas"):
        ojo.lienzo.pulsar(accion)
        ojo.mirar()
        ojo.page.keyboard.press("Escape")

    assert (sin_traducir(ojo), ojo.en_ingles()) == ([], [])
    assert {"Crear tarea", "Buscar en el diagrama", "Conectar dos elementos"} <= ojo.vistos


def test_elegir_varios_ofrece_alinear_en_espanol(ojo):
    pares = "['t2_1_presentar', 'ini_peticion', 'une_presentar']"
    ojo.lienzo.hacer(f"s('selection').select({pares}.map(i => s('elementRegistry').get(i)))")
    ojo.page.locator('.djs-context-pad [data-action="align-elements"]').click()
    ojo.mirar()

    assert (sin_traducir(ojo), ojo.en_ingles()) == ([], [])
    assert "Alinear arriba" in ojo.vistos


def test_la_simulacion_esta_en_espanol(ojo):
    ojo.lienzo.pulsar("simular")
    ojo.mirar()
    ojo.page.locator('[data-container-id="ini_peticion"] .bts-context-pad').first.click()
    ojo.page.locator('[title^="Ver u ocultar el registro"]').click()
    ojo.page.wait_for_timeout(2500)
    ojo.mirar()
    for titulo in ("Seguir o pausar", "Seguir o pausar", "Empezar de nuevo"):
        ojo.page.locator(f'[title^="{titulo}"]').click()
        ojo.mirar()

    assert (sin_traducir(ojo), ojo.en_ingles()) == ([], [])
    assert {"Registro de la simulación", "Simulación en pausa"} <= ojo.vistos


def test_los_avisos_de_reglas_estan_en_espanol(ojo):
    ojo.page.locator('.djs-palette [data-action="create.task"]').click()
    ojo.page.mouse.move(300, 780)
    ojo.page.mouse.click(125, 790)
    ojo.mirar()

    assert (sin_traducir(ojo), ojo.en_ingles()) == ([], [])
