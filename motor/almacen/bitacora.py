"""La bitácora: asientos encadenados por expediente, que las bases rechazan cambiar."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from motor.almacen.base import Base, Id
from motor.almacen.comprimido import TextoComprimido


class Asiento(Base):
    """Un asiento. `contenido` es el JSON canónico (RFC 8785) cuya SHA-256 es `huella`;
    se guarda comprimido, así que por dentro se busca en Python y no con SQL.

    Las demás columnas repiten lo del contenido que se busca; el verificador las compara. Con
    `expediente_id` None pertenece a la cadena del sistema. `numero` cuenta desde 1 en su cadena.
    """

    __tablename__ = "asiento"
    __table_args__ = (
        UniqueConstraint("expediente_id", "numero"),
        CheckConstraint("numero >= 1", name="numero_desde_uno"),
        CheckConstraint("length(huella) = 64", name="huella_de_64"),
        Index(
            "uq_asiento_sistema",
            "numero",
            unique=True,
            sqlite_where=text("expediente_id IS NULL"),
            postgresql_where=text("expediente_id IS NULL"),
        ),
        Index("ix_asiento_persona", "persona_id", "id"),
    )

    id: Mapped[Id]
    expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    numero: Mapped[int]
    hecho: Mapped[str]
    hecho_el: Mapped[datetime]
    persona_id: Mapped[int | None] = mapped_column(ForeignKey("persona.id"))
    contenido: Mapped[str] = mapped_column(TextoComprimido())
    huella: Mapped[str]
    unidad: Mapped[str | None]  # la sigla de la de quien actúa; los asientos viejos no la llevan


class CadenaSistema(Base):
    """La cola de la cadena del sistema (una sola fila, id 1)."""

    __tablename__ = "cadena_sistema"
    __table_args__ = (
        CheckConstraint("id = 1", name="una_sola_fila"),
        CheckConstraint("(cola_numero = 0) = (cola_huella = '')", name="cola_completa"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cola_numero: Mapped[int] = mapped_column(default=0)
    cola_huella: Mapped[str] = mapped_column(default="")
