"""Lo que falta repartir como aviso, y los índices de lo que cada uno tiene sin leer.

Fase: antes de desplegar (lo llevan los disparadores; el código anterior no se entera). Lo que ya
había en la base no se avisa: quien lo tenía pendiente ya lo ve en su bandeja.
"""

import sqlalchemy as sa
from alembic import op

from motor.almacen.migraciones.mantenimiento import crear, quitar
from motor.almacen.migraciones.mantenimientos_avisos import disparadores_de_avisos

revision = "0011_avisos"
down_revision = "0010_busqueda"

IDENTIFICADOR = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SUCESOS = ("tarea", "mensaje", "incidente", "aviso")
SIN_LEER = sa.text("leido_el IS NULL")


def upgrade() -> None:
    op.create_table(
        "por_avisar",
        sa.Column("id", IDENTIFICADOR, nullable=False),
        sa.Column(
            "que",
            sa.Enum(*SUCESOS, name="suceso", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("fila", IDENTIFICADOR, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_por_avisar")),
    )
    for de in ("cargo", "persona"):
        op.create_index(
            f"ix_aviso_{de}_sin_leer",
            "aviso",
            [f"{de}_id", "id"],
            sqlite_where=SIN_LEER,
            postgresql_where=SIN_LEER,
        )
    for disparador in disparadores_de_avisos():
        crear(disparador)


def downgrade() -> None:
    for disparador in reversed(disparadores_de_avisos()):
        quitar(disparador)
    for de in ("persona", "cargo"):
        op.drop_index(f"ix_aviso_{de}_sin_leer", table_name="aviso")
    op.drop_table("por_avisar")
