"""Los casos abiertos en que hoy nadie tiene una tarea: qué esperan y desde cuándo.

Un caso así no está en la bandeja de nadie: si el tablero no lo contara, se olvidaría.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import Tarea, esta_abierta
from motor.bpmn.modelo import TipoNodo
from motor.consultas.seguimiento_demoras import Alcance, condiciones
from motor.reglas.versiones import CacheVersiones

AL_SISTEMA = "Espera al sistema o a un proceso que llamó"
_EN_SU_PASO = frozenset({TipoNodo.CAPTURA, TipoNodo.RECEPCION})


@dataclass(frozen=True)
class CasoAbierto:
    """Un expediente con una instancia activa del proceso; `desde`, cuándo empezó esa instancia."""

    expediente_id: int
    proceso: str
    proceso_nombre: str
    desde: datetime


@dataclass(frozen=True)
class CasoEnEspera:
    """Un expediente sin tareas: el paso en que espera, qué clase de cosa y desde cuándo."""

    expediente_id: int
    proceso_nombre: str
    que: str
    clase: str
    desde: datetime


def leer_casos(sesion: Session, alcance: Alcance) -> tuple[CasoAbierto, ...]:
    """Devuelve los casos abiertos, tengan o no tareas; ninguno si se mira una sola unidad."""
    return tuple(CasoAbierto(*fila) for fila in _casos(sesion, alcance, ()))


def leer_en_espera(
    sesion: Session, versiones: CacheVersiones, alcance: Alcance
) -> tuple[CasoEnEspera, ...]:
    """Devuelve los casos en que nadie de la institución (o nadie, si se miran todas) tiene tareas.

    Si espera un mensaje y además un plazo, se dice el mensaje.
    """
    sin_tareas = (_sin_tareas(alcance),)
    casos = [CasoAbierto(*fila) for fila in _casos(sesion, alcance, sin_tareas)]
    if not casos:
        return ()
    pasos: dict[int, tuple[str, str, datetime]] = {}
    for expediente_id, que, clase, desde in _pasos(sesion, versiones, alcance):
        pasos.setdefault(expediente_id, (que, clase, desde))
    vistos: dict[int, CasoEnEspera] = {}
    for caso in casos:
        que, clase, desde = pasos.get(caso.expediente_id, (AL_SISTEMA, "", caso.desde))
        en_espera = CasoEnEspera(caso.expediente_id, caso.proceso_nombre, que, clase, desde)
        vistos.setdefault(caso.expediente_id, en_espera)
    return tuple(vistos.values())


def _casos(sesion: Session, alcance: Alcance, ademas: tuple[ColumnElement[bool], ...]) -> Any:
    if alcance.unidad:
        return ()
    return sesion.execute(
        select(Instancia.expediente_id, Proceso.clave, Proceso.nombre, Instancia.iniciada_el)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Instancia.estado == EstadoInstancia.ACTIVA, *condiciones(alcance), *ademas)
        .order_by(Instancia.id)
    ).all()


def _sin_tareas(alcance: Alcance) -> ColumnElement[bool]:
    otra = aliased(Instancia)
    suyas = [otra.institucion_id == alcance.institucion_id] if alcance.institucion_id else []
    con_tarea = exists().where(
        Tarea.expediente_id == Instancia.expediente_id,
        esta_abierta(),
        otra.id == Tarea.instancia_id,
        *suyas,
    )
    return ~con_tarea.correlate(Instancia)


def _pasos(
    sesion: Session, versiones: CacheVersiones, alcance: Alcance
) -> Iterator[tuple[int, str, str, datetime]]:
    """El expediente, el paso, la clase de espera y desde cuándo: primero los mensajes."""
    for tabla, clase, consulta in (
        (Espera, "mensaje", _de_mensajes()),
        (Plazo, "plazo", _de_plazos()),
    ):
        filas = sesion.execute(
            consulta.join(Instancia, Instancia.id == tabla.instancia_id)
            .join(Version, Version.id == Instancia.version_id)
            .join(Proceso, Proceso.id == Version.proceso_id)
            .where(
                Instancia.estado == EstadoInstancia.ACTIVA,
                *condiciones(alcance),
                _sin_tareas(alcance),
            )
            .order_by(tabla.id)
        )
        for expediente_id, elemento, desde, version_id, proceso in filas:
            nodo = versiones.obtener(sesion, version_id).proceso(proceso).nodos.get(elemento)
            if nodo is not None and nodo.tipo in _EN_SU_PASO:
                yield expediente_id, nodo.nombre or elemento, clase, desde


def _de_mensajes() -> Any:
    return select(
        Espera.expediente_id,
        Espera.elemento,
        Espera.abierta_el,
        Instancia.version_id,
        Instancia.proceso,
    )


def _de_plazos() -> Any:
    return select(
        Plazo.expediente_id,
        Plazo.elemento,
        Plazo.desde_el,
        Instancia.version_id,
        Instancia.proceso,
    ).where(Plazo.clase == ClasePlazo.TEMPORIZADOR, Plazo.estado == EstadoPlazo.ABIERTO)
