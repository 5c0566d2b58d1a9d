"""Procesos y sus versiones: los bytes publicados, que ya no cambian."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto


class Proceso(Base):
    """Un proceso del catálogo; `clave` es la carpeta de diagramas."""

    __tablename__ = "proceso"

    id: Mapped[Id]
    clave: Mapped[str] = mapped_column(unique=True)
    nombre: Mapped[str]


class EstadoVersion(StrEnum):
    """Vida de una versión: solo la vigente inicia instancias; las demás terminan las suyas."""

    BORRADOR = "borrador"
    VIGENTE = "vigente"
    REEMPLAZADA = "reemplazada"
    RETIRADA = "retirada"


class Version(Base):
    """Una versión de un proceso: el BPMN byte a byte y la ficha de proceso.yaml (`ficha`).

    Fuera de borrador, un disparador rechaza cambiar `xml`, `sha256`, `numero`, `ficha` y la norma.
    """

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("proceso_id", "numero"),
        CheckConstraint("numero >= 1", name="numero_desde_uno"),
        CheckConstraint("length(sha256) = 64", name="sha256_de_64"),
        CheckConstraint(
            "(estado = 'borrador') = (publicada_el IS NULL)", name="publicada_con_fecha"
        ),
        CheckConstraint("(estado = 'retirada') = (retirada_el IS NOT NULL)", name="retirada_fecha"),
        Index(
            "uq_version_vigente",
            "proceso_id",
            unique=True,
            sqlite_where=text("estado = 'vigente'"),
            postgresql_where=text("estado = 'vigente'"),
        ),
    )

    id: Mapped[Id]
    proceso_id: Mapped[int] = mapped_column(ForeignKey("proceso.id"))
    numero: Mapped[int]
    estado: Mapped[EstadoVersion] = mapped_column(default=EstadoVersion.BORRADOR)
    xml: Mapped[bytes]
    sha256: Mapped[str]
    ficha: Mapped[Objeto] = mapped_column(default=dict)
    nota: Mapped[str] = mapped_column(default="")
    norma: Mapped[str] = mapped_column(default="")
    creada_el: Mapped[datetime]
    publicada_el: Mapped[datetime | None]
    publicada_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    retirada_el: Mapped[datetime | None]
    proceso: Mapped[Proceso] = relationship()


class ClaseRecurso(StrEnum):
    """Qué es un archivo que acompaña al BPMN."""

    FORMULARIO = "formulario"
    DECISION = "decision"


class Recurso(Base):
    """Un formulario o una decisión de una versión; publicado, ya no cambia."""

    __tablename__ = "recurso"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_de_64"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    clase: Mapped[ClaseRecurso] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(primary_key=True)
    contenido: Mapped[bytes]
    sha256: Mapped[str]


class VersionEscenario(Base):
    """Un escenario con que se publicó una versión desde una carpeta: no se ejecuta, se prueba.

    `clave` es el nombre del archivo sin .yaml. Los de una publicada desde un borrador son los del
    borrador.
    """

    __tablename__ = "version_escenario"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    clave: Mapped[str] = mapped_column(primary_key=True)
    contenido: Mapped[bytes]


class VersionProceso(Base):
    """Un `process` ejecutable del BPMN de una versión (`elemento` es su id en el XML)."""

    __tablename__ = "version_proceso"
    __table_args__ = (Index("ix_version_proceso_elemento", "elemento"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    elemento: Mapped[str] = mapped_column(primary_key=True)
    nombre: Mapped[str]
    institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"))
    principal: Mapped[bool] = mapped_column(default=False)
    quien_inicia: Mapped[Objeto] = mapped_column(default=list)  # claves de cargo o siglas
    version: Mapped[Version] = relationship()


class ClaseInicio(StrEnum):
    """Qué hace nacer una instancia."""

    NINGUNO = "ninguno"  # una persona o una llamada
    MENSAJE = "mensaje"
    SENAL = "senal"
    TEMPORIZADOR = "temporizador"


class VersionInicio(Base):
    """Un evento de inicio de nivel superior; `nombre` es el del mensaje o la señal."""

    __tablename__ = "version_inicio"
    __table_args__ = (Index("ix_version_inicio_que_inicia", "clase", "nombre"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    elemento: Mapped[str] = mapped_column(primary_key=True)
    proceso: Mapped[str]  # id del process en el XML
    clase: Mapped[ClaseInicio]
    nombre: Mapped[str] = mapped_column(default="")
    version: Mapped[Version] = relationship()
