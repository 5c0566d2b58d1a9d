"""La bandeja por destinatario, en qué actuó cada unidad y el índice de búsqueda.

Fase: antes de desplegar (lo llevan los disparadores; el código anterior no se entera).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from motor.almacen.migraciones.disparadores import es_postgresql
from motor.almacen.migraciones.mantenimiento import Mantenimiento, crear, quitar
from motor.almacen.migraciones.mantenimientos_bandeja import (
    disparadores_de_bandeja,
    disparadores_de_expediente,
    lo_que_ya_hay,
)
from motor.almacen.migraciones.mantenimientos_fts import CREAR_FTS, DISPARADORES_FTS, QUITAR_FTS

revision = "0010_busqueda"
down_revision = "0009_personales"

PALABRAS = sa.Text().with_variant(TSVECTOR(), "postgresql")
IDENTIFICADOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ABIERTA = "estado IN ('disponible', 'tomada')"
DE_TAREA = ("cargo", "unidad", "persona")


def upgrade() -> None:
    _crear_bandeja()
    _crear_participacion()
    _crear_busqueda()
    for mantenimiento in _mantenimientos():
        crear(mantenimiento)
    _reemplazar_indices()
    for orden in lo_que_ya_hay(es_postgresql()):
        op.get_bind().exec_driver_sql(orden)


def downgrade() -> None:
    _reponer_indices()
    for mantenimiento in reversed(_mantenimientos()):
        quitar(mantenimiento)
    if not es_postgresql():
        op.get_bind().exec_driver_sql(QUITAR_FTS)
    for tabla in ("busqueda_pendiente", "busqueda", "participacion", "bandeja"):
        op.drop_table(tabla)


def _mantenimientos() -> list[Mantenimiento]:
    postgresql = es_postgresql()
    mantenimientos = disparadores_de_bandeja(postgresql) + disparadores_de_expediente(postgresql)
    return mantenimientos if postgresql else mantenimientos + DISPARADORES_FTS


def _crear_bandeja() -> None:
    op.create_table(
        "bandeja",
        sa.Column("destino", sa.Text(), nullable=False),
        sa.Column("tarea_id", IDENTIFICADOR, nullable=False),
        sa.Column("expediente_id", IDENTIFICADOR, nullable=False),
        sa.Column("proceso_id", IDENTIFICADOR, nullable=False),
        sa.Column("tomador_id", sa.Integer(), nullable=False),
        sa.Column("urgencia", sa.Integer(), nullable=False),
        sa.Column("vence_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "substr(destino, 1, 1) IN ('c', 'u', 'p', 'v')",
            name=op.f("ck_bandeja_destino_conocido"),
        ),
        *(
            sa.ForeignKeyConstraint([f"{t}_id"], [f"{t}.id"], name=op.f(f"fk_bandeja_{t}_id"))
            for t in ("tarea", "expediente", "proceso")
        ),
        sa.PrimaryKeyConstraint("destino", "tarea_id", name=op.f("pk_bandeja")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bandeja_vence", "bandeja", ["destino", "vence_el", "tarea_id"])
    op.create_index(
        "ix_bandeja_urgencia", "bandeja", ["destino", "urgencia", "vence_el", "tarea_id"]
    )
    op.create_index(
        "ix_bandeja_proceso", "bandeja", ["destino", "proceso_id", "vence_el", "tarea_id"]
    )
    op.create_index("ix_bandeja_tarea", "bandeja", ["tarea_id"])
    tomada = sa.text("tomador_id <> 0")
    op.create_index(
        "ix_bandeja_tomador",
        "bandeja",
        ["tomador_id", "destino"],
        sqlite_where=tomada,
        postgresql_where=tomada,
    )


def _crear_participacion() -> None:
    op.create_table(
        "participacion",
        sa.Column("expediente_id", IDENTIFICADOR, nullable=False),
        sa.Column("unidad_id", IDENTIFICADOR, nullable=False),
        sa.Column("abierta", sa.Boolean(), nullable=False),
        sa.Column("ultima_el", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([f"{t}_id"], [f"{t}.id"], name=op.f(f"fk_participacion_{t}_id"))
            for t in ("expediente", "unidad")
        ),
        sa.PrimaryKeyConstraint("expediente_id", "unidad_id", name=op.f("pk_participacion")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_participacion_espera",
        "participacion",
        ["unidad_id", "ultima_el", "expediente_id"],
        sqlite_where=sa.text("abierta = 1"),
        postgresql_where=sa.text("abierta"),
    )


def _crear_busqueda() -> None:
    palabras = sa.Column("palabras", PALABRAS, nullable=False)
    for tabla, mas in (("busqueda", (palabras,)), ("busqueda_pendiente", ())):
        op.create_table(
            tabla,
            sa.Column("expediente_id", IDENTIFICADOR, autoincrement=False, nullable=False),
            sa.Column("numero", sa.Integer(), nullable=False),
            *mas,
            sa.ForeignKeyConstraint(
                ["expediente_id"], ["expediente.id"], name=op.f(f"fk_{tabla}_expediente_id")
            ),
            sa.PrimaryKeyConstraint("expediente_id", name=op.f(f"pk_{tabla}")),
        )
    if es_postgresql():
        op.create_index("ix_busqueda_palabras", "busqueda", ["palabras"], postgresql_using="gin")
    else:
        op.get_bind().exec_driver_sql(CREAR_FTS)


def _reemplazar_indices() -> None:
    """La bandeja ya no se busca en `tarea` ni en `tarea_candidato`."""
    for que in DE_TAREA:
        op.drop_index(f"ix_tarea_bandeja_{que}", table_name="tarea")
        op.drop_index(f"ix_tarea_candidato_{que}", table_name="tarea_candidato")


def _reponer_indices() -> None:
    abierta = sa.text(ABIERTA)
    for que in DE_TAREA:
        op.create_index(
            f"ix_tarea_bandeja_{que}",
            "tarea",
            [f"{que}_id", "vence_el", "id"],
            sqlite_where=abierta,
            postgresql_where=abierta,
        )
        op.create_index(f"ix_tarea_candidato_{que}", "tarea_candidato", [f"{que}_id"])
