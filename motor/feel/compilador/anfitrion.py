"""Las funciones que da quien llama, vistas desde FEEL."""

import inspect
from collections.abc import Callable

from motor.feel.entorno import Evaluacion, Funcion
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


def del_anfitrion(nombre: str, anfitriona: Callable[..., Valor]) -> Funcion:
    """Devuelve `anfitriona` como valor función; sus parámetros también valen por nombre."""
    firma = _firma(anfitriona)

    def llamar(ev: Evaluacion, argumentos: list[Valor]) -> Valor:
        ev.gastar(10)
        _exigir_cantidad(nombre, firma, argumentos)
        return ev.normalizar(anfitriona(*argumentos), nombre)

    return Funcion(nombre, None if firma is None else tuple(firma.parameters), llamar)


def _firma(anfitriona: Callable[..., Valor]) -> inspect.Signature | None:
    try:
        return inspect.signature(anfitriona)
    except (TypeError, ValueError):  # algunas funciones escritas en C no dicen su firma
        return None


def _exigir_cantidad(nombre: str, firma: inspect.Signature | None, argumentos: list[Valor]) -> None:
    if firma is None:
        return
    try:
        firma.bind(*argumentos)
    except TypeError:
        raise ErrorFeel(
            f"La función «{nombre}» se llamó con {len(argumentos)} argumento(s) y espera "
            f"{nombre}({', '.join(firma.parameters)})."
        ) from None
