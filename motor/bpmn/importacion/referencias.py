"""Ids y referencias como el modelador los entiende: legales, y sin prefijo al referirlos.

BPMN deja escribir una referencia como nombre calificado (`tns:tarea_1`), y algún programa escribe
ids con espacios. El modelador de bpmn.io no une lo primero y borra lo segundo.
"""

import re
from collections.abc import Iterator

from lxml import etree

from motor.bpmn.importacion.cuaderno import Cuaderno, guardar_original
from motor.bpmn.importacion.palabras import tipo_en_espanol
from motor.bpmn.lectura.nombres import BPMN, Elemento, es_bpmn, espacio, local

_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_LEGAL = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ATRIBUTOS = frozenset({"default", "bpmnElement", "calledElement"})
_TEXTOS = frozenset({"incoming", "outgoing", "source", "target"})


def ordenar_referencias(cuaderno: Cuaderno) -> None:
    """Cambia los ids que no son legales y quita el prefijo a las referencias que lo llevan."""
    nuevos = _legalizar(cuaderno)
    ids = {id_ for e in cuaderno.raiz.iter(etree.Element) if (id_ := e.get("id"))}
    con_prefijo = 0
    for elemento in cuaderno.raiz.iter(etree.Element):
        if espacio(elemento) not in (BPMN, _DI):
            continue
        for atributo, valor in _referencias(elemento):
            hallado = _hallar(valor, ids, nuevos)
            if hallado == valor:
                continue
            con_prefijo += valor not in nuevos
            if atributo:
                elemento.set(atributo, hallado)
            else:
                elemento.text = hallado
    if con_prefijo:
        que = f"Referencias escritas con prefijo ({con_prefijo})"
        cuaderno.traducir(cuaderno.raiz, que, "prefijo:id", "id")


def _legalizar(cuaderno: Cuaderno) -> dict[str, str]:
    usados = {id_ for e in cuaderno.raiz.iter(etree.Element) if (id_ := e.get("id"))}
    nuevos: dict[str, str] = {}
    for elemento in list(cuaderno.raiz.iter(etree.Element)):
        propio = elemento.get("id")
        if not propio or espacio(elemento) not in (BPMN, _DI) or _LEGAL.fullmatch(propio):
            continue
        nuevo = _libre(re.sub(r"[^\w.-]", "_", propio, flags=re.ASCII), usados)
        elemento.set("id", nuevo)
        nuevos[propio] = nuevo
        if es_bpmn(elemento):
            guardar_original(elemento, "id", propio)
        que = f"Identificador con letras que no se admiten ({tipo_en_espanol(local(elemento))})"
        cuaderno.traducir(elemento, que, propio, nuevo)
    return nuevos


def _libre(candidato: str, usados: set[str]) -> str:
    legal = candidato if _LEGAL.fullmatch(candidato) else f"_{candidato}"
    propuesto, numero = legal, 1
    while propuesto in usados:
        numero += 1
        propuesto = f"{legal}_{numero}"
    usados.add(propuesto)
    return propuesto


def _referencias(elemento: Elemento) -> Iterator[tuple[str, str]]:
    """Lo que el elemento refiere: en qué atributo ('' = su texto) y a qué."""
    for crudo, valor in list(elemento.attrib.items()):
        nombre = str(crudo)
        if nombre in _ATRIBUTOS or nombre.endswith("Ref"):
            yield nombre, str(valor).strip()
    nombre = local(elemento)
    if (nombre in _TEXTOS or nombre.endswith(("Ref", "Refs"))) and not len(elemento):
        yield "", (elemento.text or "").strip()


def _hallar(valor: str, ids: set[str], nuevos: dict[str, str]) -> str:
    """El id de lo que nombra la referencia; ella misma si no se sabe."""
    if valor in ids or not valor:
        return valor
    if valor in nuevos:
        return nuevos[valor]
    sin_prefijo = valor.rpartition(":")[2]
    return nuevos.get(sin_prefijo, sin_prefijo if sin_prefijo in ids else valor)
