"""Los renglones de una lista de expedientes: en qué etapa está cada uno y quién lo tiene."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Institucion, Persona, Unidad
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.semaforo import SIN_PLAZO, Semaforo, Semaforos

ETAPAS_MAXIMAS = 40  # de un expediente, en una lista


@dataclass(frozen=True)
class Etapa:
    """Un paso abierto de un expediente: qué es y quién lo tiene desde cuándo.

    De otra institución solo se dice cuál es: `nombre` y `tiene` van vacíos y `unidad` es su sigla.
    """

    nombre: str
    unidad: str
    tiene: str
    desde: datetime
    semaforo: Semaforo


@dataclass(frozen=True)
class RenglonExpediente:
    """Un expediente de una lista; `desde` es desde cuándo espero, o desde cuándo lo sigo."""

    expediente_id: int
    hr: str
    asunto: str
    proceso: str
    estado: str
    final: str
    confidencial: bool
    iniciado_el: datetime
    cerrado_el: datetime | None
    etapas: tuple[Etapa, ...]
    desde: datetime | None = None


@dataclass(frozen=True)
class PaginaExpedientes:
    """Una página de expedientes y la clave con que se pide la siguiente ('' = no hay más)."""

    renglones: tuple[RenglonExpediente, ...]
    siguiente: str


def leer_expedientes(
    sesion: Session,
    ids: Sequence[int],
    instituciones: frozenset[int] | None,
    semaforos: Semaforos,
    desde: dict[int, datetime] | None = None,
) -> tuple[RenglonExpediente, ...]:
    """Devuelve los renglones de esos expedientes, en ese orden. Dos consultas.

    Args:
        sesion: de lectura.
        ids: los de la página, ya filtrados por lo que puede ver quien mira.
        instituciones: ids de las de quien mira: de las demás no se dicen los pasos; None = todas.
        semaforos: los de la página.
        desde: de cada expediente, desde cuándo se lo espera o se lo sigue.
    """
    if not ids:
        return ()
    etapas = _etapas(sesion, ids, instituciones, semaforos)
    filas = sesion.execute(
        select(Expediente, Proceso.nombre)
        .outerjoin(Proceso, Proceso.id == Expediente.proceso_id)
        .where(Expediente.id.in_(ids))
    )
    por_id = {
        e.id: RenglonExpediente(
            e.id,
            e.hr,
            e.asunto,
            proceso or "",
            e.estado.value,
            e.final or "",
            e.confidencial,
            e.iniciado_el,
            e.cerrado_el,
            tuple(etapas.get(e.id, ())),
            (desde or {}).get(e.id),
        )
        for e, proceso in filas
    }
    return tuple(por_id[id_] for id_ in ids if id_ in por_id)


def _etapas(
    sesion: Session,
    ids: Sequence[int],
    instituciones: frozenset[int] | None,
    semaforos: Semaforos,
) -> dict[int, list[Etapa]]:
    de_cargo, asignada, tomadora = aliased(Unidad), aliased(Persona), aliased(Persona)
    institucion_id = func.coalesce(
        Unidad.institucion_id, de_cargo.institucion_id, Instancia.institucion_id
    )
    filas = sesion.execute(
        select(
            Tarea.expediente_id,
            Tarea.nombre,
            Tarea.creada_el,
            Tarea.vence_el,
            func.coalesce(Unidad.sigla, de_cargo.sigla, "").label("unidad"),
            func.coalesce(
                tomadora.nombre, asignada.nombre, Cargo.nombre, Unidad.nombre, "Varios"
            ).label("tiene"),
            institucion_id.label("institucion_id"),
            Institucion.sigla.label("institucion"),
            Institucion.municipio,
        )
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .outerjoin(Unidad, Unidad.id == Tarea.unidad_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(de_cargo, de_cargo.id == Cargo.unidad_id)
        .outerjoin(asignada, asignada.id == Tarea.persona_id)
        .outerjoin(tomadora, tomadora.id == Tarea.tomada_por_id)
        .outerjoin(Institucion, Institucion.id == institucion_id)
        .where(Tarea.expediente_id.in_(ids), esta_abierta())
        .order_by(Tarea.expediente_id, Tarea.id)
    )
    por_expediente: dict[int, list[Etapa]] = {}
    for fila in filas:
        semaforo = semaforos.de(fila.vence_el, fila.municipio)
        etapa = Etapa(fila.nombre, fila.unidad, fila.tiene, fila.creada_el, semaforo)
        if instituciones is not None and fila.institucion_id not in instituciones:
            etapa = Etapa("", fila.institucion or "", "", fila.creada_el, SIN_PLAZO)
        suyas = por_expediente.setdefault(fila.expediente_id, [])
        if len(suyas) < ETAPAS_MAXIMAS and (etapa.nombre or etapa.unidad not in _ajenas(suyas)):
            suyas.append(etapa)
    return por_expediente


def _ajenas(etapas: Sequence[Etapa]) -> set[str]:
    """Las instituciones ya nombradas: de cada una basta decirla una vez."""
    return {etapa.unidad for etapa in etapas if not etapa.nombre}
