"""Las tareas abiertas que una persona puede ver en su bandeja, por páginas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Acceso, Persona
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato, esta_abierta
from motor.nucleo.actor import Actor
from motor.reglas.organizacion import firmantes

POR_PAGINA = 50


@dataclass(frozen=True)
class RenglonBandeja:
    """Una tarea abierta de la bandeja; `tomada_por` es el usuario que la tiene, o None."""

    tarea_id: int
    nombre: str
    elemento: str
    hr: str
    asunto: str
    creada_el: datetime
    vence_el: datetime | None
    prioridad: int
    tomada_por: str | None


def listar_bandeja(
    sesion: Session,
    actor: Actor,
    ahora: datetime,
    *,
    despues_de: int = 0,
    cuantas: int = POR_PAGINA,
) -> Sequence[RenglonBandeja]:
    """Devuelve las tareas que el actor puede hacer hoy y nadie más tomó, por id.

    Args:
        sesion: de lectura.
        actor: quien mira.
        ahora: el instante en que sus designaciones deben valer.
        despues_de: id de la última tarea de la página anterior; 0 = desde el principio.
        cuantas: cuántas como máximo.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    suyas = [f for f in firmantes(sesion, actor, ahora) if f.designacion is not None]
    cargos = [
        f.designacion.cargo
        for f in suyas
        if f.designacion and f.designacion.cargo.acceso is Acceso.ORDINARIO
    ]
    if not cargos:
        return []
    persona_id = suyas[0].persona.id
    ids, unidades = [c.id for c in cargos], [c.unidad_id for c in cargos]
    candidato = exists().where(
        TareaCandidato.tarea_id == Tarea.id,
        or_(
            TareaCandidato.cargo_id.in_(ids),
            TareaCandidato.unidad_id.in_(unidades),
            TareaCandidato.persona_id == persona_id,
        ),
    )
    filas = sesion.execute(
        select(Tarea, Expediente.hr, Expediente.asunto, Persona.usuario)
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .outerjoin(Persona, Persona.id == Tarea.tomada_por_id)
        .where(
            Tarea.id > despues_de,
            esta_abierta(),
            or_(Tarea.estado == EstadoTarea.DISPONIBLE, Tarea.tomada_por_id == persona_id),
            or_(
                Tarea.cargo_id.in_(ids),
                and_(Tarea.cargo_id.is_(None), Tarea.unidad_id.in_(unidades)),
                Tarea.persona_id == persona_id,
                candidato,
            ),
        )
        .order_by(Tarea.id)
        .limit(cuantas)
    )
    return tuple(_renglon(*fila) for fila in filas)


def _renglon(tarea: Tarea, hr: str, asunto: str, tomada_por: str | None) -> RenglonBandeja:
    return RenglonBandeja(
        tarea.id,
        tarea.nombre,
        tarea.elemento,
        hr,
        asunto,
        tarea.creada_el,
        tarea.vence_el,
        tarea.prioridad,
        tomada_por,
    )
