"""Plazos corriendo, lo que les pasó, los avisos que dieron y la tabla de parámetros."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto
from motor.almacen.expedientes import Expediente
from motor.nucleo.lapsos import UnidadPlazo


class EstadoPlazo(StrEnum):
    """Vida de un plazo."""

    ABIERTO = "abierto"
    CUMPLIDO = "cumplido"
    VENCIDO = "vencido"
    CANCELADO = "cancelado"


class ClasePlazo(StrEnum):
    """Qué mueve el plazo al vencer."""

    TAREA = "tarea"  # solo avisos y mora
    TEMPORIZADOR = "temporizador"  # un evento del diagrama


_ABIERTO = text("estado = 'abierto'")
_SIN_LEER = text("leido_el IS NULL")


class Plazo(Base):
    """Un plazo que corre, con la norma que lo manda.

    `desde_el` es el instante del hecho (notificación, activación); `desde_fecha`, el día local en
    que ese hecho se tiene por recibido. `vence_fecha` es el último día, inclusive, y `vence_el` el
    instante en que deja de poder cumplirse. `definicion` es el índice en Nodo.eventos. `literal` es
    el texto original. `avisos` = [{porcentaje, el, dado_el}] por venir o dados; `proximo_aviso_el`,
    el primero por dar. `dias_suspendidos` ya están contados en el vencimiento.
    """

    __tablename__ = "plazo"
    __table_args__ = (
        CheckConstraint("(estado = 'abierto') = (cerrado_el IS NULL)", name="cerrado_con_fecha"),
        CheckConstraint("prorrogas >= 0 AND dias_suspendidos >= 0", name="cuentas_no_negativas"),
        CheckConstraint("vence_el >= desde_el OR unidad = 'fecha'", name="vence_despues"),
        CheckConstraint("clase <> 'tarea' OR tarea_id IS NOT NULL", name="tarea_presente"),
        Index("ix_plazo_vence", "vence_el", "id", sqlite_where=_ABIERTO, postgresql_where=_ABIERTO),
        Index(
            "ix_plazo_aviso",
            "proximo_aviso_el",
            sqlite_where=text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
            postgresql_where=text("estado = 'abierto' AND proximo_aviso_el IS NOT NULL"),
        ),
        Index("ix_plazo_expediente", "expediente_id", "id"),
        Index("ix_plazo_instancia", "instancia_id", "ficha"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"))
    ficha: Mapped[int]
    elemento: Mapped[str]
    definicion: Mapped[int] = mapped_column(default=0)
    clase: Mapped[ClasePlazo]
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    estado: Mapped[EstadoPlazo] = mapped_column(default=EstadoPlazo.ABIERTO)
    clave: Mapped[str | None]
    literal: Mapped[str] = mapped_column(default="")
    cantidad: Mapped[int]
    unidad: Mapped[UnidadPlazo]
    norma: Mapped[str] = mapped_column(default="")
    etiqueta: Mapped[str] = mapped_column(default="")
    desde_el: Mapped[datetime]
    desde_fecha: Mapped[date]
    distancia_dias: Mapped[int] = mapped_column(default=0)
    municipio: Mapped[str] = mapped_column(default="")  # código INE de la sede donde corre
    vence_fecha: Mapped[date]
    vence_el: Mapped[datetime]
    prorrogas: Mapped[int] = mapped_column(default=0)
    prorroga_cantidad: Mapped[int] = mapped_column(default=0)
    dias_suspendidos: Mapped[int] = mapped_column(default=0)
    avisos: Mapped[Objeto] = mapped_column(default=list)
    proximo_aviso_el: Mapped[datetime | None]
    vueltas: Mapped[int | None]  # repeticiones que faltan de un ciclo; None = no es ciclo
    cerrado_el: Mapped[datetime | None]
    expediente: Mapped[Expediente] = relationship()


class HechoPlazo(StrEnum):
    """Qué le pasó a un plazo después de abrirse."""

    RECALCULADO = "recalculado"
    PRORROGADO = "prorrogado"
    SUSPENDIDO = "suspendido"
    REANUDADO = "reanudado"


class PlazoEvento(Base):
    """Un cambio de vencimiento: el anterior, el nuevo, el motivo y quién lo dispuso."""

    __tablename__ = "plazo_evento"
    __table_args__ = (Index("ix_plazo_evento_plazo", "plazo_id", "id"),)

    id: Mapped[Id]
    plazo_id: Mapped[int] = mapped_column(ForeignKey("plazo.id"))
    hecho: Mapped[HechoPlazo]
    hecho_el: Mapped[datetime]
    antes_fecha: Mapped[date]
    despues_fecha: Mapped[date]
    antes_el: Mapped[datetime]
    despues_el: Mapped[datetime]
    motivo: Mapped[str]
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))


class UnidadParametro(StrEnum):
    """De qué clase es el valor de un parámetro."""

    DIAS_HABILES = "dh"
    DIAS_CALENDARIO = "dc"
    MESES = "meses"
    ANIOS = "anios"
    HORA = "hora"  # hh:mm local
    NUMERO = "numero"
    PORCENTAJE = "porcentaje"
    SI_NO = "si_no"
    TEXTO = "texto"


class Etiqueta(StrEnum):
    """Fiabilidad del dato (dominio.md): se muestra junto al plazo."""

    CITADO = "citado"
    CONOCIDO = "conocido"
    SUPUESTO = "supuesto"


class ParametroPlazo(Base):
    """El valor de un parámetro desde una fecha; el vigente es el de mayor `vigente_desde`.

    `prorrogas_max`: cuántas prórrogas admite un plazo abierto con esta clave; `prorroga_clave`: el
    parámetro que dice de cuántos días es cada una como máximo ('' = sin máximo).
    """

    __tablename__ = "parametro_plazo"
    __table_args__ = (
        UniqueConstraint("clave", "vigente_desde"),
        CheckConstraint("valor <> ''", name="con_valor"),
        CheckConstraint("prorrogas_max >= 0", name="prorrogas_no_negativas"),
    )

    id: Mapped[Id]
    clave: Mapped[str]
    valor: Mapped[str]
    unidad: Mapped[UnidadParametro]
    norma: Mapped[str] = mapped_column(default="")
    etiqueta: Mapped[Etiqueta]
    nota: Mapped[str] = mapped_column(default="")
    prorrogas_max: Mapped[int] = mapped_column(default=0)
    prorroga_clave: Mapped[str] = mapped_column(default="")
    vigente_desde: Mapped[date]


class Aviso(Base):
    """Un aviso en la bandeja de un cargo o de una persona (exactamente uno)."""

    __tablename__ = "aviso"
    __table_args__ = (
        CheckConstraint("(cargo_id IS NULL) <> (persona_id IS NULL)", name="un_solo_destino"),
        Index("ix_aviso_cargo", "cargo_id", "id"),
        Index("ix_aviso_persona", "persona_id", "id"),
        Index(
            "ix_aviso_cargo_sin_leer",
            "cargo_id",
            "id",
            sqlite_where=_SIN_LEER,
            postgresql_where=_SIN_LEER,
        ),
        Index(
            "ix_aviso_persona_sin_leer",
            "persona_id",
            "id",
            sqlite_where=_SIN_LEER,
            postgresql_where=_SIN_LEER,
        ),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    plazo_id: Mapped[int | None] = mapped_column(ForeignKey("plazo.id"))
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    clase: Mapped[str]
    texto: Mapped[str]
    creado_el: Mapped[datetime]
    leido_el: Mapped[datetime | None]
