"""Tareas, candidatos, comentarios y derivaciones.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_tareas"
down_revision = "0003_expedientes"


def upgrade() -> None:
    op.create_table(
        "tarea",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ficha", sa.Integer(), nullable=False),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("ambito", sa.Integer(), nullable=False),
        sa.Column("indice", sa.Integer(), nullable=True),
        sa.Column(
            "estado",
            sa.Enum(
                "disponible",
                "tomada",
                "completada",
                "cancelada",
                name="estadotarea",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("formulario", sa.Text(), nullable=True),
        sa.Column("prioridad", sa.Integer(), nullable=False),
        sa.Column("vence_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("creada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "tomada_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("tomada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("borrador", sa.Text(), nullable=True),
        sa.Column("devolucion", sa.Text(), nullable=True),
        sa.Column("cerrada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "completada_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "completada_con_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("completada_como", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(estado = 'completada') = (completada_por_id IS NOT NULL)",
            name=op.f("ck_tarea_completada_por"),
        ),
        sa.CheckConstraint(
            "(estado IN ('completada', 'cancelada')) = (cerrada_el IS NOT NULL)",
            name=op.f("ck_tarea_cerrada_con_fecha"),
        ),
        sa.CheckConstraint(
            "estado <> 'tomada' OR (tomada_por_id IS NOT NULL AND tomada_el IS NOT NULL)",
            name=op.f("ck_tarea_tomada_por"),
        ),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name=op.f("fk_tarea_cargo_id")),
        sa.ForeignKeyConstraint(
            ["completada_con_id"], ["designacion.id"], name=op.f("fk_tarea_completada_con_id")
        ),
        sa.ForeignKeyConstraint(
            ["completada_por_id"], ["persona.id"], name=op.f("fk_tarea_completada_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_tarea_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_tarea_instancia_id")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_tarea_persona_id")),
        sa.ForeignKeyConstraint(
            ["tomada_por_id"], ["persona.id"], name=op.f("fk_tarea_tomada_por_id")
        ),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_tarea_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tarea")),
    )
    op.create_index(
        "ix_tarea_bandeja_cargo",
        "tarea",
        ["cargo_id", "vence_el", "id"],
        unique=False,
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.create_index(
        "ix_tarea_bandeja_persona",
        "tarea",
        ["persona_id", "vence_el", "id"],
        unique=False,
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.create_index(
        "ix_tarea_bandeja_unidad",
        "tarea",
        ["unidad_id", "vence_el", "id"],
        unique=False,
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.create_index("ix_tarea_expediente", "tarea", ["expediente_id", "id"], unique=False)
    op.create_index(
        "uq_tarea_ficha_abierta",
        "tarea",
        ["instancia_id", "ficha"],
        unique=True,
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.create_table(
        "comentario",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("como", sa.Text(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("hecho_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("texto <> ''", name=op.f("ck_comentario_con_texto")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_comentario_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_comentario_persona_id")
        ),
        sa.ForeignKeyConstraint(["tarea_id"], ["tarea.id"], name=op.f("fk_comentario_tarea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comentario")),
    )
    op.create_index("ix_comentario_expediente", "comentario", ["expediente_id", "id"], unique=False)
    op.create_table(
        "derivacion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("como", sa.Text(), nullable=False),
        sa.Column("proveido", sa.Text(), nullable=False),
        sa.Column("instruccion", sa.Text(), nullable=False),
        sa.Column("hecha_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("proveido <> ''", name=op.f("ck_derivacion_con_proveido")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_derivacion_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_derivacion_persona_id")
        ),
        sa.ForeignKeyConstraint(["tarea_id"], ["tarea.id"], name=op.f("fk_derivacion_tarea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derivacion")),
    )
    op.create_index("ix_derivacion_expediente", "derivacion", ["expediente_id", "id"], unique=False)
    op.create_table(
        "tarea_candidato",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(CASE WHEN unidad_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN cargo_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN persona_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_tarea_candidato_un_solo_candidato"),
        ),
        sa.ForeignKeyConstraint(
            ["cargo_id"], ["cargo.id"], name=op.f("fk_tarea_candidato_cargo_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_tarea_candidato_persona_id")
        ),
        sa.ForeignKeyConstraint(
            ["tarea_id"], ["tarea.id"], name=op.f("fk_tarea_candidato_tarea_id")
        ),
        sa.ForeignKeyConstraint(
            ["unidad_id"], ["unidad.id"], name=op.f("fk_tarea_candidato_unidad_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tarea_candidato")),
    )
    op.create_index("ix_tarea_candidato_cargo", "tarea_candidato", ["cargo_id"], unique=False)
    op.create_index("ix_tarea_candidato_persona", "tarea_candidato", ["persona_id"], unique=False)
    op.create_index("ix_tarea_candidato_tarea", "tarea_candidato", ["tarea_id"], unique=False)
    op.create_index("ix_tarea_candidato_unidad", "tarea_candidato", ["unidad_id"], unique=False)
    op.create_table(
        "derivacion_destino",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "derivacion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("con_copia", sa.Boolean(), nullable=False),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recibida_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "recibida_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(CASE WHEN unidad_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN cargo_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN persona_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_derivacion_destino_un_solo_destino"),
        ),
        sa.CheckConstraint(
            "(recibida_el IS NULL) = (recibida_por_id IS NULL)",
            name=op.f("ck_derivacion_destino_recibida_por"),
        ),
        sa.ForeignKeyConstraint(
            ["cargo_id"], ["cargo.id"], name=op.f("fk_derivacion_destino_cargo_id")
        ),
        sa.ForeignKeyConstraint(
            ["derivacion_id"], ["derivacion.id"], name=op.f("fk_derivacion_destino_derivacion_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_derivacion_destino_persona_id")
        ),
        sa.ForeignKeyConstraint(
            ["recibida_por_id"], ["persona.id"], name=op.f("fk_derivacion_destino_recibida_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["tarea_id"], ["tarea.id"], name=op.f("fk_derivacion_destino_tarea_id")
        ),
        sa.ForeignKeyConstraint(
            ["unidad_id"], ["unidad.id"], name=op.f("fk_derivacion_destino_unidad_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derivacion_destino")),
    )
    op.create_index(
        op.f("ix_derivacion_destino_derivacion_id"),
        "derivacion_destino",
        ["derivacion_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_derivacion_destino_derivacion_id"), table_name="derivacion_destino")
    op.drop_table("derivacion_destino")
    op.drop_index("ix_tarea_candidato_unidad", table_name="tarea_candidato")
    op.drop_index("ix_tarea_candidato_tarea", table_name="tarea_candidato")
    op.drop_index("ix_tarea_candidato_persona", table_name="tarea_candidato")
    op.drop_index("ix_tarea_candidato_cargo", table_name="tarea_candidato")
    op.drop_table("tarea_candidato")
    op.drop_index("ix_derivacion_expediente", table_name="derivacion")
    op.drop_table("derivacion")
    op.drop_index("ix_comentario_expediente", table_name="comentario")
    op.drop_table("comentario")
    op.drop_index(
        "uq_tarea_ficha_abierta",
        table_name="tarea",
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.drop_index("ix_tarea_expediente", table_name="tarea")
    op.drop_index(
        "ix_tarea_bandeja_unidad",
        table_name="tarea",
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.drop_index(
        "ix_tarea_bandeja_persona",
        table_name="tarea",
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.drop_index(
        "ix_tarea_bandeja_cargo",
        table_name="tarea",
        sqlite_where=sa.text("estado IN ('disponible', 'tomada')"),
        postgresql_where=sa.text("estado IN ('disponible', 'tomada')"),
    )
    op.drop_table("tarea")
