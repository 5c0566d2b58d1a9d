"""Las migraciones de casos en curso a otra versión: lo que se pidió y qué pasó con cada caso."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto
from motor.almacen.instancias import Instancia
from motor.almacen.procesos import Version


class MigracionDeCasos(Base):
    """Lo que se pidió: a qué versión, con qué mapa de pasos y por qué. No cambia después.

    `mapa` es {id viejo: id nuevo o null} y solo nombra lo que cambia. `usuario` y `cargo` son
    con los que se pidió: con ellos se firma cada caso.
    """

    __tablename__ = "migracion"
    __table_args__ = (CheckConstraint("motivo <> ''", name="con_motivo"),)

    id: Mapped[Id]
    a_version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    mapa: Mapped[Objeto] = mapped_column(default=dict)
    motivo: Mapped[str]
    pedida_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    pedida_el: Mapped[datetime]
    a_version: Mapped[Version] = relationship()


class EstadoCaso(StrEnum):
    """Qué pasó con un caso de una migración."""

    PENDIENTE = "pendiente"
    MIGRADO = "migrado"
    FALLIDO = "fallido"  # quedó como estaba: `mensaje` dice por qué
    DESHECHO = "deshecho"


_PENDIENTE = text("estado = 'pendiente'")


class MigracionCaso(Base):
    """Un caso de una migración.

    `antes` es la foto con que se deshace; `revision` la de la instancia al terminar de migrar: si
    ya no es esa, el caso se movió y no se deshace.
    """

    __tablename__ = "migracion_caso"
    __table_args__ = (
        CheckConstraint(
            "(estado IN ('migrado', 'deshecho')) = (revision IS NOT NULL)", name="con_revision"
        ),
        Index("uq_migracion_caso", "migracion_id", "instancia_id", unique=True),
        Index(
            "ix_migracion_caso_pendiente",
            "id",
            sqlite_where=_PENDIENTE,
            postgresql_where=_PENDIENTE,
        ),
        Index("ix_migracion_caso_instancia", "instancia_id"),
    )

    id: Mapped[Id]
    migracion_id: Mapped[int] = mapped_column(ForeignKey("migracion.id"))
    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"))
    de_version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    estado: Mapped[EstadoCaso] = mapped_column(default=EstadoCaso.PENDIENTE)
    mensaje: Mapped[str] = mapped_column(default="")
    revision: Mapped[int | None]
    antes: Mapped[Objeto | None]
    hecho_el: Mapped[datetime | None]
    migracion: Mapped[MigracionDeCasos] = relationship()
    instancia: Mapped[Instancia] = relationship()
