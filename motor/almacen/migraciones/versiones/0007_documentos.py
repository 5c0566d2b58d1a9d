"""Documentos y sus versiones, que ya no cambian.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.disparadores import Rechazo, crear, quitar

revision = "0007_documentos"
down_revision = "0006_mensajes"

RECHAZOS = (
    Rechazo(
        "documento_version",
        "documento_version_fija",
        ("UPDATE", "DELETE"),
        "Una version de documento no se cambia ni se borra: agregue otra.",
    ),
)


def upgrade() -> None:
    op.create_table(
        "documento",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("tipo", sa.Text(), nullable=False),
        sa.Column("reservado", sa.Boolean(), nullable=False),
        sa.Column("norma_reserva", sa.Text(), nullable=False),
        sa.Column("creado_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("nombre <> ''", name=op.f("ck_documento_con_nombre")),
        sa.CheckConstraint(
            "reservado = (norma_reserva <> '')", name=op.f("ck_documento_reserva_con_norma")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_documento_expediente_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documento")),
    )
    op.create_index(
        "ix_documento_expediente", "documento", ["expediente_id", "nombre"], unique=False
    )
    op.create_table(
        "documento_version",
        sa.Column(
            "documento_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("numero", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("largo_bytes", sa.Integer(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("archivo", sa.Text(), nullable=False),
        sa.Column("fojas", sa.Integer(), nullable=False),
        sa.Column("foja_desde", sa.Integer(), nullable=False),
        sa.Column("anexos", sa.Integer(), nullable=False),
        sa.Column("extemporaneo", sa.Boolean(), nullable=False),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("campo", sa.Text(), nullable=False),
        sa.Column(
            "subido_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("subido_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "fojas >= 1 AND foja_desde >= 1", name=op.f("ck_documento_version_fojas_desde_una")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_documento_version_sha256_de_64")),
        sa.CheckConstraint(
            "numero >= 1 AND largo_bytes >= 0 AND anexos >= 0",
            name=op.f("ck_documento_version_cuentas"),
        ),
        sa.ForeignKeyConstraint(
            ["documento_id"], ["documento.id"], name=op.f("fk_documento_version_documento_id")
        ),
        sa.ForeignKeyConstraint(
            ["subido_por_id"], ["persona.id"], name=op.f("fk_documento_version_subido_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["tarea_id"], ["tarea.id"], name=op.f("fk_documento_version_tarea_id")
        ),
        sa.PrimaryKeyConstraint("documento_id", "numero", name=op.f("pk_documento_version")),
    )
    op.create_index("ix_documento_version_sha256", "documento_version", ["sha256"], unique=False)
    for rechazo in RECHAZOS:
        crear(rechazo)


def downgrade() -> None:
    for rechazo in RECHAZOS:
        quitar(rechazo)
    op.drop_index("ix_documento_version_sha256", table_name="documento_version")
    op.drop_table("documento_version")
    op.drop_index("ix_documento_expediente", table_name="documento")
    op.drop_table("documento")
