"""Instancias de proceso, sus ámbitos de variables y el recorrido que hicieron."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Estado, Id, Objeto, Valores
from motor.almacen.expedientes import Expediente
from motor.almacen.procesos import Version


class EstadoInstancia(StrEnum):
    """Vida de una instancia; un incidente la deja activa."""

    ACTIVA = "activa"
    TERMINADA = "terminada"
    ANULADA = "anulada"


class Instancia(Base):
    """Un proceso BPMN corriendo. `proceso` es el id del `process` en el XML de la versión.

    `fichas` es el estado del jugador (None al terminar); `revision` sube uno en cada acto.
    `madre_id` y `madre_ficha`: la instancia y ficha que la llamaron. `error`: código BPMN con que
    salió sin capturar.
    """

    __tablename__ = "instancia"
    __table_args__ = (
        CheckConstraint("(estado = 'activa') = (terminada_el IS NULL)", name="terminada_con_fecha"),
        CheckConstraint("(madre_id IS NULL) = (madre_ficha IS NULL)", name="llamada_completa"),
        CheckConstraint("revision >= 0", name="revision_no_negativa"),
        Index("ix_instancia_expediente", "expediente_id"),
        Index(
            "ix_instancia_madre",
            "madre_id",
            sqlite_where=text("madre_id IS NOT NULL"),
            postgresql_where=text("madre_id IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    proceso: Mapped[str]
    institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"))
    estado: Mapped[EstadoInstancia] = mapped_column(default=EstadoInstancia.ACTIVA)
    fichas: Mapped[Estado | None]
    revision: Mapped[int] = mapped_column(default=0)
    madre_id: Mapped[int | None] = mapped_column(ForeignKey("instancia.id"))
    madre_ficha: Mapped[int | None]
    iniciada_el: Mapped[datetime]
    terminada_el: Mapped[datetime | None]
    final: Mapped[str | None]
    error: Mapped[str | None]
    expediente: Mapped[Expediente] = relationship()
    version: Mapped[Version] = relationship()


class Ambito(Base):
    """Un ámbito de variables; el 0 es el de la instancia y los demás llevan su ficha por número."""

    __tablename__ = "ambito"
    __table_args__ = (
        CheckConstraint("(numero = 0) = (padre IS NULL)", name="solo_el_primero_sin_padre"),
    )

    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"), primary_key=True)
    numero: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    padre: Mapped[int | None]
    valores: Mapped[Valores] = mapped_column(default=dict)


class Recorrido(Base):
    """Los pasos que dio un acto: `pasos` es la lista de [clase, elemento, ficha] de Avance.pasos.

    `orden` es la revisión de la instancia con que quedó el acto.
    """

    __tablename__ = "recorrido"

    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"), primary_key=True)
    orden: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hecho_el: Mapped[datetime]
    pasos: Mapped[Objeto]
