"""Las partes de un archivo DMN con su texto, para decir en qué se distingue de otro."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from motor.feel.dmn.lectura import Elemento, leer_raiz

_CON_LOGICA = ("decision", "businessKnowledgeModel", "decisionService", "inputData")


@dataclass(frozen=True)
class ParteDmn:
    """Una decisión o una regla: `id` la reconoce en otra edición y `nombre` la dice.

    `tabla` es la decisión de la que es regla; '' en una decisión.
    """

    id: str
    nombre: str
    propiedades: tuple[tuple[str, str], ...]
    tabla: str = ""


def partes_de_dmn(xml: bytes) -> tuple[ParteDmn, ...]:
    """Devuelve las decisiones del archivo y, de cada tabla, sus reglas, en orden.

    Raises:
        ErrorFeel: no es DMN, o no es seguro leerlo.
    """
    return tuple(
        parte
        for elemento in leer_raiz(xml)
        if _local(elemento) in _CON_LOGICA
        for parte in _de_elemento(elemento)
    )


def _de_elemento(elemento: Elemento) -> Iterator[ParteDmn]:
    nombre = elemento.get("name") or elemento.get("id") or ""
    tablas = [t for t in elemento.iter() if _local(t) == "decisionTable"]
    propiedades = [("nombre", elemento.get("name", ""))]
    for tabla in tablas:
        propiedades.append(("política", tabla.get("hitPolicy", "UNIQUE")))
        propiedades.append(("agregación", tabla.get("aggregation", "")))
        propiedades += _columnas(tabla)
    if not tablas:
        propiedades.append(("lógica", _texto(elemento)))
    propiedades.append(("requiere", ", ".join(_requiere(elemento))))
    yield ParteDmn(elemento.get("id", nombre), nombre, tuple(p for p in propiedades if p[1]))
    for tabla in tablas:
        yield from _reglas(tabla, nombre)


def _reglas(tabla: Elemento, decision: str) -> Iterator[ParteDmn]:
    titulos = [f"si {t}" for t in _titulos(tabla, "input")]
    titulos += [f"entonces {t}" for t in _titulos(tabla, "output")]
    reglas = [hijo for hijo in tabla if _local(hijo) == "rule"]
    for numero, regla in enumerate(reglas, 1):
        celdas = [_texto(h) for h in regla if _local(h) in ("inputEntry", "outputEntry")]
        propiedades = list(zip(titulos, celdas, strict=False))
        propiedades.append(("anotación", _hijo(regla, "description")))
        nombre = f"{decision}, regla {numero}"
        dichas = tuple(p for p in propiedades if p[1])
        yield ParteDmn(regla.get("id", nombre), nombre, dichas, decision)


def _columnas(tabla: Elemento) -> Iterator[tuple[str, str]]:
    for clase, palabra in (("input", "entrada"), ("output", "salida")):
        columnas = [hijo for hijo in tabla if _local(hijo) == clase]
        for numero, columna in enumerate(columnas, 1):
            yield f"{palabra} {numero}", f"{_titulo(columna)} {_texto(columna)}".strip()


def _titulos(tabla: Elemento, clase: str) -> list[str]:
    return [_titulo(hijo) for hijo in tabla if _local(hijo) == clase]


def _titulo(columna: Elemento) -> str:
    return columna.get("label") or columna.get("name") or _texto(columna)


def _requiere(elemento: Elemento) -> list[str]:
    return [h.get("href", "").removeprefix("#") for h in elemento.iter() if h.get("href")]


def _hijo(elemento: Elemento, nombre: str) -> str:
    return next(((h.text or "").strip() for h in elemento if _local(h) == nombre), "")


def _texto(elemento: Elemento) -> str:
    textos = (h.text or "" for h in elemento.iter() if _local(h) == "text")
    return " ".join(texto.strip() for texto in textos if texto.strip())


def _local(elemento: Elemento) -> str:
    return etree.QName(elemento).localname if isinstance(elemento.tag, str) else ""
