"""La organización: instituciones, unidades con su historia, cargos, personas y designaciones."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto


class Institucion(Base):
    """Una institución (piscina). `municipio` es el código INE de su sede."""

    __tablename__ = "institucion"

    id: Mapped[Id]
    sigla: Mapped[str] = mapped_column(unique=True)
    nombre: Mapped[str]
    municipio: Mapped[str] = mapped_column(default="")
    activa: Mapped[bool] = mapped_column(default=True)


class Unidad(Base):
    """Una unidad tal como está hoy; sus nombres y superiores anteriores van en UnidadAnterior."""

    __tablename__ = "unidad"
    __table_args__ = (
        CheckConstraint("superior_id IS NULL OR superior_id <> id", name="superior_es_otra"),
        CheckConstraint(
            "vigente_hasta IS NULL OR vigente_hasta >= vigente_desde", name="vigencia_en_orden"
        ),
    )

    id: Mapped[Id]
    institucion_id: Mapped[int] = mapped_column(ForeignKey("institucion.id"))
    sigla: Mapped[str] = mapped_column(unique=True)
    nombre: Mapped[str]
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    vigente_desde: Mapped[date]
    vigente_hasta: Mapped[date | None]  # último día; None = sigue
    norma: Mapped[str] = mapped_column(default="")
    institucion: Mapped[Institucion] = relationship()


class UnidadAnterior(Base):
    """Cómo se llamaba y de quién dependía una unidad en un período ya pasado."""

    __tablename__ = "unidad_anterior"
    __table_args__ = (CheckConstraint("vigente_hasta >= vigente_desde", name="vigencia_en_orden"),)

    unidad_id: Mapped[int] = mapped_column(ForeignKey("unidad.id"), primary_key=True)
    vigente_desde: Mapped[date] = mapped_column(primary_key=True)
    vigente_hasta: Mapped[date]
    nombre: Mapped[str]
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("unidad.id"))
    norma: Mapped[str] = mapped_column(default="")


class Acceso(StrEnum):
    """Qué puede ver un cargo de los expedientes."""

    ORDINARIO = "ordinario"  # lo que le toca
    LECTURA = "lectura"  # todo, sin actuar (auditoría)
    NINGUNO = "ninguno"  # administración del sistema: ningún expediente


class Cargo(Base):
    """Un cargo de una unidad. `facultades` es la lista de claves de motor.reglas.organizacion."""

    __tablename__ = "cargo"
    __table_args__ = (
        CheckConstraint("superior_id IS NULL OR superior_id <> id", name="superior_es_otro"),
    )

    id: Mapped[Id]
    clave: Mapped[str] = mapped_column(unique=True)
    nombre: Mapped[str]
    unidad_id: Mapped[int] = mapped_column(ForeignKey("unidad.id"), index=True)
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("cargo.id"))
    acceso: Mapped[Acceso] = mapped_column(default=Acceso.ORDINARIO)
    facultades: Mapped[Objeto] = mapped_column(default=list)
    activo: Mapped[bool] = mapped_column(default=True)
    unidad: Mapped[Unidad] = relationship()


class Persona(Base):
    """Una persona con cuenta; sin `clave_hash` no puede entrar (solo figura).

    `clave_provisional`: se la puso otra persona, y al ingresar debe cambiarla.
    """

    __tablename__ = "persona"

    id: Mapped[Id]
    usuario: Mapped[str] = mapped_column(unique=True)
    nombre: Mapped[str]
    ci: Mapped[str] = mapped_column(default="")
    correo: Mapped[str] = mapped_column(default="")
    clave_hash: Mapped[str | None]
    clave_provisional: Mapped[bool] = mapped_column(default=False, server_default=false())
    activa: Mapped[bool] = mapped_column(default=True)


class Calidad(StrEnum):
    """En qué calidad se ejerce un cargo (dominio: suplencia, interinato y delegación)."""

    TITULAR = "titular"
    INTERINO = "interino"
    SUPLENTE = "suplente"
    DELEGADO = "delegado"


class Designacion(Base):
    """Quién ejerce un cargo, en qué calidad y desde qué instante hasta cuál (este, excluido).

    `representada_id` es la persona suplida o delegante: por quien se actúa. `procesos` y `tareas`
    son las claves a las que se limita (None = sin límite). No se borra: se revoca.
    """

    __tablename__ = "designacion"
    __table_args__ = (
        CheckConstraint("hasta_el IS NULL OR hasta_el > desde_el", name="vigencia_en_orden"),
        CheckConstraint(
            "(calidad IN ('suplente', 'delegado')) = (representada_id IS NOT NULL)",
            name="suplencia_y_delegacion_dicen_por_quien",
        ),
        CheckConstraint(
            "representada_id IS NULL OR representada_id <> persona_id", name="nadie_se_representa"
        ),
        CheckConstraint(
            "calidad NOT IN ('suplente', 'delegado') OR (documento <> '' AND hasta_el IS NOT NULL)",
            name="suplencia_y_delegacion_son_escritas_y_temporales",
        ),
        CheckConstraint(
            "(revocada_el IS NULL) = (revocacion_motivo IS NULL)", name="revocada_con_motivo"
        ),
        Index("ix_designacion_cargo", "cargo_id", "desde_el"),
        Index("ix_designacion_persona", "persona_id", "desde_el"),
    )

    id: Mapped[Id]
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    cargo_id: Mapped[int] = mapped_column(ForeignKey("cargo.id"))
    calidad: Mapped[Calidad] = mapped_column(default=Calidad.TITULAR)
    desde_el: Mapped[datetime]
    hasta_el: Mapped[datetime | None]
    documento: Mapped[str] = mapped_column(default="")
    representada_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    procesos: Mapped[Objeto | None]
    tareas: Mapped[Objeto | None]
    revocada_el: Mapped[datetime | None]
    revocada_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    revocacion_motivo: Mapped[str | None]
    persona: Mapped[Persona] = relationship(foreign_keys=[persona_id])
    cargo: Mapped[Cargo] = relationship()
    representada: Mapped[Persona | None] = relationship(foreign_keys=[representada_id])
