"""Por qué una instancia no puede pasar a otra versión: con el elemento y lo que hay que hacer."""

from collections.abc import Sequence
from dataclasses import dataclass

from motor.nucleo.errores import OrdenRechazada


@dataclass(frozen=True)
class Motivo:
    """Una razón. `clase` la agrupa entre casos; `elemento` es un id de la versión vieja."""

    clase: str
    elemento: str
    mensaje: str


class NoMigra(OrdenRechazada):
    """La instancia no puede pasar a la versión nueva con ese mapa."""

    codigo = "no_migra"

    def __init__(self, motivos: Sequence[Motivo]) -> None:
        self.motivos = tuple(dict.fromkeys(motivos))
        super().__init__(
            "El caso no puede pasar a la versión nueva: "
            + " ".join(motivo.mensaje for motivo in self.motivos)
        )
