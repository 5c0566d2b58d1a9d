"""Borradores de procesos: lo que un dueño dibuja antes de publicarlo, con su historia."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id, Objeto
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import Version


class EstadoBorrador(StrEnum):
    """Vida de un borrador; propuesto no se toca, y devuelto vuelve a estar abierto."""

    ABIERTO = "abierto"
    EN_REVISION = "en_revision"
    PUBLICADO = "publicado"
    DESCARTADO = "descartado"


class ClaseArchivo(StrEnum):
    """Qué es un archivo de un borrador; hay un solo diagrama y lleva la clave del proceso."""

    DIAGRAMA = "diagrama"
    FORMULARIO = "formulario"
    DECISION = "decision"
    ESCENARIO = "escenario"


class BorradorProceso(Base):
    """Un proceso que se está dibujando.

    `ficha` son los datos de proceso.yaml salvo clave y nombre, y `revision`, la suya (cada archivo
    tiene la propia). `nota` y `norma` son las de la propuesta; `devuelto_por_que`, el motivo de la
    última devolución. `version_id` es la que se publicó de aquí; `base_version_id`, de la que
    partió.
    """

    __tablename__ = "borrador_proceso"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision_desde_uno"),
        CheckConstraint("clave <> '' AND nombre <> ''", name="con_clave_y_nombre"),
        CheckConstraint(
            "(estado = 'publicado') = (version_id IS NOT NULL)", name="publicado_con_version"
        ),
        CheckConstraint(
            "estado <> 'en_revision' OR propuesto_por_id IS NOT NULL",
            name="propuesto_por_alguien",
        ),
        Index("ix_borrador_proceso_clave", "clave", "estado"),
        Index("ix_borrador_proceso_version", "version_id"),
    )

    id: Mapped[Id]
    clave: Mapped[str]
    nombre: Mapped[str]
    base_version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    estado: Mapped[EstadoBorrador] = mapped_column(default=EstadoBorrador.ABIERTO)
    revision: Mapped[int] = mapped_column(default=1)
    ficha: Mapped[Objeto] = mapped_column(default=dict)
    nota: Mapped[str] = mapped_column(default="")
    norma: Mapped[str] = mapped_column(default="")
    devuelto_por_que: Mapped[str] = mapped_column(default="")
    creado_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    creado_el: Mapped[datetime]
    tocado_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    tocado_el: Mapped[datetime]
    propuesto_por_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    propuesto_el: Mapped[datetime | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    base: Mapped[Version | None] = relationship(foreign_keys=[base_version_id])


class BorradorArchivo(Base):
    """Un archivo de un borrador, con la revisión que su editor debe haber visto para guardarlo."""

    __tablename__ = "borrador_archivo"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision_desde_uno"),
        CheckConstraint("length(sha256) = 64", name="sha256_de_64"),
    )

    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"), primary_key=True)
    clase: Mapped[ClaseArchivo] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(primary_key=True)
    contenido: Mapped[bytes]
    sha256: Mapped[str]
    revision: Mapped[int]
    tocado_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    tocado_el: Mapped[datetime]
    tocado_por: Mapped[Persona] = relationship()


class BorradorHistoria(Base):
    """Lo que un archivo decía en una revisión; de cada uno se guardan las últimas."""

    __tablename__ = "borrador_historia"
    __table_args__ = (
        Index("ix_borrador_historia_archivo", "borrador_id", "clase", "clave", "revision"),
    )

    id: Mapped[Id]
    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"))
    clase: Mapped[ClaseArchivo]
    clave: Mapped[str]
    revision: Mapped[int]
    contenido: Mapped[bytes]
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    guardado_el: Mapped[datetime]
    persona: Mapped[Persona] = relationship()


class BorradorPresencia(Base):
    """Una persona tiene abierto un archivo de un borrador; vale mientras `vista_el` sea reciente.

    `archivo` es lo que su página dijo que edita (vacío: solo mira); `desde_el`, cuándo lo abrió.
    """

    __tablename__ = "borrador_presencia"

    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"), primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id"), primary_key=True)
    archivo: Mapped[str] = mapped_column(primary_key=True)
    desde_el: Mapped[datetime]
    vista_el: Mapped[datetime]


class BorradorOrigen(Base):
    """De qué archivo de otro programa vino un borrador; no cambia después.

    `contenido` son los bytes tal como llegaron e `informe`, lo que se entendió, se tradujo y falta
    decidir (`motor.bpmn.importacion.informe`).
    """

    __tablename__ = "borrador_origen"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_de_64"),)

    borrador_id: Mapped[int] = mapped_column(ForeignKey("borrador_proceso.id"), primary_key=True)
    archivo: Mapped[str]
    herramienta: Mapped[str]
    contenido: Mapped[bytes]
    sha256: Mapped[str]
    informe: Mapped[Objeto] = mapped_column(default=dict)
