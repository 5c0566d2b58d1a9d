"""La última vez que alguien miró su bandeja y la anterior, entre sus preferencias."""

from dataclasses import dataclass
from datetime import datetime

from motor.nucleo.valores import Json

BANDEJA = "bandeja_visita"


@dataclass(frozen=True)
class Visita:
    """`ultima_el` es la de ahora; lo llegado después de `anterior_el` es nuevo."""

    ultima_el: datetime
    anterior_el: datetime

    def como_valores(self) -> dict[str, Json]:
        """Devuelve lo que se guarda entre las preferencias."""
        return {"ultima": self.ultima_el.isoformat(), "anterior": self.anterior_el.isoformat()}


def leer_visita(valores: Json) -> Visita | None:
    """Devuelve la visita guardada entre las preferencias; None si no hay."""
    guardada = (valores or {}).get(BANDEJA)
    if guardada is None:
        return None
    ultima, anterior = guardada["ultima"], guardada["anterior"]
    return Visita(datetime.fromisoformat(ultima), datetime.fromisoformat(anterior))
