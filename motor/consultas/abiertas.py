"""Las tareas abiertas de un expediente, para quien lo mira."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.tareas import Tarea, esta_abierta
from motor.nucleo.actor import Actor
from motor.reglas.visibilidad import mirar_hr


@dataclass(frozen=True)
class TareaAbierta:
    """Una tarea abierta; `elemento` es su id en el diagrama."""

    id: int
    elemento: str
    nombre: str
    vence_el: datetime | None


def listar_abiertas_de(
    sesion: Session, actor: Actor, hr: str, ahora: datetime
) -> tuple[TareaAbierta, ...]:
    """Devuelve las tareas abiertas que el actor puede ver, por id.

    Raises:
        NoEncontrado: no existe el expediente o no puede verlo.
    """
    mirada = mirar_hr(sesion, actor, hr, ahora)
    filas = sesion.execute(
        select(Tarea.id, Tarea.elemento, Tarea.nombre, Tarea.vence_el, Tarea.instancia_id)
        .where(Tarea.expediente_id == mirada.expediente.id, esta_abierta())
        .order_by(Tarea.id)
    )
    return tuple(TareaAbierta(*fila[:4]) for fila in filas if mirada.ve_instancia(fila[4]))
