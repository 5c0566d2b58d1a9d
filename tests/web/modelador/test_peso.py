"""El modelador pesa lo que puede abrirse en dos segundos; cuánto tarda se mira, no se afirma."""

import gzip
from pathlib import Path

DIST = Path(__file__).resolve().parents[3] / "web" / "static" / "dist"


def comprimido(nombre: str) -> int:
    return len(gzip.compress((DIST / nombre).read_bytes(), 9))


def test_el_guion_y_los_estilos_del_modelador_no_engordan_sin_que_se_note():
    assert comprimido("modelador.js") <= 520_000
    assert comprimido("modelador.css") <= 40_000


def test_nada_del_modelador_evalua_texto_ni_llama_afuera():
    guion = (DIST / "modelador.js").read_text(encoding="utf-8")
    for prohibido in ("new Function(", "eval(", 'fetch("http', "importScripts("):
        assert prohibido not in guion, prohibido
