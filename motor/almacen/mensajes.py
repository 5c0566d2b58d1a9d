"""Mensajes entre instituciones con su doble acuse, y las esperas de mensajes y señales."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Valores
from motor.almacen.expedientes import Expediente


class EstadoMensaje(StrEnum):
    """Camino de un mensaje: salió, quedó en la bandeja del otro, lo recibió una persona."""

    ENVIADO = "enviado"
    DEPOSITADO = "depositado"
    RECIBIDO = "recibido"


class Mensaje(Base):
    """Un mensaje. Tres horas: envío, depósito y recepción por una persona con cargo.

    `expediente_id` e `instancia_id` son de donde sale (None si viene de fuera del sistema);
    `destino_*`, a donde llegó. `computa_fecha`: día desde el que se tiene por recibido (hora de
    corte e inhábiles). `recibido_como` es «Cargo — Unidad» copiado.
    """

    __tablename__ = "mensaje"
    __table_args__ = (
        CheckConstraint(
            "(depositado_el IS NULL) = (estado = 'enviado')", name="depositado_con_fecha"
        ),
        CheckConstraint(
            "(estado = 'recibido') = (recibido_el IS NOT NULL)", name="recibido_con_fecha"
        ),
        CheckConstraint("(recibido_el IS NULL) = (recibido_por_id IS NULL)", name="recibido_por"),
        Index("ix_mensaje_expediente", "expediente_id", "id"),
        Index("ix_mensaje_destino", "destino_expediente_id", "id"),
        Index("ix_mensaje_de", "de_institucion_id", "id"),
        Index("ix_mensaje_para", "a_institucion_id", "id"),
        Index(
            "ix_mensaje_por_entregar",
            "nombre",
            "clave",
            sqlite_where=text("estado = 'enviado'"),
            postgresql_where=text("estado = 'enviado'"),
        ),
        Index(
            "ix_mensaje_por_recibir",
            "a_institucion_id",
            "id",
            sqlite_where=text("estado = 'depositado'"),
            postgresql_where=text("estado = 'depositado'"),
        ),
    )

    id: Mapped[Id]
    nombre: Mapped[str]
    clave: Mapped[str | None]
    contenido: Mapped[Valores] = mapped_column(default=dict)
    estado: Mapped[EstadoMensaje] = mapped_column(default=EstadoMensaje.ENVIADO)
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    instancia_id: Mapped[int | None] = mapped_column(ForeignKey("instancia.id"))
    elemento: Mapped[str] = mapped_column(default="")
    de_institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"))
    a_institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"))
    a_elemento: Mapped[str] = mapped_column(default="")  # participante o nodo del flujo de mensaje
    enviado_el: Mapped[datetime]
    enviado_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    depositado_el: Mapped[datetime | None]
    destino_expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    destino_instancia_id: Mapped[int | None] = mapped_column(ForeignKey("instancia.id"))
    recibido_el: Mapped[datetime | None]
    recibido_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    recibido_como: Mapped[str | None]
    computa_fecha: Mapped[date | None]
    expediente: Mapped[Expediente | None] = relationship(foreign_keys=[expediente_id])


class ClaseSuscripcion(StrEnum):
    """Qué espera una ficha fuera de personas, servicios y plazos."""

    MENSAJE = "mensaje"
    SENAL = "senal"


class Espera(Base):
    """Una ficha que espera un mensaje (con su clave de correlación) o una señal."""

    __tablename__ = "espera"
    __table_args__ = (
        UniqueConstraint("instancia_id", "ficha", "definicion"),
        Index("ix_espera_suscripcion", "clase", "nombre", "clave"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    instancia_id: Mapped[int] = mapped_column(ForeignKey("instancia.id"))
    ficha: Mapped[int]
    definicion: Mapped[int] = mapped_column(default=0)
    elemento: Mapped[str]
    clase: Mapped[ClaseSuscripcion]
    nombre: Mapped[str]
    clave: Mapped[str | None]
    abierta_el: Mapped[datetime]
