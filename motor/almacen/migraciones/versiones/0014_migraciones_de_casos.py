"""Las migraciones de casos en curso a otra versión de su proceso.

Fase: antes de desplegar (el código anterior ignora las tablas).
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_migraciones_de_casos"
down_revision = "0013_borradores"

ESTADOS = ("pendiente", "migrado", "fallido", "deshecho")


def identificador() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def ajena(tabla: str, columna: str, otra: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([columna], [f"{otra}.id"], name=op.f(f"fk_{tabla}_{columna}"))


def upgrade() -> None:
    _migracion()
    _caso()


def _migracion() -> None:
    tabla = "migracion"
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("a_version_id", identificador(), nullable=False),
        sa.Column("mapa", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("pedida_por_id", identificador(), nullable=False),
        sa.Column("pedida_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("motivo <> ''", name=op.f(f"ck_{tabla}_con_motivo")),
        ajena(tabla, "a_version_id", "version"),
        ajena(tabla, "pedida_por_id", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )


def _caso() -> None:
    tabla = "migracion_caso"
    estados = sa.Enum(*ESTADOS, name="estadocaso", native_enum=False, create_constraint=True)
    op.create_table(
        tabla,
        sa.Column("id", identificador(), nullable=False),
        sa.Column("migracion_id", identificador(), nullable=False),
        sa.Column("instancia_id", identificador(), nullable=False),
        sa.Column("de_version_id", identificador(), nullable=False),
        sa.Column("estado", estados, nullable=False),
        sa.Column("mensaje", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("antes", sa.Text(), nullable=True),
        sa.Column("hecho_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(estado IN ('migrado', 'deshecho')) = (revision IS NOT NULL)",
            name=op.f(f"ck_{tabla}_con_revision"),
        ),
        ajena(tabla, "migracion_id", "migracion"),
        ajena(tabla, "instancia_id", "instancia"),
        ajena(tabla, "de_version_id", "version"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{tabla}")),
    )
    columnas = ["migracion_id", "instancia_id"]
    op.create_index("uq_migracion_caso", tabla, columnas, unique=True)
    pendiente = sa.text("estado = 'pendiente'")
    op.create_index(
        "ix_migracion_caso_pendiente",
        tabla,
        ["id"],
        sqlite_where=pendiente,
        postgresql_where=pendiente,
    )
    op.create_index("ix_migracion_caso_instancia", tabla, ["instancia_id"])


def downgrade() -> None:
    op.drop_table("migracion_caso")
    op.drop_table("migracion")
