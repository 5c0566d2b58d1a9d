"""Disparadores que mantienen tablas derivadas, con el mismo SQL en SQLite y en PostgreSQL."""

from dataclasses import dataclass

from alembic import op

from motor.almacen.migraciones.disparadores import es_postgresql


@dataclass(frozen=True)
class Mantenimiento:
    """Qué órdenes corren, por cada fila, después de un suceso sobre una tabla.

    `suceso` es INSERT, DELETE o `UPDATE OF columna, …`; `condicion`, SQL sobre OLD y NEW.
    """

    nombre: str
    tabla: str
    suceso: str
    ordenes: tuple[str, ...]
    condicion: str = ""


def crear(mantenimiento: Mantenimiento) -> None:
    """Crea el disparador (y, en PostgreSQL, su función)."""
    m = mantenimiento
    cuerpo = " ".join(f"{orden.strip()};" for orden in m.ordenes)
    cuando = f" WHEN ({m.condicion})" if m.condicion else ""
    cabeza = f"CREATE TRIGGER {m.nombre} AFTER {m.suceso} ON {m.tabla} FOR EACH ROW{cuando}"
    if not es_postgresql():
        _ejecutar(f"{cabeza} BEGIN {cuerpo} END")
        return
    _ejecutar(
        f"CREATE FUNCTION cauce_{m.nombre}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {cuerpo} RETURN NULL; END $$"
    )
    _ejecutar(f"{cabeza} EXECUTE FUNCTION cauce_{m.nombre}()")


def quitar(mantenimiento: Mantenimiento) -> None:
    """Quita el disparador."""
    m = mantenimiento
    if not es_postgresql():
        _ejecutar(f"DROP TRIGGER {m.nombre}")
        return
    _ejecutar(f"DROP TRIGGER {m.nombre} ON {m.tabla}")
    _ejecutar(f"DROP FUNCTION cauce_{m.nombre}()")


def _ejecutar(orden: str) -> None:
    op.get_bind().exec_driver_sql(orden)  # tal cual: los «:» del SQL no son parámetros
