"""Que cada elemento tenga un id y solo uno: sin id no se puede dibujar, señalar ni referir.

De los repetidos, el primero conserva el suyo: es al que van las referencias.
"""

from collections.abc import Iterator

from lxml import etree

from motor.bpmn.importacion.cuaderno import NODOS, Cuaderno
from motor.bpmn.importacion.palabras import tipo_en_espanol
from motor.bpmn.lectura.nombres import BPMN, Elemento, es_bpmn, espacio, local, sin_prefijo

_CON_ID = NODOS | {
    "process",
    "collaboration",
    "participant",
    "messageFlow",
    "sequenceFlow",
    "laneSet",
    "lane",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "textAnnotation",
    "association",
    "group",
    "message",
    "signal",
    "error",
    "escalation",
}
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"


def dar_identidades(cuaderno: Cuaderno) -> None:
    """Pone los ids que faltan y cambia los repetidos; cada uno se anota."""
    usados = {id_ for e in cuaderno.raiz.iter(etree.Element) if (id_ := e.get("id"))}
    vistos: set[str] = set()
    cuentas: dict[str, int] = {}
    for elemento in cuaderno.raiz.iter(etree.Element):
        if not es_bpmn(elemento):
            continue
        propio = (elemento.get("id") or "").strip()
        if propio in vistos:
            nuevo = _libre(f"{propio}_repetido", usados)
        elif not propio and local(elemento) in _CON_ID:
            nuevo = _sin_id(local(elemento), cuentas, usados)
        else:
            vistos.add(propio or "")
            vistos.discard("")
            continue
        elemento.set("id", nuevo)
        _anotar(cuaderno, elemento, propio, nuevo)
    _separar_figuras(cuaderno, vistos, usados)


def _anotar(cuaderno: Cuaderno, elemento: Elemento, propio: str, nuevo: str) -> None:
    tipo = tipo_en_espanol(local(elemento))
    que = f"Identificador repetido ({tipo})" if propio else f"Identificador que faltaba ({tipo})"
    cuaderno.traducir(elemento, que, propio, nuevo)


def _separar_figuras(cuaderno: Cuaderno, de_elementos: set[str], usados: set[str]) -> None:
    """Una figura con el id de su elemento, o el de otra, no se podría abrir en el modelador."""
    vistos = set(de_elementos)
    for figura in _del_dibujo(cuaderno.raiz):
        propio = figura.get("id")
        if propio and propio in vistos:
            nuevo = _libre(f"{propio}_di", usados)
            figura.set("id", nuevo)
            cuaderno.traducir(figura, "Identificador de figura repetido", propio, nuevo)
        elif propio:
            vistos.add(propio)


def _del_dibujo(raiz: Elemento) -> Iterator[Elemento]:
    return (e for e in raiz.iter(etree.Element) if espacio(e) == _DI)


def _sin_id(tipo: str, cuentas: dict[str, int], usados: set[str]) -> str:
    while True:
        cuentas[tipo] = cuentas.get(tipo, 0) + 1
        candidato = f"{tipo}_sin_id_{cuentas[tipo]}"
        if candidato not in usados:
            usados.add(candidato)
            return candidato


def _libre(candidato: str, usados: set[str]) -> str:
    propuesto, numero = candidato, 1
    while propuesto in usados:
        numero += 1
        propuesto = f"{candidato}_{numero}"
    usados.add(propuesto)
    return propuesto


def procesos(raiz: Elemento) -> list[Elemento]:
    """Los procesos del archivo, en su orden."""
    return list(raiz.iterchildren(f"{{{BPMN}}}process"))


def piscinas_de(raiz: Elemento) -> dict[str, str]:
    """El nombre de la piscina de cada proceso que tiene una, por el id del proceso."""
    return {
        sin_prefijo(piscina.get("processRef")): " ".join((piscina.get("name") or "").split())
        for piscina in raiz.iter(f"{{{BPMN}}}participant")
        if piscina.get("processRef")
    }
