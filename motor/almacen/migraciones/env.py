"""Lo que Alembic ejecuta: migra sobre la conexión que recibe, en una sola transacción."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from motor.almacen import Base


def escribir_tipo(clase: str, objeto: Any, _contexto: Any) -> str | Literal[False]:
    """Las migraciones no dependen del código: los tipos propios se escriben como los de base."""
    if clase == "type" and isinstance(objeto, TypeDecorator):
        return f"sa.{objeto.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_item=escribir_tipo,
    compare_type=True,
)
with context.begin_transaction():
    if context.get_bind().dialect.name == "postgresql":
        context.execute("SET LOCAL lock_timeout = '4s'")  # antes que frenar a quien trabaja
    context.run_migrations()
