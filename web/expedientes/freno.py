"""Freno de las consultas públicas: tantas por minuto desde una dirección, en cada proceso."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock
from typing import cast

from flask import current_app

from motor.nucleo.errores import OrdenRechazada

POR_MINUTO = 30
_VENTANA = timedelta(minutes=1)
_DIRECCIONES = 10_000


class DemasiadasConsultas(OrdenRechazada):
    """Demasiadas consultas públicas seguidas desde la misma dirección."""

    codigo = "demasiadas_consultas"


class Freno:
    """Las consultas del último minuto, por dirección."""

    def __init__(self) -> None:
        self._candado = Lock()
        self._consultas: dict[str, deque[datetime]] = {}

    def exigir_moderado(self, ip: str, ahora: datetime) -> None:
        """Cuenta la consulta de esa dirección.

        Raises:
            DemasiadasConsultas: pasó de `POR_MINUTO` en el último minuto.
        """
        with self._candado:
            if len(self._consultas) > _DIRECCIONES:
                self._consultas.clear()
            suyas = self._consultas.setdefault(ip, deque())
            while suyas and suyas[0] <= ahora - _VENTANA:
                suyas.popleft()
            if len(suyas) >= POR_MINUTO:
                raise DemasiadasConsultas(
                    "Hubo demasiadas verificaciones seguidas desde su conexión. "
                    "Espere un minuto y vuelva a intentarlo."
                )
            suyas.append(ahora)


def freno() -> Freno:
    """El de la aplicación que atiende: otra en el mismo proceso cuenta lo suyo."""
    return cast(Freno, current_app.extensions.setdefault("cauce_freno", Freno()))
