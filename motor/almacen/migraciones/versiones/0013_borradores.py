"""Los borradores de procesos: sus archivos, su historia y quién los tiene abiertos.

Fase: antes de desplegar (el código anterior ignora las tablas).
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_borradores"
down_revision = "0012_clave_provisional"

CLASES = ("diagrama", "formulario", "decision", "escenario")
ESTADOS = ("abierto", "en_revision", "publicado", "descartado")
TABLAS = ("borrador_presencia", "borrador_historia", "borrador_archivo", "borrador_proceso")


def identificador() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def enumerado(nombre: str, valores: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*valores, name=nombre, native_enum=False, create_constraint=True)


def ajena(tabla: str, columna: str, otra: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([columna], [f"{otra}.id"], name=op.f(f"fk_{tabla}_{columna}"))


def upgrade() -> None:
    _borrador()
    _archivo()
    _historia()
    _presencia()


def _borrador() -> None:
    tabla = "borrador_proceso"
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("base_version_id", identificador(), nullable=True),
        sa.Column("estado", enumerado("estadoborrador", ESTADOS), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ficha", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("norma", sa.Text(), nullable=False),
        sa.Column("devuelto_por_que", sa.Text(), nullable=False),
        sa.Column("creado_por_id", identificador(), nullable=False),
        sa.Column("creado_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tocado_por_id", identificador(), nullable=False),
        sa.Column("tocado_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("propuesto_por_id", identificador(), nullable=True),
        sa.Column("propuesto_el", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version_id", identificador(), nullable=True),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{tabla}_revision_desde_uno")),
        sa.CheckConstraint(
            "clave <> '' AND nombre <> ''", name=op.f(f"ck_{tabla}_con_clave_y_nombre")
        ),
        sa.CheckConstraint(
            "(estado = 'publicado') = (version_id IS NOT NULL)",
            name=op.f(f"ck_{tabla}_publicado_con_version"),
        ),
        sa.CheckConstraint(
            "estado <> 'en_revision' OR propuesto_por_id IS NOT NULL",
            name=op.f(f"ck_{tabla}_propuesto_por_alguien"),
        ),
        ajena(tabla, "base_version_id", "version"),
        ajena(tabla, "creado_por_id", "persona"),
        ajena(tabla, "tocado_por_id", "persona"),
        ajena(tabla, "propuesto_por_id", "persona"),
        ajena(tabla, "version_id", "version"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )
    op.create_index("ix_borrador_proceso_clave", tabla, ["clave", "estado"])
    op.create_index("ix_borrador_proceso_version", tabla, ["version_id"])


def _archivo() -> None:
    tabla = "borrador_archivo"
    op.create_table(
        tabla,
        sa.Column("borrador_id", identificador(), nullable=False),
        sa.Column("clase", enumerado("clasearchivo", CLASES), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("contenido", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tocado_por_id", identificador(), nullable=False),
        sa.Column("tocado_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{tabla}_revision_desde_uno")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f(f"ck_{tabla}_sha256_de_64")),
        ajena(tabla, "borrador_id", "borrador_proceso"),
        ajena(tabla, "tocado_por_id", "persona"),
        sa.PrimaryKeyConstraint("borrador_id", "clase", "clave", name=op.f(f"pk_{tabla}")),
    )


def _historia() -> None:
    tabla = "borrador_historia"
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("borrador_id", identificador(), nullable=False),
        sa.Column("clase", enumerado("clasearchivo", CLASES), nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("contenido", sa.LargeBinary(), nullable=False),
        sa.Column("persona_id", identificador(), nullable=False),
        sa.Column("guardado_el", sa.DateTime(timezone=True), nullable=False),
        ajena(tabla, "borrador_id", "borrador_proceso"),
        ajena(tabla, "persona_id", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )
    op.create_index(
        "ix_borrador_historia_archivo", tabla, ["borrador_id", "clase", "clave", "revision"]
    )


def _presencia() -> None:
    tabla = "borrador_presencia"
    op.create_table(
        tabla,
        sa.Column("borrador_id", identificador(), nullable=False),
        sa.Column("persona_id", identificador(), nullable=False),
        sa.Column("archivo", sa.Text(), nullable=False),
        sa.Column("desde_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vista_el", sa.DateTime(timezone=True), nullable=False),
        ajena(tabla, "borrador_id", "borrador_proceso"),
        ajena(tabla, "persona_id", "persona"),
        sa.PrimaryKeyConstraint("borrador_id", "persona_id", "archivo", name=op.f(f"pk_{tabla}")),
    )


def downgrade() -> None:
    for tabla in TABLAS:
        op.drop_table(tabla)
