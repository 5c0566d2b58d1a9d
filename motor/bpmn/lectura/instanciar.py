"""Tareas de recepción y compuertas de eventos que crean instancias, dichas como inicios.

Una tarea de recepción con `instantiate` y sin entradas es un inicio de mensaje. Tras una compuerta
de eventos exclusiva que instancia, cada espera es un inicio, y la compuerta no añade nada más
(BPMN 2.0.2, 10.3.3.3 y 10.6.6). Lo que no tiene esa forma queda como está y `revisar` lo niega.
"""

from collections.abc import Mapping
from dataclasses import replace

from motor.bpmn.modelo import Flujo, Nodo, Proceso, TipoEvento, TipoNodo

_EMPIEZAN = frozenset({TipoEvento.MENSAJE, TipoEvento.SENAL})


def con_inicios(proceso: Proceso) -> Proceso:
    """El proceso con un evento de inicio por cada forma de empezarlo que no lo era."""
    nodos, flujos = dict(proceso.nodos), dict(proceso.flujos)
    con_limites = {nodo.adjunto_a for nodo in proceso.nodos.values()}
    for nodo in proceso.nodos.values():
        if not _instancia(nodo) or nodo.entran or nodo.padre is not None:
            continue
        if nodo.tipo is TipoNodo.RECEPCION and _puede_ser_inicio(nodo, con_limites):
            nodos[nodo.id] = _como_inicio(nodo)
        elif nodo.tipo is TipoNodo.EVENTOS and "eventGatewayType" not in _dichos(nodo):
            _repartir(nodo, nodos, flujos, con_limites)
    return replace(proceso, nodos=nodos, flujos=flujos) if nodos != proceso.nodos else proceso


def _repartir(
    compuerta: Nodo,
    nodos: dict[str, Nodo],
    flujos: dict[str, Flujo],
    con_limites: set[str | None],
) -> None:
    destinos = [nodos[flujos[f].destino] for f in compuerta.salen]
    solas = all(d.entran == (f,) for d, f in zip(destinos, compuerta.salen, strict=True))
    if not (destinos and solas and all(_puede_ser_inicio(d, con_limites) for d in destinos)):
        return
    del nodos[compuerta.id]
    for flujo in compuerta.salen:
        del flujos[flujo]
    for destino in destinos:
        nodos[destino.id] = replace(_como_inicio(destino), entran=())


def _puede_ser_inicio(nodo: Nodo, con_limites: set[str | None]) -> bool:
    recibe = nodo.tipo in (TipoNodo.RECEPCION, TipoNodo.CAPTURA)
    simple = not (nodo.repeticion or nodo.entradas or nodo.locales or nodo.eventos)
    return recibe and simple and nodo.evento.tipo in _EMPIEZAN and nodo.id not in con_limites


def _como_inicio(nodo: Nodo) -> Nodo:
    return replace(nodo, tipo=TipoNodo.INICIO, extensiones=_sin_instanciar(nodo.extensiones))


def _sin_instanciar(extensiones: Mapping[str, str]) -> dict[str, str]:
    return {clave: valor for clave, valor in extensiones.items() if clave != "instantiate"}


def _instancia(nodo: Nodo) -> bool:
    return nodo.extensiones.get("instantiate") in {"true", "1"}


def _dichos(nodo: Nodo) -> set[str]:
    """Los atributos cuyo valor no es el de omisión."""
    return {c for c, v in nodo.extensiones.items() if v not in {"Exclusive", "false"}}
