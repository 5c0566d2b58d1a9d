"""A dónde se llega: flujos que cruzan niveles, nodos sueltos y caminos sin final."""

from collections.abc import Iterable, Mapping

from motor.bpmn.modelo import Nodo, Proceso, TipoNodo
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    arreglar,
    consejo,
    falla,
    regla_de_proceso,
)

_EMPIEZAN_SOLOS = frozenset({TipoNodo.INICIO, TipoNodo.LIMITE, TipoNodo.SUBPROCESO_EVENTO})


@regla_de_proceso
def flujos_de_un_solo_nivel(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un flujo de secuencia no entra ni sale de un subproceso."""
    for flujo in proceso.flujos.values():
        if proceso.nodos[flujo.origen].padre != proceso.nodos[flujo.destino].padre:
            yield falla(
                "flujo_cruza_subproceso",
                flujo,
                f"Va de «{flujo.origen}» a «{flujo.destino}» cruzando el borde de un subproceso.",
                "Termine el subproceso en su evento final y siga desde el borde.",
            )


@regla_de_proceso
def nodos_alcanzables(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Todo lo dibujado puede llegar a ocurrir."""
    vistos = alcanzados(
        (nodo.id for nodo in proceso.nodos.values() if _empieza_solo(nodo)), _siguientes(proceso)
    )
    for nodo in proceso.nodos.values():
        if nodo.id in vistos or _sin_flujos(proceso, nodo):
            continue
        if not nodo.entran:
            yield consejo(
                "nodo_suelto",
                nodo,
                "No le llega ningún flujo: nunca ocurriría.",
                "Conéctelo o bórrelo.",
            )
        else:
            yield consejo(
                "nodo_inalcanzable",
                nodo,
                "Ningún camino desde un inicio llega hasta aquí.",
                "Revise los flujos que deberían traer hasta él.",
            )


@regla_de_proceso
def caminos_con_final(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Desde cada nodo se puede terminar (un nodo sin salida también termina)."""
    previos: dict[str, list[str]] = {}
    siguientes = _siguientes(proceso)
    for origen, destinos in siguientes.items():
        for destino in destinos:
            previos.setdefault(destino, []).append(origen)
    finales = (nodo.id for nodo in proceso.nodos.values() if not nodo.salen)
    terminan = alcanzados(finales, previos)
    for nodo in proceso.nodos.values():
        if nodo.id not in terminan:
            yield consejo(
                "sin_final",
                nodo,
                "Desde aquí no se llega a ningún final: el expediente no podría cerrarse.",
                "Dé una salida a la vuelta.",
            )


@regla_de_proceso
def flujos_sin_repetir(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Dos flujos iguales de un nodo a otro dejan dos fichas, o dicen dos veces lo mismo."""
    vistos: set[tuple[str, str, str | None]] = set()
    for flujo in proceso.flujos.values():
        clave = (flujo.origen, flujo.destino, flujo.condicion)
        if clave in vistos and proceso.nodos[flujo.origen].predeterminado != flujo.id:
            yield consejo(
                "flujo_repetido",
                flujo,
                f"Ya hay otro flujo igual de «{flujo.origen}» a «{flujo.destino}».",
                "Deje uno solo.",
                arreglar("quitar_repetido", flujo=flujo.id),
            )
        vistos.add(clave)


def alcanzados(desde: Iterable[str], vecinos: Mapping[str, Iterable[str]]) -> set[str]:
    """Los ids a los que se llega desde los dados, ellos incluidos; sin recursión."""
    pendientes = list(desde)
    vistos = set(pendientes)
    while pendientes:
        for vecino in vecinos.get(pendientes.pop(), ()):
            if vecino not in vistos:
                vistos.add(vecino)
                pendientes.append(vecino)
    return vistos


def _siguientes(proceso: Proceso) -> dict[str, list[str]]:
    """A quién lleva cada nodo: sus flujos y, de una actividad, sus eventos de límite."""
    siguientes: dict[str, list[str]] = {}
    for flujo in proceso.flujos.values():
        siguientes.setdefault(flujo.origen, []).append(flujo.destino)
    for nodo in proceso.nodos.values():
        if nodo.adjunto_a is not None:
            siguientes.setdefault(nodo.adjunto_a, []).append(nodo.id)
    return siguientes


def _empieza_solo(nodo: Nodo) -> bool:
    return nodo.tipo in _EMPIEZAN_SOLOS - {TipoNodo.LIMITE}


def _sin_flujos(proceso: Proceso, nodo: Nodo) -> bool:
    """Lo de compensación y lo de un subproceso ad hoc ocurre sin que le lleguen flujos."""
    if nodo.extensiones.get("isForCompensation") in {"true", "1"}:
        return True
    return nodo.padre is not None and proceso.nodos[nodo.padre].tipo is TipoNodo.AD_HOC
