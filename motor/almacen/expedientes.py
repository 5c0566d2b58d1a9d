"""El expediente: una hoja de ruta, sus comentarios y derivaciones, y los números correlativos."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id
from motor.almacen.organizacion import Institucion
from motor.almacen.procesos import Proceso


class EstadoExpediente(StrEnum):
    """Vida de un expediente."""

    ABIERTO = "abierto"
    CERRADO = "cerrado"  # terminaron todas sus instancias; `final` dice cómo
    ANULADO = "anulado"


class Expediente(Base):
    """Un caso. `cola_numero` y `cola_huella` son el último asiento de su cadena (0 y '' = ninguno).

    `iniciador` es el usuario copiado; `final`, la clave del estado final alcanzado.
    """

    __tablename__ = "expediente"
    __table_args__ = (
        UniqueConstraint("gestion", "numero"),
        CheckConstraint("numero >= 1", name="numero_desde_uno"),
        CheckConstraint("(estado = 'abierto') = (cerrado_el IS NULL)", name="cerrado_con_fecha"),
        CheckConstraint("padre_id IS NULL OR padre_id <> id", name="padre_es_otro"),
        CheckConstraint("(cola_numero = 0) = (cola_huella = '')", name="cola_completa"),
    )

    id: Mapped[Id]
    hr: Mapped[str] = mapped_column(unique=True)
    gestion: Mapped[int]
    numero: Mapped[int]
    asunto: Mapped[str]
    proceso_id: Mapped[int | None] = mapped_column(ForeignKey("proceso.id"), index=True)
    institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"))
    estado: Mapped[EstadoExpediente] = mapped_column(default=EstadoExpediente.ABIERTO)
    final: Mapped[str | None]
    padre_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"), index=True)
    confidencial: Mapped[bool] = mapped_column(default=False)
    iniciador: Mapped[str] = mapped_column(default="")
    iniciado_el: Mapped[datetime]
    cerrado_el: Mapped[datetime | None]
    cola_numero: Mapped[int] = mapped_column(default=0)
    cola_huella: Mapped[str] = mapped_column(default="")
    proceso: Mapped[Proceso | None] = relationship()
    institucion: Mapped[Institucion | None] = relationship()


class Correlativo(Base):
    """El último número dado de una serie en una gestión (0 = la serie no se reinicia)."""

    __tablename__ = "correlativo"
    __table_args__ = (CheckConstraint("ultimo >= 0", name="ultimo_no_negativo"),)

    serie: Mapped[str] = mapped_column(primary_key=True)
    gestion: Mapped[int] = mapped_column(primary_key=True)
    ultimo: Mapped[int]


class Comentario(Base):
    """Nota interna de una persona; `como` es «Cargo — Unidad» copiado al escribirla."""

    __tablename__ = "comentario"
    __table_args__ = (
        Index("ix_comentario_expediente", "expediente_id", "id"),
        CheckConstraint("texto <> ''", name="con_texto"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    como: Mapped[str]
    texto: Mapped[str]
    hecho_el: Mapped[datetime]


class Derivacion(Base):
    """Un acto de derivar (1→N): proveído obligatorio, instrucción y quién lo dictó."""

    __tablename__ = "derivacion"
    __table_args__ = (
        Index("ix_derivacion_expediente", "expediente_id", "id"),
        CheckConstraint("proveido <> ''", name="con_proveido"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    como: Mapped[str]
    proveido: Mapped[str]
    instruccion: Mapped[str] = mapped_column(default="")
    hecha_el: Mapped[datetime]


class DerivacionDestino(Base):
    """A quién va una derivación: exactamente una unidad, un cargo o una persona."""

    __tablename__ = "derivacion_destino"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN unidad_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN cargo_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN persona_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="un_solo_destino",
        ),
        CheckConstraint("(recibida_el IS NULL) = (recibida_por_id IS NULL)", name="recibida_por"),
    )

    id: Mapped[Id]
    derivacion_id: Mapped[int] = mapped_column(ForeignKey("derivacion.id"), index=True)
    unidad_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    con_copia: Mapped[bool] = mapped_column(default=False)  # para conocimiento, sin tarea
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    recibida_el: Mapped[datetime | None]
    recibida_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    derivacion: Mapped[Derivacion] = relationship()
