"""Quién puede hacer confidencial un expediente o reservar un documento, y lo que debe decir.

Lo dispone la unidad que tiene el expediente (con una tarea abierta de la unidad o tomada por la
persona) o quien administra expedientes; siempre con la norma que lo manda. Fuente: Ley 2341 art. 18
(acceso a archivos y sus límites, que exigen norma expresa).
"""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo
from motor.almacen.tareas import Tarea, esta_abierta
from motor.nucleo.errores import DatosInvalidos, SinPermiso
from motor.reglas.expedientes import tiene_facultad
from motor.reglas.organizacion import Facultad, Firmante
from motor.reglas.visibilidad import Mirada


def puede_reservar(sesion: Session, firmantes: list[Firmante], mirada: Mirada) -> Firmante | None:
    """Devuelve la investidura con que puede disponer la reserva, o None."""
    for firmante in firmantes:
        if tiene_facultad(firmante, Facultad.EXPEDIENTES) or _lo_tiene(sesion, firmante, mirada):
            return firmante
    return None


def exigir_puede_reservar(sesion: Session, firmantes: list[Firmante], mirada: Mirada) -> Firmante:
    """Devuelve la investidura con que dispone la reserva.

    Raises:
        SinPermiso: ni su unidad tiene el expediente ni administra expedientes.
    """
    firmante = puede_reservar(sesion, firmantes, mirada)
    if firmante is None:
        raise SinPermiso(
            f"La reserva del expediente {mirada.expediente.hr} la dispone la unidad que lo tiene o "
            "quien administra expedientes. Pídaselo a ellos."
        )
    return firmante


def exigir_norma(norma: str) -> str:
    """Devuelve la norma sin espacios de más.

    Raises:
        DatosInvalidos: está vacía.
    """
    norma = norma.strip()
    if not norma:
        raise DatosInvalidos(
            "Reservar, o levantar la reserva, exige la norma o la resolución que lo manda. "
            "Escríbala."
        )
    return norma


def _lo_tiene(sesion: Session, firmante: Firmante, mirada: Mirada) -> bool:
    if firmante.designacion is None:
        return False
    unidad_id = firmante.designacion.cargo.unidad_id
    de_la_unidad = select(Cargo.id).where(Cargo.unidad_id == unidad_id)
    hallada = sesion.scalar(
        select(Tarea.id)
        .where(
            Tarea.expediente_id == mirada.expediente.id,
            esta_abierta(),
            or_(
                Tarea.cargo_id.in_(de_la_unidad),
                and_(Tarea.cargo_id.is_(None), Tarea.unidad_id == unidad_id),
                Tarea.persona_id == firmante.persona.id,
                Tarea.tomada_por_id == firmante.persona.id,
            ),
        )
        .limit(1)
    )
    return hallada is not None
