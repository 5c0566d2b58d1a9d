"""Órdenes de escribir que nadie espera: en PostgreSQL van juntas, en un solo viaje.

Cada sentencia es una ida y vuelta al servidor. Las que no devuelven nada (lo recorrido, las
variables, el asiento…) se guardan en orden y salen de una vez, por el modo «pipeline» de psycopg,
justo antes de la siguiente consulta de la misma conexión o de confirmar: nadie llega a leer sin
ellas. En SQLite no hay viaje que ahorrar y salen en el acto.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Executable, event
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

SUELTA = {"cauce_suelta": True}  # la sentencia no depende de las diferidas: no las apura
_COLA = "cauce_diferidas"
_Orden = tuple[Executable, Sequence[Mapping[str, Any]]]


def diferir(sesion: Session, orden: Executable, filas: Sequence[Mapping[str, Any]]) -> None:
    """Ejecuta la orden con esas filas antes de la próxima consulta o de confirmar.

    Args:
        sesion: la del acto.
        orden: sin resultado: un INSERT, UPDATE o DELETE sin RETURNING.
        filas: sus parámetros, al menos una.
    """
    conexion = sesion.connection()
    if conexion.dialect.name == "postgresql":
        conexion.info.setdefault(_COLA, []).append((orden, filas))
    else:
        _ejecutar(conexion, (orden, filas))


def atender_diferidas(motor: Engine) -> None:
    """Hace que las conexiones de ese motor manden lo diferido cuando toca."""

    @event.listens_for(motor, "before_cursor_execute")
    def antes_de_consultar(*partes: Any) -> None:
        conexion, contexto = partes[0], partes[4]
        if conexion.info.get(_COLA) and not _es_suelta(contexto):
            _mandar(conexion)

    @event.listens_for(motor, "commit")
    def antes_de_confirmar(conexion: Connection) -> None:
        if conexion.info.get(_COLA):
            _mandar(conexion)

    @event.listens_for(motor, "rollback")
    def olvidar(conexion: Connection) -> None:
        conexion.info.pop(_COLA, None)


def _es_suelta(contexto: ExecutionContext | None) -> bool:
    return contexto is not None and "cauce_suelta" in contexto.execution_options


def _mandar(conexion: Connection) -> None:
    cola: list[_Orden] = conexion.info.pop(_COLA)
    if len(cola) == 1:
        _ejecutar(conexion, cola[0])
        return
    cruda: Any = conexion.connection.dbapi_connection
    base = conexion.dialect.loaded_dbapi.Error
    try:
        with cruda.pipeline():
            for orden in cola:
                _ejecutar(conexion, orden)
    except base as error:  # al salir del «pipeline» falla lo que nadie esperó
        raise DBAPIError.instance(
            None, None, error, base, hide_parameters=True, dialect=conexion.dialect
        ) from error


def _ejecutar(conexion: Connection, orden: _Orden) -> None:
    sentencia, filas = orden
    conexion.execute(sentencia, filas[0] if len(filas) == 1 else filas)
