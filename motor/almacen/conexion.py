"""Conectar con la base: SQLite en archivo o PostgreSQL, con las mismas garantías.

SQLite: WAL, claves foráneas, espera si está ocupada y `BEGIN IMMEDIATE` (quien escribe espera su
turno al empezar, no a la mitad); las sesiones de lectura abren con `BEGIN` y no esperan a nadie.
PostgreSQL: psycopg 3, sesión en UTC.
"""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from motor.almacen.diferidas import SOLO_LECTURA, mandar_juntas
from motor.almacen.planes import planear_a_medida
from motor.almacen.turnos import ESPERA_SEGUNDOS, leer_sin_turno, tomar_turno
from motor.nucleo.errores import ConfiguracionInvalida

SENTENCIAS_PREPARADAS = 500  # por conexión; psycopg guarda 100 y el motor usa más
OCIO_SEGUNDOS = 5
_DEJADA = "cauce_dejada"


def crear_motor(url: str, *, duradero: bool = True) -> Engine:
    """Devuelve el Engine de la URL.

    Args:
        url: `sqlite:///ruta/archivo.db` o `postgresql://usuario:clave@host/base`.
        duradero: False no espera al disco en cada confirmación (solo para pruebas).

    Raises:
        ConfiguracionInvalida: la URL está mal escrita o es de otra base.
    """
    leida = _leer_url(url)
    if leida.get_backend_name() == "sqlite":
        return _crear_sqlite(leida, duradero)
    return _crear_postgresql(leida, duradero)


def crear_sesiones(motor: Engine) -> sessionmaker[Session]:
    """Devuelve la fábrica de sesiones que escriben; los objetos siguen legibles al confirmar."""
    return sessionmaker(motor, expire_on_commit=False)


def crear_sesiones_lectura(motor: Engine) -> sessionmaker[Session]:
    """Devuelve la fábrica de sesiones que solo leen.

    En SQLite no piden el turno de escribir. En PostgreSQL cada consulta va suelta: abrir y cerrar
    una transacción serían dos viajes más.
    """
    return sessionmaker(motor.execution_options(**{SOLO_LECTURA: True}), expire_on_commit=False)


def _leer_url(url: str) -> URL:
    try:
        leida = make_url(url)
    except ArgumentError as error:
        raise ConfiguracionInvalida(
            f"La dirección de la base de datos «{url}» está mal escrita. "
            "Escriba sqlite:///ruta/al/archivo.db o postgresql://usuario:clave@servidor/base."
        ) from error
    if leida.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfiguracionInvalida(
            f"Cauce no funciona sobre «{leida.get_backend_name()}». Use sqlite o postgresql."
        )
    if leida.get_backend_name() == "sqlite" and leida.database in (None, "", ":memory:"):
        raise ConfiguracionInvalida(
            f"La dirección «{url}» guarda la base solo en memoria: al terminar se perdería todo. "
            "Escriba sqlite:///ruta/al/archivo.db"
        )
    return leida


def _crear_postgresql(url: URL, duradero: bool) -> Engine:
    # sin JIT: son consultas cortas, y compilarlas tarda más que correrlas
    opciones = "-c timezone=UTC -c jit=off" + ("" if duradero else " -c synchronous_commit=off")
    motor = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"options": opciones},
        isolation_level="AUTOCOMMIT",  # las transacciones las abre `mandar_juntas`
    )

    @event.listens_for(motor, "connect")
    def preparar(conexion: Any, _registro: Any) -> None:
        conexion.prepared_max = SENTENCIAS_PREPARADAS

    comprobar_las_ociosas(motor)
    mandar_juntas(motor)
    planear_a_medida(motor)
    return motor


def comprobar_las_ociosas(motor: Engine) -> None:
    """Hace que se compruebe una conexión solo si estuvo ociosa: preguntar cuesta una ida más.

    Si el servidor se reinició, la ociosa se cambia por otra antes de usarla.
    """

    @event.listens_for(motor, "checkin")
    def anotar(_conexion: Any, registro: Any) -> None:
        registro.info[_DEJADA] = time.monotonic()

    @event.listens_for(motor, "checkout")
    def comprobar(conexion: Any, registro: Any, _prestamo: Any) -> None:
        dejada = registro.info.get(_DEJADA)
        if dejada is None or time.monotonic() - dejada < OCIO_SEGUNDOS:
            return
        try:
            motor.dialect.do_ping(conexion)
        except motor.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError("La conexión ociosa ya no responde.") from error


def _crear_sqlite(url: URL, duradero: bool) -> Engine:
    if url.database and url.database != ":memory:" and not Path(url.database).parent.is_dir():
        raise ConfiguracionInvalida(
            f"No existe la carpeta «{Path(url.database).parent}» donde iría la base de datos. "
            "Créela o cambie la dirección."
        )
    motor = create_engine(url, connect_args={"timeout": ESPERA_SEGUNDOS})

    @event.listens_for(motor, "connect")
    def preparar(conexion: Any, _registro: Any) -> None:
        conexion.isolation_level = None  # las transacciones las abre SQLAlchemy, abajo
        for orden in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA cache_size = -32768",  # 32 MB por conexión; de fábrica son 2
            f"PRAGMA synchronous = {'FULL' if duradero else 'OFF'}",
        ):
            conexion.execute(orden)

    @event.listens_for(motor, "begin")
    def comenzar(conexion: Connection) -> None:
        if conexion.get_execution_options().get(SOLO_LECTURA, False):
            leer_sin_turno(conexion)
        else:
            tomar_turno(conexion)

    return motor
