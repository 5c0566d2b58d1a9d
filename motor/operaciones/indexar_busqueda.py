"""Poner al día el índice de búsqueda con lo asentado desde la última vez."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from motor.almacen.busqueda import BusquedaPendiente
from motor.entorno import Entorno
from motor.reglas.indexacion import indexar_pendientes

SIN_ASIENTO = "el índice de búsqueda se deduce de la bitácora y puede rehacerse entero"
LOTE = 100


@dataclass(frozen=True)
class IndexarBusqueda:
    """La orden: cuántos expedientes por transacción, para no tener la base tomada mucho tiempo."""

    lote: int = LOTE


def indexar_busqueda(entorno: Entorno, orden: IndexarBusqueda) -> int:
    """Indexa un lote de expedientes con asientos nuevos y devuelve cuántos fueron (0 = al día)."""
    with entorno.leer() as lectura:
        if not lectura.scalar(select(exists().where(BusquedaPendiente.expediente_id > 0))):
            return 0
    with entorno.sesiones.begin() as sesion:
        return indexar_pendientes(sesion, orden.lote)
