"""El único lugar donde Cauce mira la hora del sistema."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

# Bolivia no cambia de hora: UTC−4 fijo desde 1932 (America/La_Paz en la base IANA).
LA_PAZ = timezone(timedelta(hours=-4), "America/La_Paz")


class Reloj(Protocol):
    """Da el instante actual, con zona UTC."""

    def ahora(self) -> datetime:
        """Devuelve el instante actual en UTC."""


class RelojSistema:
    """La hora de la máquina."""

    def ahora(self) -> datetime:
        """Devuelve el instante actual en UTC."""
        return datetime.now(UTC)  # noqa: TID251 este es el reloj: el único now() de Cauce


def hora_local(instante: datetime) -> str:
    """Devuelve `dd/mm/aaaa a las hh:mm`, en hora de La Paz, para mostrar a personas.

    Raises:
        ValueError: si `instante` no tiene zona.
    """
    if instante.tzinfo is None:
        raise ValueError("El instante debe llevar zona horaria.")
    return instante.astimezone(LA_PAZ).strftime("%d/%m/%Y a las %H:%M")
