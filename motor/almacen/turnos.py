"""El turno de escribir en SQLite, que es uno a la vez: las personas pasan antes que el trabajador.

SQLite no hace fila: quien llega y halla ocupado duerme y vuelve a probar, cada vez más tarde, y un
trabajador con miles de plazos por vencer le gana siempre. Aquí quien espera prueba seguido y deja
dicho que espera, con un candado compartido sobre un archivo vacío junto a la base; el trabajador,
antes de cada trabajo, mira si alguien espera y lo deja pasar. Si un programa muere, su candado se
suelta solo. En PostgreSQL nadie espera por una fila ajena y nada de esto hace falta.
"""

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from motor.almacen.fijas import envuelta

ESPERA_SEGUNDOS = 30
SEGUIDO_SEGUNDOS = 0.001
PACIENTE_SEGUNDOS = 0.005
MUCHO_SEGUNDOS = 0.03  # quien ya esperó tanto prueba menos seguido
_SIN_DORMIR = "cauce_sin_dormir"
CEDE_SEGUNDOS = 0.1  # lo más que el trabajador se detiene antes de cada trabajo


def tomar_turno(conexion: Connection) -> None:
    """Abre la transacción de escribir; si otro la tiene, espera su turno.

    Raises:
        OperationalError: pasaron `ESPERA_SEGUNDOS` sin que le tocara.
    """
    cruda: Any = conexion.connection.dbapi_connection
    _sin_dormir(conexion, cruda)
    if _abierta(cruda):
        return
    desde = time.monotonic()
    with _anunciada(_archivo(conexion.engine)):
        while (lleva := time.monotonic() - desde) < ESPERA_SEGUNDOS:
            time.sleep(SEGUIDO_SEGUNDOS if lleva < MUCHO_SEGUNDOS else PACIENTE_SEGUNDOS)
            if _abierta(cruda):
                return
    try:
        cruda.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise envuelta(conexion, error) from error


def leer_sin_turno(conexion: Connection) -> None:
    """Abre una lectura, que no espera a quien escribe."""
    if conexion.info.pop(_SIN_DORMIR, False):
        conexion.exec_driver_sql(f"PRAGMA busy_timeout = {ESPERA_SEGUNDOS * 1000}")
    conexion.exec_driver_sql("BEGIN")


def _sin_dormir(conexion: Connection, cruda: Any) -> None:
    """La espera de SQLite, que duerme cada vez más, no se usa para el turno."""
    if _SIN_DORMIR not in conexion.info:
        cruda.execute("PRAGMA busy_timeout = 0")
        conexion.info[_SIN_DORMIR] = True


def ceder_turno(motor: Engine) -> None:
    """Espera un momento, si alguien más aguarda para escribir en esa base (solo en SQLite)."""
    if motor.dialect.name != "sqlite" or not _archivo(motor).exists():
        return
    hasta = time.monotonic() + CEDE_SEGUNDOS
    with _archivo(motor).open("ab") as archivo:
        while time.monotonic() < hasta:
            try:
                fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(SEGUIDO_SEGUNDOS)
            else:
                return


@contextmanager
def _anunciada(ruta: Path) -> Iterator[None]:
    with ruta.open("ab") as archivo:
        fcntl.flock(archivo, fcntl.LOCK_SH)
        yield


def _archivo(motor: Engine) -> Path:
    return Path(f"{motor.url.database}-turno")


def _abierta(cruda: Any) -> bool:
    try:
        cruda.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
