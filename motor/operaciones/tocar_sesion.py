"""Anotar que una sesión del navegador sigue en uso."""

from dataclasses import dataclass

from sqlalchemy import update

from motor.almacen.personales import SesionWeb
from motor.entorno import Entorno

SIN_ASIENTO = "es el latido de una sesión, a lo más uno por minuto: no es un acto"


@dataclass(frozen=True)
class TocarSesion:
    """La orden."""

    sesion_id: int


def tocar_sesion(entorno: Entorno, orden: TocarSesion) -> None:
    """Corre el límite de inactividad de la sesión; si ya se cerró, no hace nada."""
    with entorno.sesiones.begin() as sesion:
        sesion.execute(
            update(SesionWeb)
            .where(SesionWeb.id == orden.sesion_id, SesionWeb.cerrada_el.is_(None))
            .values(vista_el=entorno.reloj.ahora())
        )
