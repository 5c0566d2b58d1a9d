"""Las personas de un expediente que alguien puede mencionar: las que intervinieron o les toca."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Comentario
from motor.almacen.organizacion import Designacion, Persona
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.tarea_permiso import PersonaBreve
from motor.reglas.visibilidad import Mirada

HASTA = 40


def listar_gente(sesion: Session, mirada: Mirada) -> tuple[PersonaBreve, ...]:
    """Devuelve, por nombre, quienes hicieron, tomaron, tienen por su cargo o comentaron algo.

    Solo de las partes del expediente que ve, y sin quien mira.
    """
    tareas = select(Tarea.id).where(Tarea.expediente_id == mirada.expediente.id)
    if mirada.instancias is not None:
        tareas = tareas.where(Tarea.instancia_id.in_(mirada.instancias))
    hicieron = select(Tarea.completada_por_id).where(Tarea.id.in_(tareas))
    tienen = select(Tarea.tomada_por_id).where(Tarea.id.in_(tareas))
    por_cargo = (
        select(Designacion.persona_id)
        .join(Tarea, Tarea.cargo_id == Designacion.cargo_id)
        .where(Tarea.id.in_(tareas), esta_abierta(), Designacion.revocada_el.is_(None))
    )
    comentaron = select(Comentario.persona_id).where(
        Comentario.expediente_id == mirada.expediente.id, Comentario.tarea_id.in_(tareas)
    )
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre)
        .where(
            Persona.activa,
            Persona.id != mirada.mirador.persona_id,
            or_(*(Persona.id.in_(ids) for ids in (hicieron, tienen, por_cargo, comentaron))),
        )
        .order_by(Persona.nombre)
        .limit(HASTA)
    )
    return tuple(PersonaBreve(usuario, nombre) for usuario, nombre in filas)
