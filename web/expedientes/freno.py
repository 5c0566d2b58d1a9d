"""Freno de las consultas públicas: tantas por minuto desde una dirección, en cada proceso."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from motor.nucleo.errores import OrdenRechazada

POR_MINUTO = 30
_VENTANA = timedelta(minutes=1)
_DIRECCIONES = 10_000
_candado = Lock()
_consultas: dict[str, deque[datetime]] = {}


class DemasiadasConsultas(OrdenRechazada):
    """Demasiadas consultas públicas seguidas desde la misma dirección."""

    codigo = "demasiadas_consultas"


def exigir_moderado(ip: str, ahora: datetime) -> None:
    """Cuenta la consulta de esa dirección.

    Raises:
        DemasiadasConsultas: pasó de `POR_MINUTO` en el último minuto.
    """
    with _candado:
        if len(_consultas) > _DIRECCIONES:
            _consultas.clear()
        suyas = _consultas.setdefault(ip, deque())
        while suyas and suyas[0] <= ahora - _VENTANA:
            suyas.popleft()
        if len(suyas) >= POR_MINUTO:
            raise DemasiadasConsultas(
                "Hubo demasiadas verificaciones seguidas desde su conexión. "
                "Espere un minuto y vuelva a intentarlo."
            )
        suyas.append(ahora)
