"""El diccionario con que se comprimen los asientos nuevos; los que hay quedan como están.

La base lleva el texto con que se leen sus asientos: no depende del programa para ello. Volver atrás
los deja comprimidos sin diccionario. El contenido y la huella de cada uno no cambian.

Fase: con el servicio detenido (el código anterior no sabe leer los asientos nuevos).
"""

import zlib
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.disparadores import Rechazo, crear, quitar

revision = "0020_diccionario"
down_revision = "0019_movimientos"

LOTE = 500
CON_DICCIONARIO = 0x20
PRIMERO = Path(__file__).parents[2] / "diccionarios" / "asiento_1.txt"
FIJO = Rechazo(
    "asiento",
    "asiento_fijo",
    ("UPDATE",),
    "La bitacora solo admite asientos nuevos: ninguno se cambia ni se borra.",
)
SIN_CAMBIO = Rechazo(
    "diccionario",
    "diccionario_fijo",
    ("UPDATE", "DELETE"),
    "Un diccionario no se cambia ni se quita: hay asientos que se leen con el.",
)


def upgrade() -> None:
    tabla = op.create_table(
        "diccionario",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diccionario")),
    )
    octetos = PRIMERO.read_bytes()
    op.bulk_insert(tabla, [{"id": zlib.adler32(octetos), "texto": octetos.decode("utf-8")}])
    crear(SIN_CAMBIO)


def downgrade() -> None:
    quitar(SIN_CAMBIO)
    quitar(FIJO)
    _sin_diccionario()
    crear(FIJO)
    op.drop_table("diccionario")


def _sin_diccionario() -> None:
    conexion = op.get_bind()
    leer = sa.text("SELECT id, contenido FROM asiento WHERE id > :desde ORDER BY id LIMIT :lote")
    cambiar = sa.text("UPDATE asiento SET contenido = :contenido WHERE id = :id")
    diccionarios = {
        fila.id: fila.texto.encode("utf-8")
        for fila in conexion.execute(sa.text("SELECT id, texto FROM diccionario"))
    }
    desde = 0
    while filas := conexion.execute(leer, {"desde": desde, "lote": LOTE}).all():
        desde = filas[-1].id
        otros = [
            {"id": fila.id, "contenido": _solo_zlib(bytes(fila.contenido), diccionarios)}
            for fila in filas
            if not isinstance(fila.contenido, str) and _lo_lleva(bytes(fila.contenido))
        ]
        if otros:
            conexion.execute(cambiar, otros)


def _lo_lleva(guardado: bytes) -> bool:
    return guardado[:1] == b"\x78" and bool(guardado[1] & CON_DICCIONARIO)


def _solo_zlib(guardado: bytes, diccionarios: dict[int, bytes]) -> bytes:
    abridor = zlib.decompressobj(zdict=diccionarios[int.from_bytes(guardado[2:6], "big")])
    return zlib.compress(abridor.decompress(guardado) + abridor.flush())
