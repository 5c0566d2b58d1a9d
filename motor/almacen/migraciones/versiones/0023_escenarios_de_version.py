"""Los escenarios con que se publicó una versión desde una carpeta.

Un borrador suyo los lleva y los tiene que pasar. Fase: antes de desplegar (el código anterior
ignora la tabla).
"""

import sqlalchemy as sa
from alembic import op

revision = "0023_escenarios_de_version"
down_revision = "0022_entrada_a_la_bandeja"

TABLA = "version_escenario"


def upgrade() -> None:
    identificador = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        TABLA,
        sa.Column("version_id", identificador, nullable=False),
        sa.Column("clave", sa.Text(), nullable=False),
        sa.Column("contenido", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f(f"fk_{TABLA}_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "clave", name=op.f(f"pk_{TABLA}")),
    )


def downgrade() -> None:
    op.drop_table(TABLA)
