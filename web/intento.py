"""Intentar un acto y, si se rechaza por algo que se corrige, volver al formulario con la frase."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from motor.entorno import Entorno
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado, OrdenRechazada
from web.contexto import operar

_O = TypeVar("_O")
_R = TypeVar("_R")


def intentar(
    funcion: Callable[[Entorno, _O], _R], armar: Callable[[], _O]
) -> tuple[_R | None, tuple[Falta, ...]]:
    """Arma la orden, la opera y devuelve su resultado, o las faltas que hay que corregir.

    Args:
        funcion: la operación.
        armar: lee el formulario y devuelve la orden.

    Raises:
        SinPermiso: no se corrige escribiendo otra cosa; lo responde web.errores.
    """
    try:
        return operar(funcion, armar()), ()
    except DatosInvalidos as error:
        return None, tuple(error.faltas) or (Falta("", error.mensaje),)
    except (NoEncontrado, OrdenRechazada) as error:
        return None, (Falta("", error.mensaje),)


def exigir(formulario: Mapping[str, str], frases: Mapping[str, str]) -> None:
    """Comprueba que esos campos no estén vacíos.

    Raises:
        DatosInvalidos: con la frase de cada uno que falta.
    """
    faltas = [Falta(c, frase) for c, frase in frases.items() if not formulario.get(c, "").strip()]
    if faltas:
        raise DatosInvalidos("Hay datos por corregir.", faltas)
