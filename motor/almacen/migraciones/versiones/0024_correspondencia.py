"""La correspondencia de una institución, por índice: la enviada y la recibida, de la última atrás.

Fase: antes de desplegar (el código anterior no lo usa).
"""

from alembic import op

revision = "0024_correspondencia"
down_revision = "0023_escenarios_de_version"

INDICES = {"ix_mensaje_de": "de_institucion_id", "ix_mensaje_para": "a_institucion_id"}


def upgrade() -> None:
    for nombre, columna in INDICES.items():
        op.create_index(nombre, "mensaje", [columna, "id"])


def downgrade() -> None:
    for nombre in INDICES:
        op.drop_index(nombre, table_name="mensaje")
