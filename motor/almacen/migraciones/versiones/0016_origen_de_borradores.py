"""De qué archivo de otro programa vino un borrador, con el informe de su importación.

Fase: antes de desplegar (el código anterior ignora la tabla).
"""

import sqlalchemy as sa
from alembic import op

revision = "0016_origen_de_borradores"
down_revision = "0015_asientos_comprimidos"

TABLA = "borrador_origen"


def upgrade() -> None:
    identificador = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        TABLA,
        sa.Column("borrador_id", identificador, nullable=False),
        sa.Column("archivo", sa.Text(), nullable=False),
        sa.Column("herramienta", sa.Text(), nullable=False),
        sa.Column("contenido", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("informe", sa.Text(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f(f"ck_{TABLA}_sha256_de_64")),
        sa.ForeignKeyConstraint(
            ["borrador_id"], ["borrador_proceso.id"], name=op.f(f"fk_{TABLA}_borrador_id")
        ),
        sa.PrimaryKeyConstraint("borrador_id", name=op.f(f"pk_{TABLA}")),
    )


def downgrade() -> None:
    op.drop_table(TABLA)
