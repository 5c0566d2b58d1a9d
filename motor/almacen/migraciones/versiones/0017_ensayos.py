"""Los ensayos de cada borrador y el resultado de sus escenarios, atado a lo que se probó.

Fase: antes de desplegar (el código anterior ignora las tablas).
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_ensayos"
down_revision = "0016_origen_de_borradores"

ENSAYO, PRUEBA = "ensayo", "prueba_borrador"


def upgrade() -> None:
    identificador = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        ENSAYO,
        sa.Column("borrador_id", identificador, nullable=False),
        sa.Column("persona_id", identificador, nullable=False),
        sa.Column("comienza_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pasos", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tocado_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{ENSAYO}_revision_desde_uno")),
        sa.ForeignKeyConstraint(
            ["borrador_id"], ["borrador_proceso.id"], name=op.f(f"fk_{ENSAYO}_borrador_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f(f"fk_{ENSAYO}_persona_id")
        ),
        sa.PrimaryKeyConstraint("borrador_id", "persona_id", name=op.f(f"pk_{ENSAYO}")),
    )
    op.create_table(
        PRUEBA,
        sa.Column("borrador_id", identificador, nullable=False),
        sa.Column("huella", sa.Text(), nullable=False),
        sa.Column("resultados", sa.Text(), nullable=False),
        sa.Column("persona_id", identificador, nullable=False),
        sa.Column("corrida_el", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(huella) = 64", name=op.f(f"ck_{PRUEBA}_huella_de_64")),
        sa.ForeignKeyConstraint(
            ["borrador_id"], ["borrador_proceso.id"], name=op.f(f"fk_{PRUEBA}_borrador_id")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f(f"fk_{PRUEBA}_persona_id")
        ),
        sa.PrimaryKeyConstraint("borrador_id", name=op.f(f"pk_{PRUEBA}")),
    )


def downgrade() -> None:
    op.drop_table(PRUEBA)
    op.drop_table(ENSAYO)
