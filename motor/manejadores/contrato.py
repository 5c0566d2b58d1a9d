"""Lo que un manejador de procesos/ recibe, devuelve y puede decir."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Valor

Salida: TypeAlias = Mapping[str, Valor]


@dataclass(frozen=True)
class Contexto:
    """Lo que un manejador sabe.

    `clave` identifica el trabajo: si se repite, es la misma. `entradas` son las del diagrama
    (camunda:inputParameter) o, si no declara ninguna, todas las variables que la tarea ve.
    `hr` es la hoja de ruta; `intento` cuenta desde 1; `ahora` es el instante con zona UTC.
    """

    clave: str
    tema: str
    entradas: Mapping[str, Valor]
    hr: str
    elemento: str
    intento: int
    ahora: datetime


Manejador: TypeAlias = Callable[[Contexto], Salida]


class ErrorNegocio(ErrorMotor):
    """Un error BPMN: el diagrama puede atraparlo por su `codigo_error`; no se reintenta."""

    codigo = "error_negocio"

    def __init__(
        self, codigo_error: str, mensaje: str = "", datos: Mapping[str, Valor] | None = None
    ) -> None:
        super().__init__(mensaje or f"El servicio terminó con el error «{codigo_error}».")
        self.codigo_error = codigo_error
        self.datos: Mapping[str, Valor] = datos or {}
