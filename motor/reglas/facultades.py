"""Autorizar órdenes de administración, también las de la consola de la propia máquina."""

from datetime import datetime

from sqlalchemy.orm import Session

from motor.nucleo.actor import Actor
from motor.reglas.organizacion import Facultad, Firmante, exigir_facultad


def autorizar(
    sesion: Session, actor: Actor | None, facultad: Facultad, ahora: datetime
) -> Firmante | None:
    """Devuelve con qué investidura manda el actor; None si manda la consola (actor None).

    La consola ya tiene la base en sus manos: el asiento dice que lo hizo el sistema.

    Raises:
        NoEncontrado, SinPermiso: como `exigir_facultad`.
    """
    if actor is None:
        return None
    return exigir_facultad(sesion, actor, facultad, ahora)
