"""Un reloj que solo se mueve cuando se le dice: para pruebas, escenarios y la demostración."""

from datetime import UTC, datetime, timedelta


class RelojFijo:
    """Da siempre el mismo instante UTC hasta que `poner` o `avanzar` lo mueven.

    Raises:
        ValueError: si se le da un instante sin zona.
    """

    def __init__(self, instante: datetime) -> None:
        self._ahora = _en_utc(instante)

    def ahora(self) -> datetime:
        """Devuelve el instante puesto, en UTC."""
        return self._ahora

    def poner(self, instante: datetime) -> None:
        """Pone el reloj en ese instante (también puede ser anterior)."""
        self._ahora = _en_utc(instante)

    def avanzar(self, cuanto: timedelta) -> datetime:
        """Adelanta el reloj y devuelve el instante nuevo."""
        self._ahora += cuanto
        return self._ahora


def _en_utc(instante: datetime) -> datetime:
    if instante.tzinfo is None:
        raise ValueError(f"El instante {instante} debe llevar zona horaria.")
    return instante.astimezone(UTC)
