"""Tener una tarea en la mano: bloqueada y con quien puede actuar sobre ella ya comprobado."""

from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.reglas.acto import Acto, bloquear_tarea, exigir_activa
from motor.reglas.investidura import adelantar_investiduras
from motor.reglas.organizacion import Firmante
from motor.reglas.permisos import exigir_abierta, exigir_puede
from motor.reglas.versiones import CacheVersiones


class SobreTarea(Protocol):
    """Cualquier orden de una persona sobre una tarea."""

    @property
    def actor(self) -> Actor:
        """Quien la da."""

    @property
    def tarea_id(self) -> int:
        """Sobre cuál."""


def bloquear_tarea_propia(
    sesion: Session, versiones: CacheVersiones, orden: SobreTarea, ahora: datetime
) -> tuple[Acto, Tarea, Firmante]:
    """Bloquea la tarea y comprueba, en este orden: existe, la persona puede, y sigue abierta.

    Falta, a quien le toque, mirar el plazo (`exigir_en_plazo`) y lo enviado.

    Raises:
        NoEncontrado: no existe la tarea o la persona.
        SinPermiso: no es de su cargo ni de su unidad, o ya intervino donde debía ser otra persona.
        OrdenRechazada: ya se cerró, la tiene otra persona o el expediente terminó.
    """
    adelantar_investiduras(sesion, orden.actor.usuario, ahora)
    acto, tarea = bloquear_tarea(sesion, versiones, orden.tarea_id, ahora)
    firmante = exigir_puede(sesion, tarea, acto.nodo(tarea.elemento), orden.actor, ahora)
    exigir_abierta(sesion, tarea, firmante)
    exigir_activa(acto)
    return acto, tarea, firmante
