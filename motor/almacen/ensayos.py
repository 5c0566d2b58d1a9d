"""Los ensayos de un borrador, paso a paso, y con qué resultado corrieron sus escenarios."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base, Objeto


class Ensayo(Base):
    """Lo que una persona lleva ensayado de un borrador: con sus pasos se rehace entero.

    `pasos` es la lista de pasos tal como irían en un escenario (`motor.pruebas.lenguaje`);
    `comienza_el`, el instante en que se puso su reloj; `revision` sube con cada cambio.
    """

    __tablename__ = "ensayo"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision_desde_uno"),)

    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"), primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), primary_key=True)
    comienza_el: Mapped[datetime]
    pasos: Mapped[Objeto] = mapped_column(default=list)
    revision: Mapped[int] = mapped_column(default=1)
    tocado_el: Mapped[datetime]


class PruebaBorrador(Base):
    """La última vez que corrieron los escenarios de un borrador.

    `huella` es la de todo lo que se probó (`motor.reglas.borradores_probados`): si el borrador
    cambia, deja de ser la suya y la prueba ya no vale. `resultados` va por archivo y escenario.
    """

    __tablename__ = "prueba_borrador"
    __table_args__ = (CheckConstraint("length(huella) = 64", name="huella_de_64"),)

    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"), primary_key=True)
    huella: Mapped[str]
    resultados: Mapped[Objeto] = mapped_column(default=dict)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    corrida_el: Mapped[datetime]
