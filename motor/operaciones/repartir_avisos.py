"""Repartir lo que pasó: escribir los avisos y encargar los correos que cada persona pidió."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from motor.almacen.avisos import PorAvisar
from motor.entorno import Entorno
from motor.reglas.reparto import repartir

SIN_ASIENTO = "avisar no es un acto: el asiento es del acto del que se avisa"
LOTE = 200


@dataclass(frozen=True)
class RepartirAvisos:
    """La orden: cuántas novedades por transacción."""

    lote: int = LOTE


def repartir_avisos(entorno: Entorno, orden: RepartirAvisos) -> int:
    """Reparte un lote de lo que falta y devuelve cuántas novedades eran (0 = al día)."""
    with entorno.leer() as lectura:
        if not lectura.scalar(select(exists().where(PorAvisar.id > 0))):
            return 0
    with entorno.sesiones.begin() as sesion:
        con_correo = entorno.ajustes.correo is not None
        return repartir(sesion, orden.lote, entorno.reloj.ahora(), con_correo=con_correo)
