"""El editor de formularios pesa lo que puede abrirse pronto, y no evalúa texto."""

import gzip
from pathlib import Path

DIST = Path(__file__).resolve().parents[3] / "web" / "static" / "dist"


def comprimido(nombre: str) -> int:
    return len(gzip.compress((DIST / nombre).read_bytes(), 9))


def test_el_guion_y_los_estilos_no_engordan_sin_que_se_note():
    assert comprimido("editor-formularios.js") <= 420_000
    assert comprimido("editor-formularios.css") <= 30_000


def test_nada_evalua_texto_ni_llama_afuera():
    guion = (DIST / "editor-formularios.js").read_text(encoding="utf-8")
    for prohibido in ("new Function(", "eval(", 'fetch("http', "importScripts("):
        assert prohibido not in guion, prohibido
