"""Si la clave de una persona la puso otra: debe cambiarla al ingresar.

Fase: antes de desplegar (el código anterior no la mira). Las claves que ya había son propias.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_clave_provisional"
down_revision = "0011_avisos"


def upgrade() -> None:
    op.add_column(
        "persona",
        sa.Column("clave_provisional", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    with op.batch_alter_table("persona") as tabla:
        tabla.drop_column("clave_provisional")
