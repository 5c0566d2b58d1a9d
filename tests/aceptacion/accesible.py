"""Revisar una página con axe-core y decir cada falta en una frase."""

import json
from pathlib import Path

from playwright.sync_api import Page

AQUI = Path(__file__).parent
AXE = (AQUI / "axe.min.js").read_text(encoding="utf-8")
ESPANOL = json.loads((AQUI / "axe.es.json").read_text(encoding="utf-8"))


def sin_faltas_axe(page: Page) -> None:
    """Falla con cada falta de accesibilidad de la página tal como está."""
    # evaluate no pasa por la política de contenido: la página no necesita ser menos estricta
    page.evaluate(AXE)
    page.evaluate("idioma => axe.configure({locale: idioma})", ESPANOL)
    faltas = page.evaluate("async () => (await axe.run(document)).violations")
    frases = [_frase(falta, nodo) for falta in faltas for nodo in falta["nodes"]]
    assert not frases, f"{page.url} tiene {len(frases)} faltas:\n" + "\n".join(frases)


def _frase(falta: dict, nodo: dict) -> str:
    detalle = (nodo.get("failureSummary") or "").replace("\n", " ")
    return f"- {falta['id']} ({falta['impact']}): {falta['help']}. {nodo['target']}: {detalle}"
