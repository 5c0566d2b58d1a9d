"""Expedientes, correlativos, instancias, ámbitos y recorridos.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_expedientes"
down_revision = "0002_procesos"


def upgrade() -> None:
    op.create_table(
        "correlativo",
        sa.Column("serie", sa.Text(), nullable=False),
        sa.Column("gestion", sa.Integer(), nullable=False),
        sa.Column("ultimo", sa.Integer(), nullable=False),
        sa.CheckConstraint("ultimo >= 0", name=op.f("ck_correlativo_ultimo_no_negativo")),
        sa.PrimaryKeyConstraint("serie", "gestion", name=op.f("pk_correlativo")),
    )
    op.create_table(
        "expediente",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hr", sa.Text(), nullable=False),
        sa.Column("gestion", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("asunto", sa.Text(), nullable=False),
        sa.Column(
            "proceso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "estado",
            sa.Enum(
                "abierto",
                "cerrado",
                "anulado",
                name="estadoexpediente",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("final", sa.Text(), nullable=True),
        sa.Column("padre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confidencial", sa.Boolean(), nullable=False),
        sa.Column("iniciador", sa.Text(), nullable=False),
        sa.Column("iniciado_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cerrado_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cola_numero", sa.Integer(), nullable=False),
        sa.Column("cola_huella", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(cola_numero = 0) = (cola_huella = '')", name=op.f("ck_expediente_cola_completa")
        ),
        sa.CheckConstraint(
            "(estado = 'abierto') = (cerrado_el IS NULL)",
            name=op.f("ck_expediente_cerrado_con_fecha"),
        ),
        sa.CheckConstraint("numero >= 1", name=op.f("ck_expediente_numero_desde_uno")),
        sa.CheckConstraint(
            "padre_id IS NULL OR padre_id <> id", name=op.f("ck_expediente_padre_es_otro")
        ),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_expediente_institucion_id")
        ),
        sa.ForeignKeyConstraint(
            ["padre_id"], ["expediente.id"], name=op.f("fk_expediente_padre_id")
        ),
        sa.ForeignKeyConstraint(
            ["proceso_id"], ["proceso.id"], name=op.f("fk_expediente_proceso_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expediente")),
        sa.UniqueConstraint("gestion", "numero", name=op.f("uq_expediente_gestion_numero")),
        sa.UniqueConstraint("hr", name=op.f("uq_expediente_hr")),
    )
    op.create_index(op.f("ix_expediente_padre_id"), "expediente", ["padre_id"], unique=False)
    op.create_index(op.f("ix_expediente_proceso_id"), "expediente", ["proceso_id"], unique=False)
    op.create_table(
        "instancia",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("proceso", sa.Text(), nullable=False),
        sa.Column(
            "institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "estado",
            sa.Enum(
                "activa",
                "terminada",
                "anulada",
                name="estadoinstancia",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("fichas", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("madre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("madre_ficha", sa.Integer(), nullable=True),
        sa.Column("iniciada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terminada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(estado = 'activa') = (terminada_el IS NULL)",
            name=op.f("ck_instancia_terminada_con_fecha"),
        ),
        sa.CheckConstraint(
            "(madre_id IS NULL) = (madre_ficha IS NULL)", name=op.f("ck_instancia_llamada_completa")
        ),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_instancia_revision_no_negativa")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_instancia_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_instancia_institucion_id")
        ),
        sa.ForeignKeyConstraint(["madre_id"], ["instancia.id"], name=op.f("fk_instancia_madre_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_instancia_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instancia")),
    )
    op.create_index("ix_instancia_expediente", "instancia", ["expediente_id"], unique=False)
    op.create_index(
        "ix_instancia_madre",
        "instancia",
        ["madre_id"],
        unique=False,
        sqlite_where=sa.text("madre_id IS NOT NULL"),
        postgresql_where=sa.text("madre_id IS NOT NULL"),
    )
    op.create_table(
        "ambito",
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("numero", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("padre", sa.Integer(), nullable=True),
        sa.Column("valores", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(numero = 0) = (padre IS NULL)", name=op.f("ck_ambito_solo_el_primero_sin_padre")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_ambito_instancia_id")
        ),
        sa.PrimaryKeyConstraint("instancia_id", "numero", name=op.f("pk_ambito")),
    )
    op.create_table(
        "recorrido",
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("orden", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hecho_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pasos", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_recorrido_instancia_id")
        ),
        sa.PrimaryKeyConstraint("instancia_id", "orden", name=op.f("pk_recorrido")),
    )


def downgrade() -> None:
    op.drop_table("recorrido")
    op.drop_table("ambito")
    op.drop_index(
        "ix_instancia_madre",
        table_name="instancia",
        sqlite_where=sa.text("madre_id IS NOT NULL"),
        postgresql_where=sa.text("madre_id IS NOT NULL"),
    )
    op.drop_index("ix_instancia_expediente", table_name="instancia")
    op.drop_table("instancia")
    op.drop_index(op.f("ix_expediente_proceso_id"), table_name="expediente")
    op.drop_index(op.f("ix_expediente_padre_id"), table_name="expediente")
    op.drop_table("expediente")
    op.drop_table("correlativo")
