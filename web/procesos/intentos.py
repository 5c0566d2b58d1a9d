"""Intentar un acto sobre un borrador: lo que no se puede publicar se dice en la misma página."""

from collections.abc import Callable
from typing import TypeVar

from motor.entorno import Entorno
from motor.nucleo.errores import DiagramaInvalido, Falta
from web.intento import intentar

_O = TypeVar("_O")
_R = TypeVar("_R")


def intentar_en_borrador(
    funcion: Callable[[Entorno, _O], _R], armar: Callable[[], _O]
) -> tuple[_R | None, tuple[Falta, ...]]:
    """Como `intentar`, y además los hallazgos de la revisión, uno por falta.

    Raises:
        SinPermiso: no se corrige escribiendo otra cosa; lo responde web.errores.
    """
    try:
        return intentar(funcion, armar)
    except DiagramaInvalido as error:
        dichas = tuple(Falta("revision", str(hallazgo)) for hallazgo in error.hallazgos)
        return None, dichas or (Falta("", error.mensaje),)
