"""Qué de un proceso se puede compensar y con qué (BPMN 2.0.2, 10.7 y 13.5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from motor.bpmn.modelo import CONTENEDORES, Nodo, Proceso, TipoEvento, TipoNodo

COMPENSA = "compensa"  # extensión de un límite de compensación: el id de su manejador


@dataclass(frozen=True)
class Compensables:
    """`manejadores` y `subprocesos` dan, por actividad, quien la compensa; `todas`, sus ids."""

    manejadores: Mapping[str, str]
    subprocesos: Mapping[str, str]
    todas: frozenset[str]


def es_para_compensar(nodo: Nodo) -> bool:
    """Si solo ocurre para compensar a otra: no le llegan flujos y nadie la empieza sola."""
    return nodo.extensiones.get("isForCompensation") in ("true", "1")


def es_de_compensacion(proceso: Proceso, nodo: Nodo) -> bool:
    """Si es un subproceso de evento que empieza al compensarse el que lo contiene."""
    return nodo.tipo is TipoNodo.SUBPROCESO_EVENTO and any(
        n.tipo is TipoNodo.INICIO and n.evento.tipo is TipoEvento.COMPENSACION
        for n in proceso.por_padre.get(nodo.id, ())
    )


def compensables(proceso: Proceso) -> Compensables:
    """Las actividades con manejador, y los contenedores que tienen alguna dentro."""
    nodos = proceso.nodos
    manejadores = {
        n.adjunto_a: n.extensiones[COMPENSA]
        for n in nodos.values()
        if n.adjunto_a and COMPENSA in n.extensiones
    }
    subprocesos = {
        n.padre: n.id for n in nodos.values() if n.padre and es_de_compensacion(proceso, n)
    }
    todas = {*manejadores, *subprocesos}
    for id_ in list(todas):
        padre = nodos[id_].padre
        while padre is not None and padre not in todas and nodos[padre].tipo in CONTENEDORES:
            todas.add(padre)
            padre = nodos[padre].padre
    ajenas = {n.id for n in nodos.values() if es_de_compensacion(proceso, n)}
    return Compensables(manejadores, subprocesos, frozenset(todas - ajenas))
