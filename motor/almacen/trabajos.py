"""Lo que el sistema debe hacer solo, lo que le falló y las órdenes ya respondidas."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base, Id, Objeto


class TipoTrabajo(StrEnum):
    """Qué hay que hacer."""

    INICIAR_LLAMADA = "iniciar_llamada"
    RETORNAR_LLAMADA = "retornar_llamada"
    ENTREGAR_MENSAJE = "entregar_mensaje"
    DIFUNDIR_SENAL = "difundir_senal"
    SERVICIO = "servicio"
    VENCER_PLAZO = "vencer_plazo"
    AVISAR_PLAZO = "avisar_plazo"
    CONTINUAR = "continuar"
    CORREO = "correo"
    INICIAR_PROCESO = "iniciar_proceso"  # inicio por temporizador, mensaje o señal
    ANULAR_LLAMADA = "anular_llamada"  # se canceló la actividad que la llamó


class EstadoTrabajo(StrEnum):
    """Vida de un trabajo; al hacerse se borra o queda hecho."""

    PENDIENTE = "pendiente"
    HECHO = "hecho"
    INCIDENTE = "incidente"  # agotó sus intentos: lo reintenta una persona
    CANCELADO = "cancelado"


_PENDIENTE = text("estado = 'pendiente'")
_POR_HACER = text("estado IN ('pendiente', 'incidente')")


class Trabajo(Base):
    """Un trabajo. Lo reserva un trabajador (`reservado_por`) hasta `reservado_hasta`.

    `tema` es el de la tarea externa. `datos` es lo que el tipo necesite, ya plano.
    """

    __tablename__ = "trabajo"
    __table_args__ = (
        CheckConstraint(
            "(reservado_por IS NULL) = (reservado_hasta IS NULL)", name="reserva_completa"
        ),
        CheckConstraint("intentos >= 0", name="intentos_no_negativos"),
        Index(
            "ix_trabajo_pendiente",
            "debido_el",
            "id",
            sqlite_where=_PENDIENTE,
            postgresql_where=_PENDIENTE,
        ),
        Index("ix_trabajo_instancia", "instancia_id", "ficha"),
        Index(
            "ix_trabajo_expediente",
            "expediente_id",
            sqlite_where=_POR_HACER,
            postgresql_where=_POR_HACER,
        ),
    )

    id: Mapped[Id]
    tipo: Mapped[TipoTrabajo]
    estado: Mapped[EstadoTrabajo] = mapped_column(default=EstadoTrabajo.PENDIENTE)
    debido_el: Mapped[datetime]
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    instancia_id: Mapped[int | None] = mapped_column(ForeignKey("instancia.id"))
    ficha: Mapped[int | None]
    tema: Mapped[str | None]
    datos: Mapped[Objeto] = mapped_column(default=dict)
    intentos: Mapped[int] = mapped_column(default=0)
    reservado_por: Mapped[str | None]
    reservado_hasta: Mapped[datetime | None]
    ultimo_error: Mapped[str | None]
    creado_el: Mapped[datetime]


def esta_por_hacer() -> ColumnElement[bool]:
    """Que el `Trabajo` espere, o que lo espere una persona: a la letra, como su índice parcial."""
    por_hacer = (EstadoTrabajo.PENDIENTE, EstadoTrabajo.INCIDENTE)
    return Trabajo.estado.in_([literal_column(f"'{estado.value}'") for estado in por_hacer])


class Incidente(Base):
    """Algo impidió seguir: lo ve una persona, que lo reintenta. `elemento` es el id BPMN."""

    __tablename__ = "incidente"
    __table_args__ = (
        Index(
            "ix_incidente_abierto",
            "instancia_id",
            "ficha",
            sqlite_where=text("resuelto_el IS NULL"),
            postgresql_where=text("resuelto_el IS NULL"),
        ),
        Index("ix_incidente_expediente", "expediente_id", "id"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    instancia_id: Mapped[int | None] = mapped_column(ForeignKey("instancia.id"))
    ficha: Mapped[int | None]
    elemento: Mapped[str] = mapped_column(default="")
    trabajo_id: Mapped[int | None] = mapped_column(ForeignKey("trabajo.id"))
    mensaje: Mapped[str]
    abierto_el: Mapped[datetime]
    resuelto_el: Mapped[datetime | None]
    resuelto_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))


class Idempotencia(Base):
    """Lo que se respondió a una orden con clave, para responder igual si se repite.

    `huella` es el SHA-256 de la orden: la misma clave con otra orden se rechaza.
    """

    __tablename__ = "idempotencia"

    usuario: Mapped[str] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(primary_key=True)
    operacion: Mapped[str]
    huella: Mapped[str]
    respuesta: Mapped[Objeto | None]
    hecha_el: Mapped[datetime] = mapped_column(index=True)
