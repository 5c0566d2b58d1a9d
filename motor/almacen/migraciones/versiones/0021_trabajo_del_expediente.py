"""Los trabajos por hacer de un expediente, por índice: cerrarlo no recorre los de todos.

Fase: antes de desplegar (el código anterior no lo usa).
"""

import sqlalchemy as sa
from alembic import op

revision = "0021_trabajo_del_expediente"
down_revision = "0020_diccionario"


def upgrade() -> None:
    por_hacer = sa.text("estado IN ('pendiente', 'incidente')")
    op.create_index(
        "ix_trabajo_expediente",
        "trabajo",
        ["expediente_id"],
        sqlite_where=por_hacer,
        postgresql_where=por_hacer,
    )


def downgrade() -> None:
    op.drop_index("ix_trabajo_expediente", table_name="trabajo")
