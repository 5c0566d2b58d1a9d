"""Procesos, versiones publicadas y sus recursos, que ya no cambian.

Fase: antes de desplegar.
"""

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.disparadores import (
    Rechazo,
    crear,
    es_postgresql,
    quitar,
    quitar_funcion,
)

revision = "0002_procesos"
down_revision = "0001_organizacion"

RECHAZOS = (
    Rechazo(
        "version",
        "version_publicada",
        ("UPDATE",),
        "Una version publicada no cambia: publique otra.",
        "OLD.estado <> 'borrador' AND (NEW.estado = 'borrador' OR OLD.id <> NEW.id"
        " OR OLD.proceso_id <> NEW.proceso_id OR OLD.numero <> NEW.numero OR OLD.xml <> NEW.xml"
        " OR OLD.sha256 <> NEW.sha256 OR OLD.ficha <> NEW.ficha OR OLD.norma <> NEW.norma"
        " OR OLD.nota <> NEW.nota OR OLD.publicada_el <> NEW.publicada_el)",
    ),
    Rechazo(
        "version",
        "version_borrada",
        ("DELETE",),
        "Una version publicada no se borra: retirela.",
        "OLD.estado <> 'borrador'",
    ),
    Rechazo(
        "recurso",
        "recurso_publicado",
        ("UPDATE", "DELETE"),
        "Los archivos de una version publicada no cambian: publique otra.",
        "cauce_esta_publicada(OLD.version_id)",
        "(SELECT estado FROM version WHERE id = OLD.version_id) <> 'borrador'",
    ),
    Rechazo(
        "recurso",
        "recurso_agregado",
        ("INSERT",),
        "A una version publicada no se le agregan archivos: publique otra.",
        "cauce_esta_publicada(NEW.version_id)",
        "(SELECT estado FROM version WHERE id = NEW.version_id) <> 'borrador'",
    ),
)

ESTA_PUBLICADA = """
CREATE FUNCTION cauce_esta_publicada(la_version bigint) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT estado <> 'borrador' FROM version WHERE id = la_version $$
"""


def upgrade() -> None:
    op.create_table(
        "proceso",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceso")),
        sa.UniqueConstraint("clave", name=op.f("uq_proceso_clave")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "proceso_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column(
            "estado",
            sa.Enum(
                "borrador",
                "vigente",
                "reemplazada",
                "retirada",
                name="estadoversion",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("xml", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ficha", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.Column("creada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publicada_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "publicada_por_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("retirada_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(estado = 'borrador') = (publicada_el IS NULL)",
            name=op.f("ck_version_publicada_con_fecha"),
        ),
        sa.CheckConstraint(
            "(estado = 'retirada') = (retirada_el IS NOT NULL)",
            name=op.f("ck_version_retirada_fecha"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_version_sha256_de_64")),
        sa.CheckConstraint("numero >= 1", name=op.f("ck_version_numero_desde_uno")),
        sa.ForeignKeyConstraint(["proceso_id"], ["proceso.id"], name=op.f("fk_version_proceso_id")),
        sa.ForeignKeyConstraint(
            ["publicada_por_id"], ["persona.id"], name=op.f("fk_version_publicada_por_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("proceso_id", "numero", name=op.f("uq_version_proceso_id_numero")),
    )
    op.create_index(
        "uq_version_vigente",
        "version",
        ["proceso_id"],
        unique=True,
        sqlite_where=sa.text("estado = 'vigente'"),
        postgresql_where=sa.text("estado = 'vigente'"),
    )
    op.create_table(
        "recurso",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "clase",
            sa.Enum(
                "formulario",
                "decision",
                name="claserecurso",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("contenido", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_recurso_sha256_de_64")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_recurso_version_id")),
        sa.PrimaryKeyConstraint("version_id", "clase", "clave", name=op.f("pk_recurso")),
    )
    op.create_table(
        "version_inicio",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column("proceso", sa.Text(), nullable=False),
        sa.Column(
            "clase",
            sa.Enum(
                "ninguno",
                "mensaje",
                "senal",
                "temporizador",
                name="claseinicio",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_version_inicio_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "elemento", name=op.f("pk_version_inicio")),
    )
    op.create_index(
        "ix_version_inicio_que_inicia", "version_inicio", ["clase", "nombre"], unique=False
    )
    op.create_table(
        "version_proceso",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("elemento", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column(
            "institucion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("principal", sa.Boolean(), nullable=False),
        sa.Column("quien_inicia", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institucion_id"], ["institucion.id"], name=op.f("fk_version_proceso_institucion_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_version_proceso_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "elemento", name=op.f("pk_version_proceso")),
    )
    op.create_index("ix_version_proceso_elemento", "version_proceso", ["elemento"], unique=False)
    if es_postgresql():
        op.execute(ESTA_PUBLICADA)
    for rechazo in RECHAZOS:
        crear(rechazo)


def downgrade() -> None:
    for rechazo in RECHAZOS:
        quitar(rechazo)
    op.drop_index("ix_version_proceso_elemento", table_name="version_proceso")
    op.drop_table("version_proceso")
    op.drop_index("ix_version_inicio_que_inicia", table_name="version_inicio")
    op.drop_table("version_inicio")
    op.drop_table("recurso")
    op.drop_index(
        "uq_version_vigente",
        table_name="version",
        sqlite_where=sa.text("estado = 'vigente'"),
        postgresql_where=sa.text("estado = 'vigente'"),
    )
    op.drop_table("version")
    op.drop_table("proceso")
    if es_postgresql():
        op.execute("DROP FUNCTION cauce_esta_publicada")
    quitar_funcion()
