"""Los capítulos del manual: de Markdown en `docs/manual/` a HTML, y cuál explica cada página."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from motor.nucleo.errores import NoEncontrado

CARPETA = Path(__file__).parents[2] / "docs" / "manual"
ORDEN = (
    "indice",
    "primer-dia",
    "bandeja",
    "tareas",
    "expediente",
    "iniciar",
    "correspondencia",
    "ausencias",
    "avisos",
    "seguimiento",
    "auditoria",
    "administracion",
    "primer-proceso",
    "dibujar",
    "propiedades",
    "feel",
    "importar",
    "ensayo",
    "casos-en-curso",
    "preguntas",
    "glosario",
    "escenarios",
    "formularios",
    "decisiones",
)
_INTERNO = re.compile(r"^([a-z-]+)\.md(#.*)?$")
_lector = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Seccion:
    """Un título de segundo nivel y su ancla."""

    ancla: str
    titulo: str


@dataclass(frozen=True)
class Capitulo:
    """Un capítulo listo para mostrar; `texto` es lo que se busca."""

    clave: str
    titulo: str
    html: Markup
    secciones: tuple[Seccion, ...]
    texto: str


@dataclass(frozen=True)
class Hallado:
    """Dónde está lo buscado, con un trozo alrededor."""

    capitulo: str
    titulo: str
    trozo: str


def leer_capitulo(clave: str) -> Capitulo:
    """Devuelve el capítulo.

    Raises:
        NoEncontrado: no hay capítulo con esa clave.
    """
    if clave not in ORDEN or not (CARPETA / f"{clave}.md").is_file():
        raise NoEncontrado(f"El manual no tiene el capítulo «{clave}». Búsquelo en el índice.")
    return _leer(clave)


def vecinos(clave: str) -> tuple[str, str]:
    """Devuelve el capítulo anterior y el siguiente; '' si no hay."""
    lugar = ORDEN.index(clave)
    return (ORDEN[lugar - 1] if lugar else "", ORDEN[lugar + 1] if lugar + 1 < len(ORDEN) else "")


def buscar(que: str) -> tuple[Hallado, ...]:
    """Devuelve dónde aparecen todas las palabras, sin mirar tildes ni mayúsculas."""
    palabras = [_llano(p) for p in que.split()[:6]]
    hallados = []
    for clave in ORDEN if palabras else ():
        capitulo = _leer(clave)
        llano = _llano(capitulo.texto)
        if all(palabra in llano for palabra in palabras):
            lugar = max(0, llano.index(palabras[0]) - 60)
            trozo = " ".join(capitulo.texto[lugar : lugar + 180].split())
            hallados.append(Hallado(clave, capitulo.titulo, f"…{trozo}…"))
    return tuple(hallados)


def ancla_de(titulo: str) -> str:
    """`Tomar, soltar y entregar` → `tomar-soltar-y-entregar`."""
    return re.sub(r"[^a-z0-9]+", "-", _llano(titulo)).strip("-")


@cache
def _leer(clave: str) -> Capitulo:
    fuente = (CARPETA / f"{clave}.md").read_text(encoding="utf-8")
    trozos = _lector.parse(fuente)
    titulo, secciones = "", []
    for trozo, siguiente in pairwise(trozos):
        if trozo.type != "heading_open":
            continue
        if trozo.tag == "h1":
            titulo = siguiente.content
            continue
        ancla = ancla_de(siguiente.content)
        trozo.attrSet("id", ancla)
        if trozo.tag == "h2":
            secciones.append(Seccion(ancla, siguiente.content))
    _arreglar_enlaces(trozos)
    html = _lector.renderer.render(_sin_titulo(trozos), _lector.options, {})
    # lo escribe el propio proyecto, y `html: False` escapa lo que no sea Markdown
    return Capitulo(clave, titulo, Markup(html), tuple(secciones), _texto(trozos))  # noqa: S704 vea arriba


def _sin_titulo(trozos: list[Token]) -> list[Token]:
    """Sin el título de primer nivel: lo pone la página."""
    fin = next((n for n, t in enumerate(trozos) if t.type == "heading_close"), -1)
    return trozos[fin + 1 :] if trozos and trozos[0].tag == "h1" else trozos


def _arreglar_enlaces(trozos: list[Token]) -> None:
    for trozo in (hijo for t in trozos for hijo in t.children or ()):
        destino = trozo.attrs.get("href")
        if isinstance(destino, str) and (interno := _INTERNO.match(destino)):
            trozo.attrSet("href", f"/manual/{interno[1]}{interno[2] or ''}")
        fuente = trozo.attrs.get("src")
        if isinstance(fuente, str):
            trozo.attrSet("src", f"/manual/{fuente}")
            trozo.attrSet("class", "captura")


def _texto(trozos: list[Token]) -> str:
    hijos = (hijo for t in trozos for hijo in t.children or ())
    return " ".join(h.content for h in hijos if h.type in {"text", "code_inline"})


def _llano(texto: str) -> str:
    partes = unicodedata.normalize("NFD", texto.lower())
    return "".join(c for c in partes if not unicodedata.combining(c))
