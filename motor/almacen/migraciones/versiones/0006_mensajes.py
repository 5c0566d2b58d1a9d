"""Mensajes, esperas, trabajos, incidentes e idempotencia.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_mensajes"
down_revision = "0005_plazos"


def upgrade() -> None:
    op.create_table(
        "idempotencia",
        sa.Column("usuario", sa.Text(), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("operacion", sa.Text(), nullable=False),
        sa.Column("huella", sa.Text(), nullable=False),
        sa.Column("respuesta", sa.Text(), nullable=True),
        sa.Column("hecha_el", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("usuario", "clave", name=op.f("pk_idempotencia")),
    )
    op.create_index(op.f("ix_idempotencia_hecha_el"), "idempotencia", ["hecha_el"], unique=False)
    op.create_table(
        "espera",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ficha", sa.Integer(), nullable=False),
        sa.Column("definicion", sa.Integer(), nullable=False),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column(
            "clase",
            sa.Enum(
                "mensaje",
                "senal",
                name="clasesuscripcion",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("clave", sa.Text(), nullable=True),
        sa.Column("abierta_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_espera_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_espera_instancia_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_espera")),
        sa.UniqueConstraint(
            "instancia_id",
            "ficha",
            "definicion",
            name=op.f("uq_espera_instancia_id_ficha_definicion"),
        ),
    )
    op.create_index("ix_espera_suscripcion", "espera", ["clase", "nombre", "clave"], unique=False)
    op.create_table(
        "mensaje",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("clave", sa.Text(), nullable=True),
        sa.Column("contenido", sa.Text(), nullable=False),
        sa.Column(
            "estado",
            sa.Enum(
                "enviado",
                "depositado",
                "recibido",
                name="estadomensaje",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column(
            "de_institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "a_institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("a_elemento", sa.Text(), nullable=False),
        sa.Column("enviado_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "enviado_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("depositado_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "destino_expediente_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "destino_instancia_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("recibido_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "recibido_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("recibido_como", sa.Text(), nullable=True),
        sa.Column("computa_fecha", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(depositado_el IS NULL) = (estado = 'enviado')",
            name=op.f("ck_mensaje_depositado_con_fecha"),
        ),
        sa.CheckConstraint(
            "(estado = 'recibido') = (recibido_el IS NOT NULL)",
            name=op.f("ck_mensaje_recibido_con_fecha"),
        ),
        sa.CheckConstraint(
            "(recibido_el IS NULL) = (recibido_por_id IS NULL)",
            name=op.f("ck_mensaje_recibido_por"),
        ),
        sa.ForeignKeyConstraint(
            ["a_institucion_id"], ["institucion.id"], name=op.f("fk_mensaje_a_institucion_id")
        ),
        sa.ForeignKeyConstraint(
            ["de_institucion_id"], ["institucion.id"], name=op.f("fk_mensaje_de_institucion_id")
        ),
        sa.ForeignKeyConstraint(
            ["destino_expediente_id"],
            ["expediente.id"],
            name=op.f("fk_mensaje_destino_expediente_id"),
        ),
        sa.ForeignKeyConstraint(
            ["destino_instancia_id"], ["instancia.id"], name=op.f("fk_mensaje_destino_instancia_id")
        ),
        sa.ForeignKeyConstraint(
            ["enviado_por_id"], ["persona.id"], name=op.f("fk_mensaje_enviado_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_mensaje_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_mensaje_instancia_id")
        ),
        sa.ForeignKeyConstraint(
            ["recibido_por_id"], ["persona.id"], name=op.f("fk_mensaje_recibido_por_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mensaje")),
    )
    op.create_index("ix_mensaje_destino", "mensaje", ["destino_expediente_id", "id"], unique=False)
    op.create_index("ix_mensaje_expediente", "mensaje", ["expediente_id", "id"], unique=False)
    op.create_index(
        "ix_mensaje_por_entregar",
        "mensaje",
        ["nombre", "clave"],
        unique=False,
        sqlite_where=sa.text("estado = 'enviado'"),
        postgresql_where=sa.text("estado = 'enviado'"),
    )
    op.create_index(
        "ix_mensaje_por_recibir",
        "mensaje",
        ["a_institucion_id", "id"],
        unique=False,
        sqlite_where=sa.text("estado = 'depositado'"),
        postgresql_where=sa.text("estado = 'depositado'"),
    )
    op.create_table(
        "trabajo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "tipo",
            sa.Enum(
                "iniciar_llamada",
                "retornar_llamada",
                "entregar_mensaje",
                "difundir_senal",
                "servicio",
                "vencer_plazo",
                "avisar_plazo",
                "continuar",
                "correo",
                "iniciar_proceso",
                "anular_llamada",
                name="tipotrabajo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "estado",
            sa.Enum(
                "pendiente",
                "hecho",
                "incidente",
                "cancelado",
                name="estadotrabajo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("debido_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ficha", sa.Integer(), nullable=True),
        sa.Column("tema", sa.Text(), nullable=True),
        sa.Column("datos", sa.Text(), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("reservado_por", sa.Text(), nullable=True),
        sa.Column("reservado_hasta", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ultimo_error", sa.Text(), nullable=True),
        sa.Column("creado_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reservado_por IS NULL) = (reservado_hasta IS NULL)",
            name=op.f("ck_trabajo_reserva_completa"),
        ),
        sa.CheckConstraint("intentos >= 0", name=op.f("ck_trabajo_intentos_no_negativos")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_trabajo_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_trabajo_instancia_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trabajo")),
    )
    op.create_index("ix_trabajo_instancia", "trabajo", ["instancia_id", "ficha"], unique=False)
    op.create_index(
        "ix_trabajo_pendiente",
        "trabajo",
        ["debido_el", "id"],
        unique=False,
        sqlite_where=sa.text("estado = 'pendiente'"),
        postgresql_where=sa.text("estado = 'pendiente'"),
    )
    op.create_table(
        "incidente",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("ficha", sa.Integer(), nullable=True),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column(
            "trabajo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("mensaje", sa.Text(), nullable=False),
        sa.Column("abierto_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resuelto_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "resuelto_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_incidente_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_incidente_instancia_id")
        ),
        sa.ForeignKeyConstraint(
            ["resuelto_por_id"], ["persona.id"], name=op.f("fk_incidente_resuelto_por_id")
        ),
        sa.ForeignKeyConstraint(
            ["trabajo_id"], ["trabajo.id"], name=op.f("fk_incidente_trabajo_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidente")),
    )
    op.create_index(
        "ix_incidente_abierto",
        "incidente",
        ["instancia_id", "ficha"],
        unique=False,
        sqlite_where=sa.text("resuelto_el IS NULL"),
        postgresql_where=sa.text("resuelto_el IS NULL"),
    )
    op.create_index("ix_incidente_expediente", "incidente", ["expediente_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_incidente_expediente", table_name="incidente")
    op.drop_index(
        "ix_incidente_abierto",
        table_name="incidente",
        sqlite_where=sa.text("resuelto_el IS NULL"),
        postgresql_where=sa.text("resuelto_el IS NULL"),
    )
    op.drop_table("incidente")
    op.drop_index(
        "ix_trabajo_pendiente",
        table_name="trabajo",
        sqlite_where=sa.text("estado = 'pendiente'"),
        postgresql_where=sa.text("estado = 'pendiente'"),
    )
    op.drop_index("ix_trabajo_instancia", table_name="trabajo")
    op.drop_table("trabajo")
    op.drop_index(
        "ix_mensaje_por_recibir",
        table_name="mensaje",
        sqlite_where=sa.text("estado = 'depositado'"),
        postgresql_where=sa.text("estado = 'depositado'"),
    )
    op.drop_index(
        "ix_mensaje_por_entregar",
        table_name="mensaje",
        sqlite_where=sa.text("estado = 'enviado'"),
        postgresql_where=sa.text("estado = 'enviado'"),
    )
    op.drop_index("ix_mensaje_expediente", table_name="mensaje")
    op.drop_index("ix_mensaje_destino", table_name="mensaje")
    op.drop_table("mensaje")
    op.drop_index("ix_espera_suscripcion", table_name="espera")
    op.drop_table("espera")
    op.drop_index(op.f("ix_idempotencia_hecha_el"), table_name="idempotencia")
    op.drop_table("idempotencia")
