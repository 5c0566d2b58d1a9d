"""Llevar una base al esquema de esta versión del programa, y saber en cuál está."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from motor.nucleo.errores import ConfiguracionInvalida

CARPETA = Path(__file__).parent / "migraciones"


def cabeza() -> str:
    """Devuelve el nombre de la última migración de esta versión del programa."""
    return (CARPETA / ".cabeza").read_text(encoding="utf-8").strip()


def migrar(motor: Engine, hasta: str = "head") -> None:
    """Sube el esquema hasta la migración dada; repetirla no cambia nada."""
    with motor.connect() as conexion:
        command.upgrade(_configuracion(conexion), hasta)


def deshacer(motor: Engine, hasta: str = "base") -> None:
    """Baja el esquema hasta la migración dada (`base`: sin tablas). Borra datos."""
    with motor.connect() as conexion:
        command.downgrade(_configuracion(conexion), hasta)


def version(motor: Engine) -> str | None:
    """Devuelve la migración en que está la base; None si no tiene ninguna."""
    with motor.connect() as conexion:
        return MigrationContext.configure(conexion).get_current_revision()


def exigir_al_dia(motor: Engine) -> None:
    """Comprueba que la base esté en la migración de este programa.

    Raises:
        ConfiguracionInvalida: está en otra o en ninguna.
    """
    actual = version(motor)
    if actual != cabeza():
        raise ConfiguracionInvalida(
            f"La base de datos está en el esquema «{actual or 'ninguno'}» y este programa "
            f"necesita «{cabeza()}». Ejecute: cauce migrar"
        )


def _configuracion(conexion: Connection) -> Config:
    configuracion = Config()
    configuracion.set_main_option("script_location", str(CARPETA))
    configuracion.set_main_option("version_locations", str(CARPETA / "versiones"))
    configuracion.set_main_option("path_separator", "os")
    configuracion.attributes["connection"] = conexion
    return configuracion
