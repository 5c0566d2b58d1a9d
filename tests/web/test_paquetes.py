"""Lo construido para el navegador corresponde a sus fuentes. No hace falta Node para saberlo."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from web.navegacion import ENTRADAS

WEB = Path(__file__).resolve().parents[2] / "web"
FUENTES = WEB / "frontend"
DIST = WEB / "static" / "dist"
MANIFIESTO = json.loads((DIST / "manifiesto.json").read_text(encoding="utf-8"))
ICONO = re.compile(r"""(?:icono|_dibujo)\(\s*['"]([a-z0-9-]+)['"]""")


def huella(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


def peso(*nombres: str) -> int:
    return sum(len(gzip.compress((DIST / nombre).read_bytes())) for nombre in nombres)


def test_el_paquete_se_construyo_con_estas_fuentes():
    rutas = [r for r in FUENTES.rglob("*") if r.is_file() and "node_modules" not in r.parts]
    lineas = sorted(f"{r.relative_to(FUENTES).as_posix()} {huella(r.read_bytes())}" for r in rutas)

    assert huella("\n".join(lineas).encode()) == MANIFIESTO["fuentes"], (
        "web/frontend cambió y web/static/dist no: corra make frontend y confirme ambos."
    )


def test_cada_archivo_del_paquete_es_el_del_manifiesto():
    hallados = {
        r.name: huella(r.read_bytes()) for r in DIST.iterdir() if r.name != "manifiesto.json"
    }

    assert hallados == MANIFIESTO["archivos"]


def test_el_candado_no_nombra_ningun_servidor_de_paquetes():
    paquetes = json.loads((FUENTES / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert [nombre for nombre, datos in paquetes.items() if "resolved" in datos] == []


def test_cada_icono_que_se_pide_esta_en_la_lamina():
    lamina = (DIST / "iconos.svg").read_text(encoding="utf-8")
    dibujados = set(re.findall(r'<symbol id="([^"]+)"', lamina))
    pedidos = {
        nombre: ruta.relative_to(WEB).as_posix()
        for ruta in WEB.rglob("plantillas/**/*.html")
        for nombre in ICONO.findall(ruta.read_text(encoding="utf-8"))
    }

    pedidos |= {entrada.icono: "web/navegacion.py" for entrada in ENTRADAS}
    faltan = {nombre: donde for nombre, donde in pedidos.items() if nombre not in dibujados}
    assert faltan == {}, "agréguelos a web/frontend/iconos.txt y corra make frontend"


@pytest.mark.parametrize(
    ("nombres", "tope_kb"),
    [
        (("cauce.css",), 45),
        (("cauce.js", "tema.js"), 28),
        (("cauce.css", "cauce.js", "tema.js", "iconos.svg", "marca.svg"), 75),
    ],
)
def test_lo_que_toda_pagina_carga_pesa_poco(nombres, tope_kb):
    assert peso(*nombres) <= tope_kb * 1000


def test_nada_del_paquete_llama_a_otro_servidor():
    ajenas = re.compile(r"""(?:fetch\(|import\(|@import|url\()\s*["']?https?://""")
    for nombre in ("cauce.js", "tema.js", "visor.js", "menciones.js", "cauce.css", "visor.css"):
        assert not ajenas.search((DIST / nombre).read_text(encoding="utf-8")), nombre
