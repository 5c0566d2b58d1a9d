"""Lo que pasó y todavía no se miró a quién avisarlo. Los avisos mismos están en `plazos.Aviso`."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base, Id, IdEntero


class Suceso(StrEnum):
    """De qué tabla es la fila por repartir."""

    TAREA = "tarea"
    MENSAJE = "mensaje"
    INCIDENTE = "incidente"
    AVISO = "aviso"


class PorAvisar(Base):
    """Una fila nueva de `que` con id `fila`: la anota un disparador en la misma transacción.

    La quita motor.operaciones.repartir_avisos en la transacción que escribe los avisos y encarga
    los correos: nada se pierde y nada se reparte dos veces.
    """

    __tablename__ = "por_avisar"

    id: Mapped[Id]
    que: Mapped[Suceso]
    fila: Mapped[int] = mapped_column(IdEntero)
