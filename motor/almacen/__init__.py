"""Tablas de SQLAlchemy, un archivo por agregado, y sus migraciones; nunca confirma.

Importar este paquete carga todas las tablas en `Base.metadata`.
"""

from motor.almacen import (
    avisos,
    bandeja,
    bitacora,
    borradores,
    busqueda,
    calendario,
    documentos,
    ensayos,
    expedientes,
    instancias,
    mensajes,
    migraciones_de_casos,
    movimientos,
    organizacion,
    personales,
    plazos,
    procesos,
    procesos_suspendidos,
    tareas,
    trabajos,
)
from motor.almacen.base import Base

__all__ = [
    "Base",
    "avisos",
    "bandeja",
    "bitacora",
    "borradores",
    "busqueda",
    "calendario",
    "documentos",
    "ensayos",
    "expedientes",
    "instancias",
    "mensajes",
    "migraciones_de_casos",
    "movimientos",
    "organizacion",
    "personales",
    "plazos",
    "procesos",
    "procesos_suspendidos",
    "tareas",
    "trabajos",
]
