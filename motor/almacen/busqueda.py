"""El índice de búsqueda: las palabras de cada expediente, sin repetir, ya plegadas.

Lo llena el trabajador desde la bitácora (motor.operaciones.indexar_busqueda); qué falta indexar lo
anota un disparador al asentar. En SQLite, la tabla virtual `busqueda_fts` (FTS5) indexa
`palabras`; en PostgreSQL `palabras` es un tsvector con índice GIN.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Dialect, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from motor.almacen.base import Base

TABLA_FTS = "busqueda_fts"


class Palabras(TypeDecorator[frozenset[str]]):
    """Un conjunto de palabras plegadas (a-z y 0-9): texto en SQLite, tsvector en PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Devuelve el tipo de la columna en esa base."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TSVECTOR())
        return dialect.type_descriptor(Text())

    def process_bind_param(
        self,
        value: Iterable[str] | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> str | None:
        """Devuelve las palabras en orden, separadas por espacios: eso es texto y es un tsvector."""
        return None if value is None else " ".join(sorted(value))

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> frozenset[str] | None:
        """Devuelve el conjunto guardado."""
        return None if value is None else frozenset(value.replace("'", "").split())


class Busqueda(Base):
    """Las palabras de un expediente y hasta qué asiento suyo están."""

    __tablename__ = "busqueda"
    __table_args__ = (
        Index("ix_busqueda_palabras", "palabras", postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
    )

    expediente_id: Mapped[int] = mapped_column(
        ForeignKey("expediente.id"), primary_key=True, autoincrement=False
    )
    numero: Mapped[int]
    palabras: Mapped[frozenset[str]] = mapped_column(Palabras())


class BusquedaPendiente(Base):
    """Un expediente con asientos sin indexar, y el número del último."""

    __tablename__ = "busqueda_pendiente"

    expediente_id: Mapped[int] = mapped_column(
        ForeignKey("expediente.id"), primary_key=True, autoincrement=False
    )
    numero: Mapped[int]
