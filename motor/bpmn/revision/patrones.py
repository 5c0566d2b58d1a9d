"""Compuertas que no casan: uniones que se quedan esperando y uniones que repiten lo que sigue."""

from motor.bpmn.modelo import COMPUERTAS, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.palabras import llamar
from motor.bpmn.revision.alcance import alcanzados
from motor.bpmn.revision.recorridos import recorrer
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    arreglar,
    consejo,
    regla_de_proceso,
)

_UNO_SOLO = frozenset({TipoNodo.EXCLUSIVA, TipoNodo.EVENTOS})
_NO_HACEN = COMPUERTAS | {TipoNodo.FIN, TipoNodo.INICIO}


@regla_de_proceso
def compuertas_que_casan(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Ninguna unión espera lo que puede no llegar, ni deja pasar dos veces lo mismo."""
    for padre in proceso.por_padre:
        recorrido = recorrer(proceso, padre)
        for id_ in sorted(recorrido.bloqueadas):
            yield from _bloqueada(proceso, proceso.nodos[id_])
        for id_, flujos in sorted(recorrido.repetidas.items()):
            if _algo_se_repite(proceso, id_):
                yield from _repetida(proceso, proceso.nodos[id_], flujos)


def _bloqueada(proceso: Proceso, union: Nodo) -> Hallados:
    origen = _bifurcacion_comun(proceso, union)
    if origen is not None and origen.tipo in _UNO_SOLO:
        yield consejo(
            "union_bloqueada",
            union,
            f"Espera todas sus entradas, y «{llamar(origen)}» toma una sola.",
            "Una las ramas con una compuerta exclusiva.",
            arreglar("cambiar_compuerta", nodo=union.id, a="exclusiva"),
        )
    else:
        yield consejo(
            "union_bloqueada",
            union,
            "Espera todas sus entradas, y por algún camino no llegan todas: el expediente queda "
            "detenido aquí.",
            "Una con una exclusiva las ramas de las que solo una se toma, antes de llegar aquí.",
        )


def _repetida(proceso: Proceso, union: Nodo, flujos: frozenset[str]) -> Hallados:
    origen = _bifurcacion_comun(proceso, union)
    if union.tipo is TipoNodo.EXCLUSIVA and origen and origen.tipo is TipoNodo.PARALELA:
        yield consejo(
            "union_multiplica",
            union,
            f"Lo que sigue se hará una vez por cada rama de «{llamar(origen)}».",
            "Si es una sola vez, una las ramas con una compuerta paralela.",
            arreglar("cambiar_compuerta", nodo=union.id, a="paralela"),
        )
        return
    nodos = (proceso.nodos[proceso.flujos[flujo].origen] for flujo in sorted(flujos))
    ramas = " y por ".join(f"«{llamar(nodo)}»" for nodo in nodos)
    yield consejo(
        "union_multiplica",
        union,
        f"Puede llegarse a la vez por {ramas}: lo que sigue se haría una vez por cada uno.",
        "Si es una sola vez, una antes esas ramas con una compuerta paralela o inclusiva.",
    )


def _algo_se_repite(proceso: Proceso, desde: str) -> bool:
    """Si de ahí en adelante hay algo que hacer: repetir un final no se nota."""
    siguientes = {
        n.id: [proceso.flujos[f].destino for f in n.salen] for n in proceso.nodos.values()
    }
    nodos = (proceso.nodos[id_] for id_ in alcanzados([desde], siguientes))
    return any(n.tipo not in _NO_HACEN or n.evento.tipo is not TipoEvento.NINGUNO for n in nodos)


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
