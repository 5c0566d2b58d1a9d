"""Documentos del expediente y sus versiones; los bytes van en el almacén por huella."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from motor.almacen.base import Base, Id
from motor.almacen.expedientes import Expediente


class Documento(Base):
    """Un documento por su nombre dentro del expediente; reservado exige su norma."""

    __tablename__ = "documento"
    __table_args__ = (
        Index("ix_documento_expediente", "expediente_id", "nombre"),
        CheckConstraint("nombre <> ''", name="con_nombre"),
        CheckConstraint("reservado = (norma_reserva <> '')", name="reserva_con_norma"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    nombre: Mapped[str]
    tipo: Mapped[str] = mapped_column(default="")
    reservado: Mapped[bool] = mapped_column(default=False)
    norma_reserva: Mapped[str] = mapped_column(default="")
    creado_el: Mapped[datetime]
    expediente: Mapped[Expediente] = relationship()


class DocumentoVersion(Base):
    """Una versión de un documento. Un disparador rechaza cambiarla o borrarla.

    `fojas` son hojas (al menos 1); `foja_desde`, la primera en el foliado del expediente.
    `tarea_id` y `campo` dicen de qué formulario vino.
    """

    __tablename__ = "documento_version"
    __table_args__ = (
        CheckConstraint("numero >= 1 AND largo_bytes >= 0 AND anexos >= 0", name="cuentas"),
        CheckConstraint("fojas >= 1 AND foja_desde >= 1", name="fojas_desde_una"),
        CheckConstraint("length(sha256) = 64", name="sha256_de_64"),
        Index("ix_documento_version_sha256", "sha256"),
    )

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    numero: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str]
    largo_bytes: Mapped[int]
    mime: Mapped[str]
    archivo: Mapped[str]
    fojas: Mapped[int] = mapped_column(default=1)
    foja_desde: Mapped[int] = mapped_column(default=1)
    anexos: Mapped[int] = mapped_column(default=0)
    extemporaneo: Mapped[bool] = mapped_column(default=False)
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    campo: Mapped[str] = mapped_column(default="")
    subido_por_id: Mapped[int] = mapped_column(ForeignKey("persona.id"))
    subido_el: Mapped[datetime]
    documento: Mapped[Documento] = relationship()
