"""Qué caso toca llevar a otra versión: lo mira el trabajador antes de hacerlo."""

from sqlalchemy import select

from motor.almacen.migraciones_de_casos import EstadoCaso, MigracionCaso
from motor.entorno import Entorno


def proximo_caso_por_migrar(entorno: Entorno) -> int | None:
    """Devuelve el id del caso pendiente más antiguo; None si no hay."""
    with entorno.leer() as sesion:
        return sesion.scalar(
            select(MigracionCaso.id)
            .where(MigracionCaso.estado == EstadoCaso.PENDIENTE)
            .order_by(MigracionCaso.id)
            .limit(1)
        )
