"""El editor de decisiones pesa lo que puede abrirse pronto, y no evalúa texto."""

import gzip
import json
from pathlib import Path

DIST = Path(__file__).resolve().parents[3] / "web" / "static" / "dist"
TEXTOS = json.loads((Path(__file__).parent / "textos.json").read_text(encoding="utf-8"))
# la prueba de la biblioteca misma, en un comentario; ninguna persona lo lee
DE_UN_COMENTARIO = {"HELLO {you}"}


def comprimido(nombre: str) -> int:
    return len(gzip.compress((DIST / nombre).read_bytes(), 9))


def test_el_guion_y_los_estilos_no_engordan_sin_que_se_note():
    assert comprimido("editor-decisiones.js") <= 400_000
    assert comprimido("editor-decisiones.css") <= 30_000


def test_nada_evalua_texto_ni_llama_afuera():
    guion = (DIST / "editor-decisiones.js").read_text(encoding="utf-8")
    for prohibido in ("new Function(", "eval(", 'fetch("http', "importScripts("):
        assert prohibido not in guion, prohibido


def test_todo_lo_que_las_bibliotecas_dicen_esta_en_espanol():
    sin_traducir = {texto for texto, espanol in TEXTOS["pedidos"].items() if espanol is None}

    assert sin_traducir == DE_UN_COMENTARIO


def test_lo_unico_fijo_es_la_marca_que_su_licencia_pide_no_tocar():
    assert TEXTOS["fijos"] == {"dmn-js-shared/lib/util/PoweredByUtil.js": ["Powered by bpmn.io"]}
