"""El calendario: días inhábiles con su norma, días habilitados y suspensiones de plazos."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base, Id
from motor.almacen.plazos import Etiqueta


class AmbitoDia(StrEnum):
    """Dónde es inhábil un día."""

    NACIONAL = "nacional"
    DEPARTAMENTAL = "departamental"
    MUNICIPAL = "municipal"


class DiaInhabil(Base):
    """Un día inhábil y la norma que lo manda. `municipio` es código INE, '' si no es municipal."""

    __tablename__ = "dia_inhabil"
    __table_args__ = (
        UniqueConstraint("fecha", "ambito", "municipio"),
        CheckConstraint(
            "(ambito = 'municipal') = (municipio <> '')", name="municipio_si_municipal"
        ),
        CheckConstraint("norma <> ''", name="con_norma"),
    )

    id: Mapped[Id]
    fecha: Mapped[date]
    ambito: Mapped[AmbitoDia]
    municipio: Mapped[str] = mapped_column(default="")
    nombre: Mapped[str]
    norma: Mapped[str]
    etiqueta: Mapped[Etiqueta]


class DiaHabilitado(Base):
    """Un día inhábil que la autoridad habilitó por motivo fundado (Ley 2341 art. 19)."""

    __tablename__ = "dia_habilitado"
    __table_args__ = (
        UniqueConstraint("fecha", "municipio"),
        CheckConstraint("motivo <> '' AND documento <> ''", name="fundado"),
    )

    id: Mapped[Id]
    fecha: Mapped[date]
    municipio: Mapped[str] = mapped_column(default="")  # '' = todos
    motivo: Mapped[str]
    documento: Mapped[str]


class AlcanceSuspension(StrEnum):
    """Qué plazos suspende un acto; `referencia` dice cuál."""

    TODO = "todo"
    INSTITUCION = "institucion"  # sigla
    PROCESO = "proceso"  # clave
    EXPEDIENTE = "expediente"  # HR
    PLAZO = "plazo"  # id


class Suspension(Base):
    """Un acto que suspende plazos. `hasta_fecha` es el último día, inclusive; None = sigue."""

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint(
            "hasta_fecha IS NULL OR hasta_fecha >= desde_fecha", name="fechas_en_orden"
        ),
        CheckConstraint("(alcance = 'todo') = (referencia = '')", name="referencia_si_acotada"),
        CheckConstraint("motivo <> ''", name="con_motivo"),
    )

    id: Mapped[Id]
    desde_fecha: Mapped[date]
    hasta_fecha: Mapped[date | None]
    alcance: Mapped[AlcanceSuspension]
    referencia: Mapped[str] = mapped_column(default="")
    motivo: Mapped[str]
    documento: Mapped[str] = mapped_column(default="")
    creada_el: Mapped[datetime]
    creada_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    reanudada_el: Mapped[datetime | None]


class RevisionCalendario(Base):
    """Una sola fila (id 1): sube con cada cambio de calendario o parámetros; la caché la mira."""

    __tablename__ = "revision_calendario"
    __table_args__ = (CheckConstraint("id = 1", name="una_sola_fila"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
