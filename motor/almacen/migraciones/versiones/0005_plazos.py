"""Plazos, parámetros, avisos y calendario.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_plazos"
down_revision = "0004_tareas"


def upgrade() -> None:
    op.create_table(
        "dia_habilitado",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("municipio", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("documento", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "motivo <> '' AND documento <> ''", name=op.f("ck_dia_habilitado_fundado")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dia_habilitado")),
        sa.UniqueConstraint("fecha", "municipio", name=op.f("uq_dia_habilitado_fecha_municipio")),
    )
    op.create_table(
        "dia_inhabil",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column(
            "ambito",
            sa.Enum(
                "nacional",
                "departamental",
                "municipal",
                name="ambitodia",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("municipio", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.Column(
            "etiqueta",
            sa.Enum(
                "citado",
                "conocido",
                "supuesto",
                name="etiqueta",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(ambito = 'municipal') = (municipio <> '')",
            name=op.f("ck_dia_inhabil_municipio_si_municipal"),
        ),
        sa.CheckConstraint("norma <> ''", name=op.f("ck_dia_inhabil_con_norma")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dia_inhabil")),
        sa.UniqueConstraint(
            "fecha", "ambito", "municipio", name=op.f("uq_dia_inhabil_fecha_ambito_municipio")
        ),
    )
    op.create_table(
        "parametro_plazo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("valor", sa.Text(), nullable=False),
        sa.Column(
            "unidad",
            sa.Enum(
                "dh",
                "dc",
                "meses",
                "anios",
                "hora",
                "numero",
                "porcentaje",
                "si_no",
                "texto",
                name="unidadparametro",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.Column(
            "etiqueta",
            sa.Enum(
                "citado",
                "conocido",
                "supuesto",
                name="etiqueta",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("prorrogas_max", sa.Integer(), nullable=False),
        sa.Column("prorroga_clave", sa.Text(), nullable=False),
        sa.Column("vigente_desde", sa.Date(), nullable=False),
        sa.CheckConstraint("valor <> ''", name=op.f("ck_parametro_plazo_con_valor")),
        sa.CheckConstraint(
            "prorrogas_max >= 0", name=op.f("ck_parametro_plazo_prorrogas_no_negativas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parametro_plazo")),
        sa.UniqueConstraint(
            "clave", "vigente_desde", name=op.f("uq_parametro_plazo_clave_vigente_desde")
        ),
    )
    op.create_table(
        "revision_calendario",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_revision_calendario_una_sola_fila")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_calendario")),
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desde_fecha", sa.Date(), nullable=False),
        sa.Column("hasta_fecha", sa.Date(), nullable=True),
        sa.Column(
            "alcance",
            sa.Enum(
                "todo",
                "institucion",
                "proceso",
                "expediente",
                "plazo",
                name="alcancesuspension",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("referencia", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("documento", sa.Text(), nullable=False),
        sa.Column("creada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "creada_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reanudada_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(alcance = 'todo') = (referencia = '')",
            name=op.f("ck_suspension_referencia_si_acotada"),
        ),
        sa.CheckConstraint("motivo <> ''", name=op.f("ck_suspension_con_motivo")),
        sa.CheckConstraint(
            "hasta_fecha IS NULL OR hasta_fecha >= desde_fecha",
            name=op.f("ck_suspension_fechas_en_orden"),
        ),
        sa.ForeignKeyConstraint(
            ["creada_por_id"], ["persona.id"], name=op.f("fk_suspension_creada_por_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_table(
        "plazo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "instancia_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ficha", sa.Integer(), nullable=False),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column("definicion", sa.Integer(), nullable=False),
        sa.Column(
            "clase",
            sa.Enum(
                "tarea",
                "temporizador",
                name="claseplazo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("tarea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "estado",
            sa.Enum(
                "abierto",
                "cumplido",
                "vencido",
                "cancelado",
                name="estadoplazo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("clave", sa.Text(), nullable=True),
        sa.Column("literal", sa.Text(), nullable=False),
        sa.Column("cantidad", sa.Integer(), nullable=False),
        sa.Column(
            "unidad",
            sa.Enum(
                "dh",
                "dc",
                "meses",
                "anios",
                "duracion",
                "fecha",
                name="unidadplazo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.Column("etiqueta", sa.Text(), nullable=False),
        sa.Column("desde_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desde_fecha", sa.Date(), nullable=False),
        sa.Column("distancia_dias", sa.Integer(), nullable=False),
        sa.Column("municipio", sa.Text(), nullable=False),
        sa.Column("vence_fecha", sa.Date(), nullable=False),
        sa.Column("vence_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prorrogas", sa.Integer(), nullable=False),
        sa.Column("prorroga_cantidad", sa.Integer(), nullable=False),
        sa.Column("dias_suspendidos", sa.Integer(), nullable=False),
        sa.Column("avisos", sa.Text(), nullable=False),
        sa.Column("proximo_aviso_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vueltas", sa.Integer(), nullable=True),
        sa.Column("cerrado_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(estado = 'abierto') = (cerrado_el IS NULL)", name=op.f("ck_plazo_cerrado_con_fecha")
        ),
        sa.CheckConstraint(
            "clase <> 'tarea' OR tarea_id IS NOT NULL", name=op.f("ck_plazo_tarea_presente")
        ),
        sa.CheckConstraint(
            "vence_el >= desde_el OR unidad = 'fecha'", name=op.f("ck_plazo_vence_despues")
        ),
        sa.CheckConstraint(
            "prorrogas >= 0 AND dias_suspendidos >= 0", name=op.f("ck_plazo_cuentas_no_negativas")
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_plazo_expediente_id")
        ),
        sa.ForeignKeyConstraint(
            ["instancia_id"], ["instancia.id"], name=op.f("fk_plazo_instancia_id")
        ),
        sa.ForeignKeyConstraint(["tarea_id"], ["tarea.id"], name=op.f("fk_plazo_tarea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plazo")),
    )
    op.create_index(
        "ix_plazo_aviso",
        "plazo",
        ["proximo_aviso_el"],
        unique=False,
        sqlite_where=sa.text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
        postgresql_where=sa.text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
    )
    op.create_index("ix_plazo_expediente", "plazo", ["expediente_id", "id"], unique=False)
    op.create_index("ix_plazo_instancia", "plazo", ["instancia_id", "ficha"], unique=False)
    op.create_index(
        "ix_plazo_vence",
        "plazo",
        ["vence_el", "id"],
        unique=False,
        sqlite_where=sa.text("estado = 'abierto'"),
        postgresql_where=sa.text("estado = 'abierto'"),
    )
    op.create_table(
        "aviso",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "expediente_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("plazo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cargo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("clase", sa.Text(), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("creado_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leido_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(cargo_id IS NULL) <> (persona_id IS NULL)", name=op.f("ck_aviso_un_solo_destino")
        ),
        sa.ForeignKeyConstraint(["cargo_id"], ["cargo.id"], name=op.f("fk_aviso_cargo_id")),
        sa.ForeignKeyConstraint(
            ["expediente_id"], ["expediente.id"], name=op.f("fk_aviso_expediente_id")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_aviso_persona_id")),
        sa.ForeignKeyConstraint(["plazo_id"], ["plazo.id"], name=op.f("fk_aviso_plazo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aviso")),
    )
    op.create_index("ix_aviso_cargo", "aviso", ["cargo_id", "id"], unique=False)
    op.create_index("ix_aviso_persona", "aviso", ["persona_id", "id"], unique=False)
    op.create_table(
        "plazo_evento",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plazo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "hecho",
            sa.Enum(
                "recalculado",
                "prorrogado",
                "suspendido",
                "reanudado",
                name="hechoplazo",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("hecho_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("antes_fecha", sa.Date(), nullable=False),
        sa.Column("despues_fecha", sa.Date(), nullable=False),
        sa.Column("antes_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("despues_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column(
            "persona_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_plazo_evento_persona_id")
        ),
        sa.ForeignKeyConstraint(["plazo_id"], ["plazo.id"], name=op.f("fk_plazo_evento_plazo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plazo_evento")),
    )
    op.create_index("ix_plazo_evento_plazo", "plazo_evento", ["plazo_id", "id"], unique=False)
    op.execute("INSERT INTO revision_calendario (id, revision) VALUES (1, 0)")


def downgrade() -> None:
    op.drop_index("ix_plazo_evento_plazo", table_name="plazo_evento")
    op.drop_table("plazo_evento")
    op.drop_index("ix_aviso_persona", table_name="aviso")
    op.drop_index("ix_aviso_cargo", table_name="aviso")
    op.drop_table("aviso")
    op.drop_index(
        "ix_plazo_vence",
        table_name="plazo",
        sqlite_where=sa.text("estado = 'abierto'"),
        postgresql_where=sa.text("estado = 'abierto'"),
    )
    op.drop_index("ix_plazo_instancia", table_name="plazo")
    op.drop_index("ix_plazo_expediente", table_name="plazo")
    op.drop_index(
        "ix_plazo_aviso",
        table_name="plazo",
        sqlite_where=sa.text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
        postgresql_where=sa.text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
    )
    op.drop_table("plazo")
    op.drop_table("suspension")
    op.drop_table("revision_calendario")
    op.drop_table("parametro_plazo")
    op.drop_table("dia_inhabil")
    op.drop_table("dia_habilitado")
