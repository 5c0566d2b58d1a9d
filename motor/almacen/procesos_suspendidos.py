"""Los procesos que se suspendieron: mientras dura no se inician casos y, si se quiso, no corren."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id
from motor.almacen.procesos import Proceso

_VIGENTE = text("reanudado_el IS NULL")


class ProcesoSuspendido(Base):
    """Una suspensión de un proceso; vigente mientras no se reanude, y una sola a la vez.

    Con `con_casos`, los que corren también se detienen: sus plazos con `suspension_id`, y los
    trabajos del sistema esperan a que se reanude.
    """

    __tablename__ = "proceso_suspendido"
    __table_args__ = (
        CheckConstraint("motivo <> ''", name="con_motivo"),
        CheckConstraint(
            "(reanudado_el IS NULL) = (reanudado_por_id IS NULL)", name="reanudado_por"
        ),
        Index(
            "uq_proceso_suspendido_vigente",
            "proceso_id",
            unique=True,
            sqlite_where=_VIGENTE,
            postgresql_where=_VIGENTE,
        ),
    )

    id: Mapped[Id]
    proceso_id: Mapped[int] = mapped_column(ForeignKey("proceso.id"))
    con_casos: Mapped[bool]
    motivo: Mapped[str]
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("suspension.id"))
    suspendido_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    suspendido_el: Mapped[datetime]
    reanudado_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    reanudado_el: Mapped[datetime | None]
    proceso: Mapped[Proceso] = relationship()
