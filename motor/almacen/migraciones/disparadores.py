"""Disparadores que rechazan cambiar lo que ya no debe cambiar, en SQLite y en PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass

from alembic import op

_FUNCION = """
CREATE OR REPLACE FUNCTION cauce_rechazar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$
"""


@dataclass(frozen=True)
class Rechazo:
    """Las operaciones (`UPDATE`, `DELETE`…) que una tabla rechaza.

    `condicion` es SQL sobre OLD o NEW ('' = siempre); `condicion_sqlite`, si allí se escribe
    distinto. `nombre` distingue los rechazos de una tabla. El mensaje va sin acentos ni comillas.
    """

    tabla: str
    nombre: str
    operaciones: tuple[str, ...]
    mensaje: str
    condicion: str = ""
    condicion_sqlite: str = ""


def crear(rechazo: Rechazo) -> None:
    """Crea los disparadores del rechazo."""
    if es_postgresql():
        op.execute(_FUNCION)
    for nombre, operacion in _nombres(rechazo):
        op.execute(_sentencia(rechazo, nombre, operacion))
    if es_postgresql() and "DELETE" in rechazo.operaciones and not rechazo.condicion:
        op.execute(
            f"CREATE TRIGGER {rechazo.nombre}_truncate BEFORE TRUNCATE ON {rechazo.tabla} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION cauce_rechazar('{rechazo.mensaje}')"
        )


def quitar(rechazo: Rechazo) -> None:
    """Quita los disparadores del rechazo (antes de quitar la tabla)."""
    destino = f" ON {rechazo.tabla}" if es_postgresql() else ""
    for nombre, _ in _nombres(rechazo):
        op.execute(f"DROP TRIGGER {nombre}{destino}")


def quitar_funcion() -> None:
    """Quita la función que usan todos los disparadores de PostgreSQL."""
    if es_postgresql():
        op.execute("DROP FUNCTION cauce_rechazar()")


def _sentencia(rechazo: Rechazo, nombre: str, operacion: str) -> str:
    condicion = rechazo.condicion
    if rechazo.condicion_sqlite and not es_postgresql():
        condicion = rechazo.condicion_sqlite
    cuando = f" WHEN ({condicion})" if condicion else ""
    cabeza = f"CREATE TRIGGER {nombre} BEFORE {operacion} ON {rechazo.tabla} FOR EACH ROW{cuando}"
    if es_postgresql():
        return f"{cabeza} EXECUTE FUNCTION cauce_rechazar('{rechazo.mensaje}')"
    return f"{cabeza} BEGIN SELECT RAISE(ABORT, '{rechazo.mensaje}'); END"


def _nombres(rechazo: Rechazo) -> Iterator[tuple[str, str]]:
    for operacion in rechazo.operaciones:
        yield f"{rechazo.nombre}_{operacion.lower()}", operacion


def es_postgresql() -> bool:
    """Dice si la base que se migra es PostgreSQL."""
    return op.get_bind().dialect.name == "postgresql"
