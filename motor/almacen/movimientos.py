"""Movimientos de ficha: quién pidió llevar un caso a otro paso, por qué, y quién lo resolvió."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id
from motor.almacen.instancias import Instancia


class EstadoMovimiento(StrEnum):
    """Vida de un movimiento pedido."""

    PEDIDO = "pedido"
    APROBADO = "aprobado"
    RECHAZADO = "rechazado"
    CADUCADO = "caducado"  # el caso se movió antes de que alguien lo resolviera


_PEDIDO = text("estado = 'pedido'")


class Movimiento(Base):
    """Llevar una ficha de `elemento` a `destino`; `revision` es la del caso cuando se pidió.

    Si el caso ya no está en esa revisión, no vale. Quien lo resuelve es otra persona.
    """

    __tablename__ = "movimiento"
    __table_args__ = (
        CheckConstraint("motivo <> ''", name="con_motivo"),
        CheckConstraint("(estado = 'pedido') = (resuelto_el IS NULL)", name="resuelto_con_fecha"),
        CheckConstraint(
            "resuelto_por_id IS NULL OR estado = 'caducado' OR resuelto_por_id <> pedido_por_id",
            name="cuatro_ojos",
        ),
        Index(
            "uq_movimiento_pedido",
            "instancia_id",
            unique=True,
            sqlite_where=_PEDIDO,
            postgresql_where=_PEDIDO,
        ),
        Index("ix_movimiento_instancia", "instancia_id"),
    )

    id: Mapped[Id]
    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"))
    revision: Mapped[int]
    ficha: Mapped[int]
    elemento: Mapped[str]
    destino: Mapped[str]
    motivo: Mapped[str]
    estado: Mapped[EstadoMovimiento] = mapped_column(default=EstadoMovimiento.PEDIDO)
    pedido_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    pedido_el: Mapped[datetime]
    resuelto_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    resuelto_el: Mapped[datetime | None]
    respuesta: Mapped[str] = mapped_column(default="")
    instancia: Mapped[Instancia] = relationship()
