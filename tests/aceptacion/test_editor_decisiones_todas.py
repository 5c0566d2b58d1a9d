"""Todas las decisiones de la casa se abren en el editor, y guardarlas no les quita nada."""

from pathlib import Path

import pytest

from motor.feel import partes_de_dmn
from tests.aceptacion.decisor import CAJA, Decisor, poner_decision
from tests.tablas import CLAVE, tabla

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
ARCHIVOS = sorted((Path(__file__).resolve().parents[2] / "diagramas").glob("*/decisiones/*.dmn"))
PASAR = f"""async xml => {{
    await {CAJA}.hoja.traer(xml);
    return [{CAJA}.editor.getActiveView().type, await {CAJA}.guardado.escribir()];
}}"""


def test_abrir_y_guardar_cada_una_no_le_quita_nada(page, borrador, sitio, errores):
    poner_decision(borrador, tabla("UNIQUE", {"monto": "number"}, "- | 1"))
    sitio.entrar(page, "admin.sistema")
    Decisor.abrir(page, f"{sitio.url}/procesos/borradores/{borrador.id}/decisiones/{CLAVE}")
    for archivo in ARCHIVOS:
        vista, guardado = page.evaluate(PASAR, archivo.read_text(encoding="utf-8"))

        assert vista in ("decisionTable", "literalExpression"), archivo.name
        antes = partes_de_dmn(archivo.read_bytes())
        assert partes_de_dmn(guardado.encode()) == antes, archivo.name
    assert len(ARCHIVOS) > 10
    assert errores == []


def test_lo_que_el_editor_no_conoce_solo_se_mira(page, borrador, sitio):
    de_15 = (
        '<itemDefinition name="edad"><typeRef>number</typeRef>'
        '<typeConstraint id="tc"><text>[0..120]</text></typeConstraint></itemDefinition>'
    )
    xml = tabla("UNIQUE", {"monto": "number"}, "- | 1")
    poner_decision(borrador, xml.replace("<decision id", f"{de_15}<decision id"))
    sitio.entrar(page, "admin.sistema")
    url = f"{sitio.url}/procesos/borradores/{borrador.id}/decisiones/{CLAVE}"
    decisor = Decisor.abrir(page, url)

    assert "guardarlo aquí las perdería" in page.locator("[data-cinta-frase]").inner_text()
    assert decisor.hoja.evaluate("e => e.inert")
    decisor.probar(monto="5")
    assert decisor.resultado.locator("[data-valor]").inner_text() == "1"
