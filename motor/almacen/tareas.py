"""Las tareas de las personas y sus candidatos."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto, Valores
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia


class EstadoTarea(StrEnum):
    """Vida de una tarea."""

    DISPONIBLE = "disponible"
    TOMADA = "tomada"
    COMPLETADA = "completada"
    CANCELADA = "cancelada"  # la interrumpió un evento, ganó otra rama o terminó la instancia


ABIERTAS = (EstadoTarea.DISPONIBLE, EstadoTarea.TOMADA)
SQL_ABIERTA = text("estado IN ('disponible', 'tomada')")


class Tarea(Base):
    """Tarea de una persona: una fila por cada vez que se activa.

    La puede hacer quien ocupe `cargo_id`; si es None, cualquier cargo de `unidad_id`; o
    `persona_id`; o un candidato. `completada_como` es «Cargo — Unidad (calidad)» copiado y
    `completada_con_id`, la designación que se usó. `indice` (desde 1) si es instancia múltiple.
    `devolucion` = {motivo, campos, por, el} si volvió para corregirse. En qué bandejas está lo
    lleva `motor.almacen.bandeja`.
    """

    __tablename__ = "tarea"
    __table_args__ = (
        CheckConstraint(
            "(estado = 'completada') = (completada_por_id IS NOT NULL)", name="completada_por"
        ),
        CheckConstraint(
            "(estado IN ('completada', 'cancelada')) = (cerrada_el IS NOT NULL)",
            name="cerrada_con_fecha",
        ),
        CheckConstraint(
            "estado <> 'tomada' OR (tomada_por_id IS NOT NULL AND tomada_el IS NOT NULL)",
            name="tomada_por",
        ),
        Index(
            "uq_tarea_ficha_abierta",
            "instancia_id",
            "ficha",
            unique=True,
            sqlite_where=SQL_ABIERTA,
            postgresql_where=SQL_ABIERTA,
        ),
        Index("ix_tarea_expediente", "expediente_id", "id"),
        Index(
            "ix_tarea_paso",
            "nombre",
            "elemento",
            sqlite_where=SQL_ABIERTA,
            postgresql_where=SQL_ABIERTA,
        ),
    )

    id: Mapped[Id]
    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"))
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    ficha: Mapped[int]
    elemento: Mapped[str]
    nombre: Mapped[str]
    ambito: Mapped[int] = mapped_column(default=0)
    indice: Mapped[int | None]
    estado: Mapped[EstadoTarea] = mapped_column(default=EstadoTarea.DISPONIBLE)
    unidad_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    formulario: Mapped[str | None]
    prioridad: Mapped[int] = mapped_column(default=0)
    vence_el: Mapped[datetime | None]
    creada_el: Mapped[datetime]
    tomada_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    tomada_el: Mapped[datetime | None]
    borrador: Mapped[Valores | None]
    devolucion: Mapped[Objeto | None]
    cerrada_el: Mapped[datetime | None]
    completada_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    completada_con_id: Mapped[int | None] = mapped_column(ForeignKey("designacion.id"))
    completada_como: Mapped[str | None]
    instancia: Mapped[Instancia] = relationship()
    expediente: Mapped[Expediente] = relationship()


def esta_abierta() -> ColumnElement[bool]:
    """Que la `Tarea` siga abierta, a la letra: solo así casa con los índices parciales."""
    return Tarea.estado.in_([literal_column(f"'{estado.value}'") for estado in ABIERTAS])


class TareaCandidato(Base):
    """Otro que también puede hacer la tarea: exactamente un cargo, una unidad o una persona."""

    __tablename__ = "tarea_candidato"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN unidad_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN cargo_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN persona_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="un_solo_candidato",
        ),
        Index("ix_tarea_candidato_tarea", "tarea_id"),
    )

    id: Mapped[Id]
    tarea_id: Mapped[int] = mapped_column(ForeignKey("tarea.id"))
    unidad_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    tarea: Mapped[Tarea] = relationship()
