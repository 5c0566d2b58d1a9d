"""Los nombres de las tareas abiertas, por índice: filtrar la bandeja por un paso raro.

Fase: antes de desplegar (el código anterior no lo usa).
"""

import sqlalchemy as sa
from alembic import op

revision = "0018_paso_de_tarea"
down_revision = "0017_ensayos"


def upgrade() -> None:
    abierta = sa.text("estado IN ('disponible', 'tomada')")
    op.create_index(
        "ix_tarea_paso",
        "tarea",
        ["nombre", "elemento"],
        sqlite_where=abierta,
        postgresql_where=abierta,
    )


def downgrade() -> None:
    op.drop_index("ix_tarea_paso", table_name="tarea")
