"""Lo que la bandeja lee: una fila por tarea abierta y destinatario, y en qué actuó cada unidad.

Las dos tablas las llevan disparadores de la base (migración 0010), en la misma transacción que
cambia la tarea o asienta el acto: nadie las escribe a mano. docs/decisiones dice por qué.
"""

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base

NADIE = 0  # tomador_id de una tarea disponible
SIN_VENCIMIENTO = datetime(9999, 12, 31, tzinfo=UTC)
_TOMADA = text("tomador_id <> 0")
_ABIERTA_SQLITE, _ABIERTA = text("abierta = 1"), text("abierta")


class Bandeja(Base):
    """Una tarea abierta en la bandeja de un destinatario.

    `destino` es una letra y un id: `c` el cargo que puede hacerla, `u` la unidad que puede hacerla
    entera, `p` la persona; `v`, la unidad que la ve porque es de ella o de uno de sus cargos.
    `tomador_id` es la persona que la tomó (0 = disponible). `urgencia` es la prioridad con signo
    cambiado y `vence_el` sin vencimiento es el año 9999: así cada orden es un índice ascendente.
    """

    __tablename__ = "bandeja"
    __table_args__ = (
        CheckConstraint("substr(destino, 1, 1) IN ('c', 'u', 'p', 'v')", name="destino_conocido"),
        Index("ix_bandeja_vence", "destino", "vence_el", "tarea_id"),
        Index("ix_bandeja_urgencia", "destino", "urgencia", "vence_el", "tarea_id"),
        Index("ix_bandeja_proceso", "destino", "proceso_id", "vence_el", "tarea_id"),
        Index("ix_bandeja_tarea", "tarea_id"),
        Index(
            "ix_bandeja_tomador",
            "tomador_id",
            "destino",
            sqlite_where=_TOMADA,
            postgresql_where=_TOMADA,
        ),
        {"sqlite_with_rowid": False},
    )

    destino: Mapped[str] = mapped_column(primary_key=True)
    tarea_id: Mapped[int] = mapped_column(ForeignKey("tarea.id"), primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    proceso_id: Mapped[int] = mapped_column(ForeignKey("proceso.id"))
    tomador_id: Mapped[int]
    urgencia: Mapped[int]
    vence_el: Mapped[datetime]


class Participacion(Base):
    """Una unidad que inició o actuó en un expediente, y cuándo fue la última vez."""

    __tablename__ = "participacion"
    __table_args__ = (
        Index(
            "ix_participacion_espera",
            "unidad_id",
            "ultima_el",
            "expediente_id",
            sqlite_where=_ABIERTA_SQLITE,
            postgresql_where=_ABIERTA,
        ),
        {"sqlite_with_rowid": False},
    )

    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), primary_key=True)
    unidad_id: Mapped[int] = mapped_column(ForeignKey("unidad.id"), primary_key=True)
    abierta: Mapped[bool]  # el expediente sigue abierto
    ultima_el: Mapped[datetime]
