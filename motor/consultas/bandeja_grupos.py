"""La bandeja agrupada: de cada grupo, sus primeras tareas y cuántas tiene."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from motor.consultas.bandeja import Renglon, leer_renglones
from motor.consultas.bandeja_filtros import Filtros, Vence
from motor.consultas.bandeja_flujos import Pedido, ids_de_pagina
from motor.consultas.bandeja_opciones import listar_procesos
from motor.consultas.semaforo import cargar_semaforos

POR_GRUPO = 10
TOPE_DE_GRUPO = 100  # más allá no se cuenta: «más de 99»
_VENCE = {
    Vence.VENCIDAS: "Vencidas",
    Vence.HOY: "Vencen hoy",
    Vence.SEMANA: "Vencen esta semana",
    Vence.DESPUES: "Vencen después",
    Vence.SIN: "Sin plazo",
}


class Agrupar(StrEnum):
    """Por qué se agrupa."""

    PROCESO = "proceso"
    UNIDAD = "unidad"
    VENCE = "vence"


@dataclass(frozen=True)
class Grupo:
    """Un grupo con sus primeras tareas; `campo` y `valor` son el filtro que muestra las demás."""

    titulo: str
    campo: str
    valor: str
    cuantas: int
    renglones: tuple[Renglon, ...]


def listar_grupos(sesion: Session, pedido: Pedido, por: Agrupar) -> tuple[Grupo, ...]:
    """Devuelve los grupos que tienen algo. Una consulta por grupo y tres más."""
    hallados: list[tuple[str, str, int, list[int]]] = []
    for titulo, valor, filtros in _posibles(sesion, pedido, por):
        suyo = replace(pedido, filtros=filtros)
        ids = [fila[-1] for fila in ids_de_pagina(sesion, suyo, None, TOPE_DE_GRUPO)]
        if ids:
            hallados.append((titulo, valor, len(ids), ids[:POR_GRUPO]))
    todos = [id_ for _, _, _, ids in hallados for id_ in ids]
    semaforos = cargar_semaforos(sesion, pedido.ahora)
    renglones = {r.tarea_id: r for r in leer_renglones(sesion, todos, pedido.alcance, semaforos)}
    return tuple(
        Grupo(titulo, por.value, valor, cuantas, tuple(renglones[i] for i in ids if i in renglones))
        for titulo, valor, cuantas, ids in hallados
    )


def _posibles(sesion: Session, pedido: Pedido, por: Agrupar) -> Iterator[tuple[str, str, Filtros]]:
    """De cada grupo posible: su título, su valor en la dirección y los filtros que lo recortan."""
    ya_filtrado = getattr(pedido.filtros, por.value)
    for titulo, valor in _titulos(sesion, pedido, por):
        if not ya_filtrado or ya_filtrado == valor:
            cual: dict[str, Any] = {por.value: Vence(valor) if por is Agrupar.VENCE else valor}
            yield titulo, valor, replace(pedido.filtros, **cual)


def _titulos(sesion: Session, pedido: Pedido, por: Agrupar) -> list[tuple[str, str]]:
    if por is Agrupar.VENCE:
        return [(titulo, vence.value) for vence, titulo in _VENCE.items()]
    if por is Agrupar.PROCESO:
        return [(opcion.etiqueta, opcion.valor) for opcion in listar_procesos(sesion)]
    siglas = dict.fromkeys(puesto.unidad_sigla for puesto in pedido.alcance.puestos)
    return [(sigla, sigla) for sigla in siglas]
