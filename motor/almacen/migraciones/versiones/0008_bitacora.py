"""Asientos, que nadie puede cambiar ni borrar.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.disparadores import Rechazo, crear, quitar

revision = "0008_bitacora"
down_revision = "0007_documentos"

RECHAZOS = (
    Rechazo(
        "asiento",
        "asiento_fijo",
        ("UPDATE", "DELETE"),
        "La bitacora solo admite asientos nuevos: ninguno se cambia ni se borra.",
    ),
)


def upgrade() -> None:
    op.create_table(
        "cadena_sistema",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cola_numero", sa.Integer(), nullable=False),
        sa.Column("cola_huella", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(cola_numero = 0) = (cola_huella = '')", name=op.f("ck_cadena_sistema_cola_completa")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_cadena_sistema_una_sola_fila")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadena_sistema")),
    )
    op.create_table(
        "asiento",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("hecho", sa.Text(), nullable=False),
        sa.Column("hecho_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("contenido", sa.Text(), nullable=False),
        sa.Column("huella", sa.Text(), nullable=False),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_asiento_huella_de_64")),
        sa.CheckConstraint("numero >= 1", name=op.f("ck_asiento_numero_desde_uno")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_asiento_expediente_id")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_asiento_persona_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asiento")),
        sa.UniqueConstraint(
            "expediente_id", "numero", name=op.f("uq_asiento_expediente_id_numero")
        ),
    )
    op.create_index("ix_asiento_persona", "asiento", ["persona_id", "id"], unique=False)
    op.create_index(
        "uq_asiento_sistema",
        "asiento",
        ["numero"],
        unique=True,
        sqlite_where=sa.text("expediente_id IS NULL"),
        postgresql_where=sa.text("expediente_id IS NULL"),
    )
    op.execute("INSERT INTO cadena_sistema (id, cola_numero, cola_huella) VALUES (1, 0, '')")
    for rechazo in RECHAZOS:
        crear(rechazo)


def downgrade() -> None:
    for rechazo in RECHAZOS:
        quitar(rechazo)
    op.drop_index(
        "uq_asiento_sistema",
        table_name="asiento",
        sqlite_where=sa.text("expediente_id IS NULL"),
        postgresql_where=sa.text("expediente_id IS NULL"),
    )
    op.drop_index("ix_asiento_persona", table_name="asiento")
    op.drop_table("asiento")
    op.drop_table("cadena_sistema")
