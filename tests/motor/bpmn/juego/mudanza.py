"""Versiones nuevas hechas de las viejas, y pasar una mesa de una a otra como lo haría la base."""

import json
from dataclasses import replace
from typing import Any

from motor.bpmn.compilacion import compilar
from motor.bpmn.migracion import Migracion, Versiones, migrar
from motor.bpmn.modelo import Flujo, Nodo, Proceso
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import usuario


def mudar(mesa: Mesa, proceso: Proceso, mapa: Any = None) -> Migracion:
    """Lleva la mesa a otra versión; lo abierto pasa a sus elementos nuevos."""
    nueva = compilar(proceso)
    estado = json.loads(json.dumps(mesa.estado))
    hecha = migrar(Versiones(mesa.compilado, nueva, mapa or {}), estado, mesa.memoria, mesa.feel)
    assert estado == json.loads(json.dumps(mesa.estado)), "migrar cambió el estado que recibió"
    for cerrada in hecha.cerradas:
        mesa.abiertas.pop(cerrada.ficha, None) or mesa.incidentes.pop(cerrada.ficha)
    mesa.compilado = nueva
    mesa.abiertas = {
        n: replace(a, elemento=hecha.elementos.get(n, a.elemento), ambito=hecha.ambitos.get(n, 0))
        for n, a in mesa.abiertas.items()
    }
    mesa._aplicar(hecha.avance)
    mesa._comprobar()
    return hecha


def renombrar(proceso: Proceso) -> tuple[Proceso, dict[str, str]]:
    """La misma versión con otros ids en todo, y el mapa."""
    mapa = {n: f"{n}.v2" for n in proceso.nodos}

    def uno(n: Nodo) -> Nodo:
        return replace(
            n,
            id=mapa[n.id],
            padre=mapa.get(n.padre) if n.padre else None,
            adjunto_a=mapa.get(n.adjunto_a) if n.adjunto_a else None,
            predeterminado=f"{n.predeterminado}.v2" if n.predeterminado else None,
            entran=tuple(f"{f}.v2" for f in n.entran),
            salen=tuple(f"{f}.v2" for f in n.salen),
            extensiones={c: mapa.get(v, v) for c, v in n.extensiones.items()},
            evento=_renombrado(n, mapa),
        )

    flujos = {
        f"{f.id}.v2": replace(f, id=f"{f.id}.v2", origen=mapa[f.origen], destino=mapa[f.destino])
        for f in proceso.flujos.values()
    }
    nodos = {mapa[n.id]: uno(n) for n in proceso.nodos.values()}
    return replace(proceso, nodos=nodos, flujos=flujos), mapa


def _renombrado(n: Nodo, mapa: dict[str, str]) -> Any:
    if n.evento.tipo == "compensate" and n.evento.nombre in mapa:
        return replace(n.evento, nombre=mapa[n.evento.nombre])
    return n.evento


def intercalar(proceso: Proceso, flujo_id: str, nodo: Nodo | None = None) -> Proceso:
    """Una versión con un paso más en ese flujo, que así se parte en dos de otro id."""
    viejo, nuevo = proceso.flujos[flujo_id], f"nueva.{flujo_id}"
    primero = Flujo(f"{flujo_id}.1", "", viejo.origen, nuevo, 1, viejo.condicion)
    segundo = Flujo(f"{flujo_id}.2", "", nuevo, viejo.destino, 1)
    nodos = dict(proceso.nodos)
    origen = nodos[viejo.origen]
    defecto = primero.id if origen.predeterminado == flujo_id else origen.predeterminado
    salen = tuple(primero.id if f == flujo_id else f for f in origen.salen)
    nodos[viejo.origen] = replace(origen, salen=salen, predeterminado=defecto)
    destino = nodos[viejo.destino]
    entran = tuple(segundo.id if f == flujo_id else f for f in destino.entran)
    nodos[viejo.destino] = replace(destino, entran=entran)
    base = nodo or usuario()
    nodos[nuevo] = replace(
        base, id=nuevo, padre=origen.padre, entran=(primero.id,), salen=(segundo.id,)
    )
    flujos = {f: d for f, d in proceso.flujos.items() if f != flujo_id}
    return replace(proceso, nodos=nodos, flujos=flujos | {primero.id: primero, segundo.id: segundo})
