"""Los movimientos de ficha pedidos, con sus dos personas, y los procesos suspendidos.

Fase: antes de desplegar (el código anterior ignora las tablas).
"""

import sqlalchemy as sa
from alembic import op

revision = "0019_movimientos"
down_revision = "0018_paso_de_tarea"

ESTADOS = ("pedido", "aprobado", "rechazado", "caducado")


def identificador() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def ajena(tabla: str, columna: str, otra: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([columna], [f"{otra}.id"], name=op.f(f"fk_{tabla}_{columna}"))


def upgrade() -> None:
    _movimiento()
    _suspendido()


def _movimiento() -> None:
    tabla = "movimiento"
    estados = sa.Enum(*ESTADOS, name="estadomovimiento", native_enum=False, create_constraint=True)
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("instancia_id", identificador(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ficha", sa.Integer(), nullable=False),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column("destino", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("estado", estados, nullable=False),
        sa.Column("pedido_por_id", identificador(), nullable=False),
        sa.Column("pedido_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resuelto_por_id", identificador(), nullable=True),
        sa.Column("resuelto_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("respuesta", sa.Text(), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f(f"ck_{tabla}_con_motivo")),
        sa.CheckConstraint(
            "(estado = 'pedido') = (resuelto_el IS NULL)",
            name=op.f(f"ck_{tabla}_resuelto_con_fecha"),
        ),
        sa.CheckConstraint(
            "resuelto_por_id IS NULL OR estado = 'caducado' OR resuelto_por_id <> pedido_por_id",
            name=op.f(f"ck_{tabla}_cuatro_ojos"),
        ),
        ajena(tabla, "instancia_id", "instancia"),
        ajena(tabla, "pedido_por_id", "persona"),
        ajena(tabla, "resuelto_por_id", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )
    pedido = sa.text("estado = 'pedido'")
    op.create_index(
        "uq_movimiento_pedido",
        tabla,
        ["instancia_id"],
        unique=True,
        sqlite_where=pedido,
        postgresql_where=pedido,
    )
    op.create_index("ix_movimiento_instancia", tabla, ["instancia_id"])


def _suspendido() -> None:
    tabla = "proceso_suspendido"
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("proceso_id", identificador(), nullable=False),
        sa.Column("con_casos", sa.Boolean(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("suspension_id", identificador(), nullable=True),
        sa.Column("suspendido_por_id", identificador(), nullable=False),
        sa.Column("suspendido_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reanudado_por_id", identificador(), nullable=True),
        sa.Column("reanudado_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("motivo <> ''", name=op.f(f"ck_{tabla}_con_motivo")),
        sa.CheckConstraint(
            "(reanudado_el IS NULL) = (reanudado_por_id IS NULL)",
            name=op.f(f"ck_{tabla}_reanudado_por"),
        ),
        ajena(tabla, "proceso_id", "proceso"),
        ajena(tabla, "suspension_id", "suspension"),
        ajena(tabla, "suspendido_por_id", "persona"),
        ajena(tabla, "reanudado_por_id", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )
    vigente = sa.text("reanudado_el IS NULL")
    op.create_index(
        "uq_proceso_suspendido_vigente",
        tabla,
        ["proceso_id"],
        unique=True,
        sqlite_where=vigente,
        postgresql_where=vigente,
    )


def downgrade() -> None:
    op.drop_table("proceso_suspendido")
    op.drop_table("movimiento")
