"""Lo que cada persona tiene en línea: sesiones, preferencias, filtros, seguimientos y pedidos."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Cargo, Persona


class SesionWeb(Base):
    """Una sesión abierta en un navegador. Del secreto de la galleta solo se guarda su SHA-256.

    `vence_el` es el límite absoluto; el de inactividad se cuenta desde `vista_el`. `cargo_id` es el
    cargo en que actúa (None: todavía no eligió).
    """

    __tablename__ = "sesion_web"
    __table_args__ = (
        CheckConstraint("length(huella) = 64", name="huella_de_64"),
        CheckConstraint("vence_el > creada_el", name="vence_despues"),
        Index("ix_sesion_web_persona", "persona_id", "id"),
    )

    id: Mapped[Id]
    huella: Mapped[str] = mapped_column(unique=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    creada_el: Mapped[datetime]
    vista_el: Mapped[datetime]
    vence_el: Mapped[datetime]
    cerrada_el: Mapped[datetime | None]
    ip: Mapped[str] = mapped_column(default="")
    agente: Mapped[str] = mapped_column(default="")
    persona: Mapped[Persona] = relationship()
    cargo: Mapped[Cargo | None] = relationship()


class IngresoFallido(Base):
    """Intentos fallidos seguidos de entrar. `clave` es `usuario:…` o `ip:…`."""

    __tablename__ = "ingreso_fallido"
    __table_args__ = (CheckConstraint("cuenta >= 1", name="cuenta_desde_uno"),)

    clave: Mapped[str] = mapped_column(primary_key=True)
    cuenta: Mapped[int]
    ultimo_el: Mapped[datetime]


class Preferencia(Base):
    """Lo que una persona eligió; `calendario_huella` es el SHA-256 del secreto de su calendario."""

    __tablename__ = "preferencia"

    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), primary_key=True)
    valores: Mapped[Objeto] = mapped_column(default=dict)
    calendario_huella: Mapped[str | None] = mapped_column(unique=True)
    resumen_enviado_el: Mapped[datetime | None]


class FiltroGuardado(Base):
    """Una búsqueda de la bandeja con nombre; con `unidad_id`, compartida con esa unidad."""

    __tablename__ = "filtro_guardado"
    __table_args__ = (
        UniqueConstraint("persona_id", "nombre"),
        CheckConstraint("nombre <> ''", name="con_nombre"),
        Index("ix_filtro_guardado_unidad", "unidad_id"),
    )

    id: Mapped[Id]
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    unidad_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    nombre: Mapped[str]
    consulta: Mapped[str]  # la parte de la dirección después del «?»
    creado_el: Mapped[datetime]


class Seguimiento(Base):
    """Una persona sigue un expediente."""

    __tablename__ = "seguimiento"
    __table_args__ = (Index("ix_seguimiento_expediente", "expediente_id"),)

    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), primary_key=True)
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"), primary_key=True)
    desde_el: Mapped[datetime]
    expediente: Mapped[Expediente] = relationship()


class Presencia(Base):
    """Una persona tiene abierta una tarea; vale mientras `vista_el` sea reciente."""

    __tablename__ = "presencia"

    tarea_id: Mapped[int] = mapped_column(ForeignKey("tarea.id"), primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), primary_key=True)
    vista_el: Mapped[datetime]
    persona: Mapped[Persona] = relationship()


class EstadoPedido(StrEnum):
    """Vida de un pedido de prórroga."""

    PENDIENTE = "pendiente"
    CONCEDIDO = "concedido"
    NEGADO = "negado"
    SIN_OBJETO = "sin_objeto"  # el plazo se cerró antes de que alguien respondiera


class PedidoProrroga(Base):
    """Pedido de ampliar un plazo, con su motivo; `dias` en la unidad del plazo."""

    __tablename__ = "pedido_prorroga"
    __table_args__ = (
        CheckConstraint("dias >= 1", name="dias_desde_uno"),
        CheckConstraint("motivo <> ''", name="con_motivo"),
        CheckConstraint(
            "(estado = 'pendiente') = (resuelto_el IS NULL)", name="resuelto_con_fecha"
        ),
        CheckConstraint(
            "estado NOT IN ('concedido', 'negado') OR resuelto_por_id IS NOT NULL",
            name="resuelto_por",
        ),
        Index(
            "uq_pedido_prorroga_pendiente",
            "plazo_id",
            unique=True,
            sqlite_where=text("estado = 'pendiente'"),
            postgresql_where=text("estado = 'pendiente'"),
        ),
        Index("ix_pedido_prorroga_expediente", "expediente_id", "id"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    tarea_id: Mapped[int] = mapped_column(ForeignKey("tarea.id"))
    plazo_id: Mapped[int] = mapped_column(ForeignKey("plazo.id"))
    dias: Mapped[int]
    motivo: Mapped[str]
    estado: Mapped[EstadoPedido] = mapped_column(default=EstadoPedido.PENDIENTE)
    pedido_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    pedido_como: Mapped[str]
    pedido_el: Mapped[datetime]
    resuelto_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    resuelto_como: Mapped[str | None]
    resuelto_el: Mapped[datetime | None]
    respuesta: Mapped[str] = mapped_column(default="")
