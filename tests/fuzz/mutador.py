"""Cambiar un XML sin dejar de serlo: así el azar llega al lector y no se queda en la puerta."""

import random
from collections.abc import Callable
from copy import deepcopy

import atheris
from lxml import etree

_LECTOR = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_RAROS = (
    "",
    "0",
    "-1",
    "1e999",
    "true",
    "=",
    "= 1 +",
    "${a.b}",
    "#{x}",
    "P1D",
    "R/PT0S",
    "ñ " * 40,
)
AL_AZAR = 0.15  # de las veces, los bytes de libFuzzer tal cual
Operacion = Callable[[random.Random, list[etree._Element]], None]


def mutar(datos: bytes, largo: int, semilla: int) -> bytes:
    """Devuelve otro XML a uno o varios cambios del dado; si no lo es, otros bytes."""
    azar = random.Random(semilla)  # noqa: S311  azar de prueba
    try:
        raiz = etree.fromstring(datos, _LECTOR)
    except (etree.XMLSyntaxError, ValueError):
        return bytes(atheris.Mutate(datos, largo))
    if azar.random() < AL_AZAR:
        return bytes(atheris.Mutate(datos, largo))
    for _ in range(azar.randint(1, 4)):
        nodos = [n for n in raiz.iter() if isinstance(n.tag, str)]
        azar.choice(OPERACIONES)(azar, nodos)
    nuevo = etree.tostring(raiz)
    return nuevo if len(nuevo) <= largo else datos


def _quitar(azar: random.Random, nodos: list[etree._Element]) -> None:
    nodo = azar.choice(nodos)
    if (padre := nodo.getparent()) is not None:
        padre.remove(nodo)


def _repetir(azar: random.Random, nodos: list[etree._Element]) -> None:
    nodo = azar.choice(nodos)
    if nodo.getparent() is not None:
        azar.choice(nodos).append(deepcopy(nodo))


def _renombrar(azar: random.Random, nodos: list[etree._Element]) -> None:
    uno, otro = azar.choice(nodos), azar.choice(nodos)
    uno.tag = otro.tag


def _atributo(azar: random.Random, nodos: list[etree._Element]) -> None:
    """Un atributo toma el valor de otro cualquiera, uno raro, o se va."""
    con = [n for n in nodos if n.attrib]
    if not con:
        return
    uno, otro = azar.choice(con), azar.choice(con)
    nombre = azar.choice(list(uno.attrib))
    caso = azar.randrange(4)
    if caso == 0:
        del uno.attrib[nombre]
    elif caso == 1:
        uno.set(nombre, azar.choice(_RAROS))
    elif caso == 2:
        uno.set(nombre, azar.choice(list(otro.attrib.values())))
    else:
        ajeno = azar.choice(list(otro.attrib))
        uno.set(ajeno, otro.attrib[ajeno])


def _texto(azar: random.Random, nodos: list[etree._Element]) -> None:
    uno, otro = azar.choice(nodos), azar.choice(nodos)
    uno.text = azar.choice([otro.text, *_RAROS])


OPERACIONES: tuple[Operacion, ...] = (_quitar, _repetir, _renombrar, _atributo, _atributo, _texto)
