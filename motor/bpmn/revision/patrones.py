"""Bloqueos y multiplicaciones de fichas que se pueden demostrar mirando el dibujo."""

from motor.bpmn.modelo import Nodo, Proceso, TipoNodo
from motor.bpmn.revision.registro import ContextoRevision, Hallados, consejo, regla_de_proceso

_UNO_SOLO = frozenset({TipoNodo.EXCLUSIVA, TipoNodo.EVENTOS})


@regla_de_proceso
def union_que_no_llega(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una paralela que espera ramas de las que solo una se toma se queda esperando."""
    for union in _uniones(proceso, TipoNodo.PARALELA):
        origen = _bifurcacion_comun(proceso, union)
        if origen is not None and origen.tipo in _UNO_SOLO:
            yield consejo(
                "union_bloqueada",
                union,
                f"Espera todas sus entradas, y «{origen.nombre or origen.id}» toma una sola.",
                "Una las ramas con una compuerta exclusiva.",
            )


@regla_de_proceso
def union_que_multiplica(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una exclusiva que recibe ramas paralelas deja seguir a cada una."""
    for union in _uniones(proceso, TipoNodo.EXCLUSIVA):
        origen = _bifurcacion_comun(proceso, union)
        if origen is not None and origen.tipo is TipoNodo.PARALELA:
            yield consejo(
                "union_multiplica",
                union,
                f"Lo que sigue se hará una vez por cada rama de «{origen.nombre or origen.id}».",
                "Si es una sola vez, una las ramas con una compuerta paralela.",
            )


def _uniones(proceso: Proceso, tipo: TipoNodo) -> list[Nodo]:
    return [n for n in proceso.nodos.values() if n.tipo is tipo and len(n.entran) > 1]


def _bifurcacion_comun(proceso: Proceso, union: Nodo) -> Nodo | None:
    """El nodo del que salen, sin desvíos, todas las ramas que llegan a la unión."""
    origenes = {_remontar(proceso, flujo) for flujo in union.entran}
    if len(origenes) != 1:
        return None
    unico = origenes.pop()
    return proceso.nodos[unico] if unico is not None else None


def _remontar(proceso: Proceso, flujo: str) -> str | None:
    """El primer nodo con varias salidas hacia atrás; None si antes hay otra cosa que un paso."""
    vistos: set[str] = set()
    nodo = proceso.nodos[proceso.flujos[flujo].origen]
    while len(nodo.salen) == 1 and len(nodo.entran) == 1 and nodo.id not in vistos:
        vistos.add(nodo.id)
        nodo = proceso.nodos[proceso.flujos[nodo.entran[0]].origen]
    return nodo.id if len(nodo.salen) > 1 else None
