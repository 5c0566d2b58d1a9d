"""Elegir en qué cargo se actúa, cuando la persona ejerce varios."""

from dataclasses import dataclass

from sqlalchemy import update

from motor.almacen.personales import SesionWeb
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import SinPermiso
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.organizacion import identificar


@dataclass(frozen=True)
class ElegirCargo:
    """La orden; `actor.cargo` es la clave del cargo elegido."""

    actor: Actor
    sesion_id: int


def elegir_cargo(entorno: Entorno, orden: ElegirCargo) -> None:
    """Anota el cargo en la sesión; los actos que sigan lo llevan.

    Raises:
        NoEncontrado: no existe la persona.
        SinPermiso: hoy no ejerce ese cargo, o la sesión ya no está abierta.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        firmante = identificar(sesion, orden.actor, ahora)
        designacion = firmante.designacion
        puesta = (
            designacion
            and sesion.execute(
                update(SesionWeb)
                .where(
                    SesionWeb.id == orden.sesion_id,
                    SesionWeb.persona_id == firmante.persona.id,
                    SesionWeb.cerrada_el.is_(None),
                )
                .values(cargo_id=designacion.cargo_id)
                .returning(SesionWeb.id)
            ).scalar_one_or_none()
        )
        if puesta is None:
            raise SinPermiso("La sesión ya no está abierta. Ingrese de nuevo.")
        asentar(sesion, Hecho("cargo_elegido", ahora, firmante))
