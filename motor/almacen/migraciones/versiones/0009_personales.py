"""Sesiones del navegador, preferencias, filtros, seguimientos, presencia y pedidos de prórroga.

Fase: antes de desplegar (el código anterior ignora las tablas y la columna nueva).
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_personales"
down_revision = "0008_bitacora"


def upgrade() -> None:
    op.create_table(
        "ingreso_fallido",
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("cuenta", sa.Integer(), nullable=False),
        sa.Column("ultimo_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cuenta >= 1", name=op.f("ck_ingreso_fallido_cuenta_desde_uno")),
        sa.PrimaryKeyConstraint("clave", name=op.f("pk_ingreso_fallido")),
    )
    op.create_table(
        "preferencia",
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("valores", sa.Text(), nullable=False),
        sa.Column("calendario_huella", sa.Text(), nullable=True),
        sa.Column("resumen_enviado_el", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_preferencia_persona_id")
        ),
        sa.PrimaryKeyConstraint("persona_id", name=op.f("pk_preferencia")),
        sa.UniqueConstraint("calendario_huella", name=op.f("uq_preferencia_calendario_huella")),
    )
    op.create_table(
        "filtro_guardado",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("unidad_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("consulta", sa.Text(), nullable=False),
        sa.Column("creado_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("nombre <> ''", name=op.f("ck_filtro_guardado_con_nombre")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_filtro_guardado_persona_id")
        ),
        sa.ForeignKeyConstraint(
            ["unidad_id"], ["unidad.id"], name=op.f("fk_filtro_guardado_unidad_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filtro_guardado")),
        sa.UniqueConstraint(
            "persona_id", "nombre", name=op.f("uq_filtro_guardado_persona_id_nombre")
        ),
    )
    with op.batch_alter_table("filtro_guardado", schema=None) as batch_op:
        batch_op.create_index("ix_filtro_guardado_unidad", ["unidad_id"], unique=False)

    op.create_table(
        "seguimiento",
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("desde_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_seguimiento_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_seguimiento_persona_id")
        ),
        sa.PrimaryKeyConstraint("persona_id", "expediente_id", name=op.f("pk_seguimiento")),
    )
    with op.batch_alter_table("seguimiento", schema=None) as batch_op:
        batch_op.create_index("ix_seguimiento_expediente", ["expediente_id"], unique=False)

    op.create_table(
        "sesion_web",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("huella", sa.Text(), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("creada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vista_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vence_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cerrada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip", sa.Text(), nullable=False),
        sa.Column("agente", sa.Text(), nullable=False),
        sa.CheckConstraint("length(huella) = 64", name=op.f("ck_sesion_web_huella_de_64")),
        sa.CheckConstraint("vence_el > creada_el", name=op.f("ck_sesion_web_vence_despues")),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name=op.f("fk_sesion_web_cargo_id")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_sesion_web_persona_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion_web")),
        sa.UniqueConstraint("huella", name=op.f("uq_sesion_web_huella")),
    )
    with op.batch_alter_table("sesion_web", schema=None) as batch_op:
        batch_op.create_index("ix_sesion_web_persona", ["persona_id", "id"], unique=False)

    op.create_table(
        "presencia",
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("vista_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_presencia_persona_id")
        ),
        sa.ForeignKeyConstraint(["tarea_id"], ["tarea.id"], name=op.f("fk_presencia_tarea_id")),
        sa.PrimaryKeyConstraint("tarea_id", "persona_id", name=op.f("pk_presencia")),
    )
    op.create_table(
        "pedido_prorroga",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plazo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dias", sa.Integer(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column(
            "estado",
            sa.Enum(
                "pendiente",
                "concedido",
                "negado",
                "sin_objeto",
                name="estadopedido",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "pedido_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("pedido_como", sa.Text(), nullable=False),
        sa.Column("pedido_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "resuelto_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("resuelto_como", sa.Text(), nullable=True),
        sa.Column("resuelto_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("respuesta", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(estado = 'pendiente') = (resuelto_el IS NULL)",
            name=op.f("ck_pedido_prorroga_resuelto_con_fecha"),
        ),
        sa.CheckConstraint(
            "estado NOT IN ('concedido', 'negado') OR resuelto_por_id IS NOT NULL",
            name=op.f("ck_pedido_prorroga_resuelto_por"),
        ),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_pedido_prorroga_con_motivo")),
        sa.CheckConstraint("dias >= 1", name=op.f("ck_pedido_prorroga_dias_desde_uno")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_pedido_prorroga_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["pedido_por_id"], ["persona.id"], name=op.f("fk_pedido_prorroga_pedido_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["plazo_id"], ["plazo.id"], name=op.f("fk_pedido_prorroga_plazo_id")
        ),
        sa.ForeignKeyConstraint(
            ["resuelto_por_id"], ["persona.id"], name=op.f("fk_pedido_prorroga_resuelto_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["tarea_id"], ["tarea.id"], name=op.f("fk_pedido_prorroga_tarea_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pedido_prorroga")),
    )
    with op.batch_alter_table("pedido_prorroga", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pedido_prorroga_expediente", ["expediente_id", "id"], unique=False
        )
        batch_op.create_index(
            "uq_pedido_prorroga_pendiente",
            ["plazo_id"],
            unique=True,
            sqlite_where=sa.text("estado = 'pendiente'"),
            postgresql_where=sa.text("estado = 'pendiente'"),
        )

    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_foreign_key(batch_op.f("fk_aviso_tarea_id"), "tarea", ["tarea_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("aviso", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_aviso_tarea_id"), type_="foreignkey")
        batch_op.drop_column("tarea_id")

    with op.batch_alter_table("pedido_prorroga", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pedido_prorroga_pendiente",
            sqlite_where=sa.text("estado = 'pendiente'"),
            postgresql_where=sa.text("estado = 'pendiente'"),
        )
        batch_op.drop_index("ix_pedido_prorroga_expediente")

    op.drop_table("pedido_prorroga")
    op.drop_table("presencia")
    with op.batch_alter_table("sesion_web", schema=None) as batch_op:
        batch_op.drop_index("ix_sesion_web_persona")

    op.drop_table("sesion_web")
    with op.batch_alter_table("seguimiento", schema=None) as batch_op:
        batch_op.drop_index("ix_seguimiento_expediente")

    op.drop_table("seguimiento")
    with op.batch_alter_table("filtro_guardado", schema=None) as batch_op:
        batch_op.drop_index("ix_filtro_guardado_unidad")

    op.drop_table("filtro_guardado")
    op.drop_table("preferencia")
    op.drop_table("ingreso_fallido")
