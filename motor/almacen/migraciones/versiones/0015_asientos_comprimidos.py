"""El contenido de los asientos nuevos se guarda comprimido; los que hay quedan como están.

La columna pasa a octetos en PostgreSQL; en SQLite, que no fija el tipo, no cambia. La huella sigue
siendo la del texto: lo asentado no cambia. El disparador que anota qué unidad actuó lee su sigla
de una columna propia, porque ya no puede buscarla en el contenido. Volver atrás descomprime.

Fase: con el servicio detenido (el código anterior no sabe leer los asientos nuevos).
"""

import zlib
from dataclasses import replace

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.disparadores import Rechazo, crear, es_postgresql, quitar
from motor.almacen.migraciones.mantenimiento import Mantenimiento
from motor.almacen.migraciones.mantenimiento import crear as crear_mantenimiento
from motor.almacen.migraciones.mantenimiento import quitar as quitar_mantenimiento
from motor.almacen.migraciones.mantenimientos_bandeja import (
    UNIDAD_DE_QUIEN,
    disparadores_de_expediente,
)

revision = "0015_asientos_comprimidos"
down_revision = "0014_migraciones_de_casos"

LOTE = 500
FIJO = Rechazo(
    "asiento",
    "asiento_fijo",
    ("UPDATE",),
    "La bitacora solo admite asientos nuevos: ninguno se cambia ni se borra.",
)


def upgrade() -> None:
    quitar_mantenimiento(_participa_por_contenido())
    op.add_column("asiento", sa.Column("unidad", sa.Text(), nullable=True))
    if es_postgresql():
        op.alter_column(
            "asiento",
            "contenido",
            type_=sa.LargeBinary(),
            existing_nullable=False,
            postgresql_using="convert_to(contenido, 'UTF8')",
        )
    crear_mantenimiento(_participa_por_columna())


def downgrade() -> None:
    quitar_mantenimiento(_participa_por_columna())
    quitar(FIJO)
    _descomprimir()
    if es_postgresql():
        op.alter_column(
            "asiento",
            "contenido",
            type_=sa.Text(),
            existing_nullable=False,
            postgresql_using="convert_from(contenido, 'UTF8')",
        )
    op.drop_column("asiento", "unidad")
    crear(FIJO)
    crear_mantenimiento(_participa_por_contenido())


def _participa_por_contenido() -> Mantenimiento:
    todos = disparadores_de_expediente(es_postgresql())
    return next(m for m in todos if m.nombre == "asiento_participa")


def _participa_por_columna() -> Mantenimiento:
    viejo = _participa_por_contenido()
    escrita = UNIDAD_DE_QUIEN[es_postgresql()]
    nuevas = tuple(orden.replace(escrita, "NEW.unidad") for orden in viejo.ordenes)
    return replace(viejo, ordenes=nuevas)


def _descomprimir() -> None:
    conexion = op.get_bind()
    leer = sa.text("SELECT id, contenido FROM asiento WHERE id > :desde ORDER BY id LIMIT :lote")
    cambiar = sa.text("UPDATE asiento SET contenido = :contenido WHERE id = :id")
    desde = 0
    while filas := conexion.execute(leer, {"desde": desde, "lote": LOTE}).all():
        desde = filas[-1].id
        claros = [
            {"id": fila.id, "contenido": _claro(bytes(fila.contenido))}
            for fila in filas
            if not isinstance(fila.contenido, str) and bytes(fila.contenido)[:1] == b"\x78"
        ]
        if claros:
            conexion.execute(cambiar, claros)


def _claro(comprimido: bytes) -> bytes | str:
    octetos = zlib.decompress(comprimido)
    return octetos if es_postgresql() else octetos.decode("utf-8")
