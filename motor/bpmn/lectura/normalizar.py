"""Lo dibujado, dicho como el jugador lo mueve sin error.

Hoy: cada par de eventos de enlace se vuelve un flujo. El que lanza y el que captura quedan como
eventos intermedios de paso (sin evento), unidos por el flujo `enlace_<id del que lanza>`.
"""

from dataclasses import replace

from motor.bpmn.modelo import SIN_EVENTO, Flujo, Nodo, Proceso, TipoEvento, TipoNodo


def normalizar(proceso: Proceso) -> Proceso:
    """El proceso sin enlaces que resolver; los que no casan quedan y `revisar` los niega."""
    nodos, flujos = dict(proceso.nodos), dict(proceso.flujos)
    capturas = _capturas(proceso)
    for lanza in proceso.nodos.values():
        if lanza.tipo is not TipoNodo.LANZAMIENTO or lanza.evento.tipo is not TipoEvento.ENLACE:
            continue
        candidatas = capturas.get((lanza.padre, lanza.evento.nombre), [])
        if len(candidatas) == 1 and not lanza.salen:
            _unir(nodos, flujos, lanza.id, candidatas[0].id)
    if len(flujos) == len(proceso.flujos):
        return proceso
    return replace(proceso, nodos=nodos, flujos=flujos)


def _capturas(proceso: Proceso) -> dict[tuple[str | None, str], list[Nodo]]:
    capturas: dict[tuple[str | None, str], list[Nodo]] = {}
    for nodo in proceso.nodos.values():
        if nodo.tipo is TipoNodo.CAPTURA and nodo.evento.tipo is TipoEvento.ENLACE:
            capturas.setdefault((nodo.padre, nodo.evento.nombre), []).append(nodo)
    return {clave: nodos for clave, nodos in capturas.items() if not any(n.entran for n in nodos)}


def _unir(nodos: dict[str, Nodo], flujos: dict[str, Flujo], lanza: str, captura: str) -> None:
    flujo = Flujo(_libre(flujos, f"enlace_{lanza}"), "", lanza, captura, nodos[lanza].linea)
    flujos[flujo.id] = flujo
    nodos[lanza] = replace(nodos[lanza], evento=SIN_EVENTO, salen=(flujo.id,))
    nodos[captura] = replace(
        nodos[captura],
        tipo=TipoNodo.LANZAMIENTO,
        evento=SIN_EVENTO,
        entran=(*nodos[captura].entran, flujo.id),
    )


def _libre(flujos: dict[str, Flujo], candidato: str) -> str:
    while candidato in flujos:
        candidato += "_"
    return candidato
