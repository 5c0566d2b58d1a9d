"""Instituciones, unidades, cargos, personas y designaciones.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001_organizacion"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "institucion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sigla", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("municipio", sa.Text(), nullable=False),
        sa.Column("activa", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institucion")),
        sa.UniqueConstraint("sigla", name=op.f("uq_institucion_sigla")),
    )
    op.create_table(
        "persona",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("usuario", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("ci", sa.Text(), nullable=False),
        sa.Column("correo", sa.Text(), nullable=False),
        sa.Column("clave_hash", sa.Text(), nullable=True),
        sa.Column("activa", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("usuario", name=op.f("uq_persona_usuario")),
    )
    op.create_table(
        "unidad",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sigla", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column(
            "superior_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("vigente_hasta", sa.Date(), nullable=True),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "superior_id IS NULL OR superior_id <> id", name=op.f("ck_unidad_superior_es_otra")
        ),
        sa.CheckConstraint(
            "vigente_hasta IS NULL OR vigente_hasta >= vigente_desde",
            name=op.f("ck_unidad_vigencia_en_orden"),
        ),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_unidad_institucion_id")
        ),
        sa.ForeignKeyConstraint(["superior_id"], ["unidad.id"], name=op.f("fk_unidad_superior_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unidad")),
        sa.UniqueConstraint("sigla", name=op.f("uq_unidad_sigla")),
    )
    op.create_table(
        "cargo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column(
            "unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "superior_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "acceso",
            sa.Enum(
                "ordinario",
                "lectura",
                "ninguno",
                name="acceso",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("facultades", sa.Text(), nullable=False),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "superior_id IS NULL OR superior_id <> id", name=op.f("ck_cargo_superior_es_otro")
        ),
        sa.ForeignKeyConstraint(["superior_id"], ["cargo.id"], name=op.f("fk_cargo_superior_id")),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_cargo_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cargo")),
        sa.UniqueConstraint("clave", name=op.f("uq_cargo_clave")),
    )
    op.create_index(op.f("ix_cargo_unidad_id"), "cargo", ["unidad_id"], unique=False)
    op.create_table(
        "unidad_anterior",
        sa.Column(
            "unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.Column("vigente_hasta", sa.Date(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column(
            "superior_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "vigente_hasta >= vigente_desde", name=op.f("ck_unidad_anterior_vigencia_en_orden")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["unidad.id"], name=op.f("fk_unidad_anterior_superior_id")
        ),
        sa.ForeignKeyConstraint(
            ["unidad_id"], ["unidad.id"], name=op.f("fk_unidad_anterior_unidad_id")
        ),
        sa.PrimaryKeyConstraint("unidad_id", "vigente_desde", name=op.f("pk_unidad_anterior")),
    )
    op.create_table(
        "designacion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "calidad",
            sa.Enum(
                "titular",
                "interino",
                "suplente",
                "delegado",
                name="calidad",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("desde_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hasta_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("documento", sa.Text(), nullable=False),
        sa.Column(
            "representada_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("procesos", sa.Text(), nullable=True),
        sa.Column("tareas", sa.Text(), nullable=True),
        sa.Column("revocada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "revocada_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("revocacion_motivo", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(calidad IN ('suplente', 'delegado')) = (representada_id IS NOT NULL)",
            name=op.f("ck_designacion_suplencia_y_delegacion_dicen_por_quien"),
        ),
        sa.CheckConstraint(
            "calidad NOT IN ('suplente', 'delegado') OR (documento <> '' AND hasta_el IS NOT NULL)",
            name=op.f("ck_designacion_suplencia_y_delegacion_son_escritas_y_temporales"),
        ),
        sa.CheckConstraint(
            "(revocada_el IS NULL) = (revocacion_motivo IS NULL)",
            name=op.f("ck_designacion_revocada_con_motivo"),
        ),
        sa.CheckConstraint(
            "hasta_el IS NULL OR hasta_el > desde_el", name=op.f("ck_designacion_vigencia_en_orden")
        ),
        sa.CheckConstraint(
            "representada_id IS NULL OR representada_id <> persona_id",
            name=op.f("ck_designacion_nadie_se_representa"),
        ),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name=op.f("fk_designacion_cargo_id")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_designacion_persona_id")
        ),
        sa.ForeignKeyConstraint(
            ["representada_id"], ["persona.id"], name=op.f("fk_designacion_representada_id")
        ),
        sa.ForeignKeyConstraint(
            ["revocada_por_id"], ["persona.id"], name=op.f("fk_designacion_revocada_por_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_designacion")),
    )
    op.create_index("ix_designacion_cargo", "designacion", ["cargo_id", "desde_el"], unique=False)
    op.create_index(
        "ix_designacion_persona", "designacion", ["persona_id", "desde_el"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_designacion_persona", table_name="designacion")
    op.drop_index("ix_designacion_cargo", table_name="designacion")
    op.drop_table("designacion")
    op.drop_table("unidad_anterior")
    op.drop_index(op.f("ix_cargo_unidad_id"), table_name="cargo")
    op.drop_table("cargo")
    op.drop_table("unidad")
    op.drop_table("persona")
    op.drop_table("institucion")
