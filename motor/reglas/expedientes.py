"""Bloquear un expediente para actuar sobre él sin mover ninguna ficha."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, OrdenRechazada, SinPermiso
from motor.reglas.bitacora import marcar_bloqueado
from motor.reglas.organizacion import Facultad, Firmante, firmantes, puede_actuar


def bloquear_expediente_id(sesion: Session, expediente_id: int) -> Expediente:
    """Bloquea la fila del expediente y la devuelve.

    Raises:
        NoEncontrado: no existe.
    """
    expediente = sesion.scalar(
        select(Expediente)
        .where(Expediente.id == expediente_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if expediente is None:
        raise NoEncontrado(f"No existe el expediente {expediente_id}.")
    marcar_bloqueado(sesion, expediente)
    return expediente


def exigir_abierto(expediente: Expediente) -> None:
    """Comprueba que el expediente siga abierto.

    Raises:
        OrdenRechazada: está cerrado o anulado.
    """
    if expediente.estado is not EstadoExpediente.ABIERTO:
        raise OrdenRechazada(
            f"El expediente {expediente.hr} ya está {expediente.estado.value}: no admite más actos."
        )


def exigir_actuante(sesion: Session, actor: Actor, ahora: datetime) -> Firmante:
    """Devuelve la primera investidura del actor que actúa sobre expedientes.

    Raises:
        NoEncontrado, SinPermiso: como `actuantes`.
    """
    return actuantes(sesion, actor, ahora)[0]


def actuantes(sesion: Session, actor: Actor, ahora: datetime) -> list[Firmante]:
    """Devuelve las investiduras del actor que actúan sobre expedientes; al menos una.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: no ocupa hoy un cargo que actúe (o no el que dijo).
    """
    capaces = [f for f in firmantes(sesion, actor, ahora) if puede_actuar(f)]
    if not capaces:
        raise SinPermiso(
            f"«{actor.usuario}» no ocupa hoy un cargo que actúe sobre expedientes. "
            "Hace falta una designación vigente."
        )
    return capaces


def tiene_facultad(firmante: Firmante, facultad: Facultad) -> bool:
    """Dice si el cargo con que actúa tiene la facultad."""
    designacion = firmante.designacion
    return designacion is not None and facultad.value in designacion.cargo.facultades
