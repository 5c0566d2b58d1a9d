"""Cuánto crece una base por cada expediente terminado, con sus índices y su bitácora."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

_OCUPADO_SQLITE = "SELECT page_count * page_size FROM pragma_page_count CROSS JOIN pragma_page_size"
_OCUPADO_POSTGRESQL = (
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND c.relkind = 'r'"
)


@contextmanager
def medir_crecimiento(motor: Engine, expedientes: int) -> Iterator[Callable[[], float]]:
    """Da quien dirá, terminado el bloque, los bytes que creció la base por expediente.

    Se compara la base limpia con la base limpia (VACUUM antes y después; en PostgreSQL, FULL): lo
    que las tablas de paso dejan hasta la siguiente limpieza se reutiliza y no crece con lo hecho.

    Args:
        motor: la base.
        expedientes: cuántos se terminan dentro del bloque.
    """
    antes = _ocupado(motor)
    despues: list[int] = []
    yield lambda: (despues[0] - antes) / expedientes
    despues.append(_ocupado(motor))


def _ocupado(motor: Engine) -> int:
    """Bytes ocupados por las tablas y sus índices, tras limpiar la base."""
    if motor.dialect.name == "sqlite":
        return _ocupado_en_sqlite(motor)
    with motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conexion:
        conexion.execute(text("VACUUM FULL"))
        return int(conexion.scalar(text(_OCUPADO_POSTGRESQL)) or 0)


def _ocupado_en_sqlite(motor: Engine) -> int:
    conexion = motor.raw_connection()  # VACUUM no va dentro de una transacción
    try:
        cursor = conexion.cursor()
        cursor.execute("VACUUM")
        (bytes_,) = cursor.execute(_OCUPADO_SQLITE).fetchone()
        return int(bytes_)
    finally:
        conexion.close()
