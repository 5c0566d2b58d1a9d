"""Cota a lo enviado antes de mirarlo: nada enorme ni muy anidado pasa de aquí."""

from collections.abc import Mapping
from typing import Any

from motor.nucleo.errores import DatosInvalidos

VALORES_MAXIMOS = 50_000
CARACTERES_MAXIMOS = 2_000_000
PROFUNDIDAD_MAXIMA = 16


def exigir_tamanio(datos: Any) -> None:
    """Comprueba que lo enviado sea un objeto con claves de texto y de tamaño razonable.

    Sin recursión: un anidamiento hostil no agota la pila.

    Raises:
        DatosInvalidos: si no es un objeto, anida demasiado o es demasiado grande.
    """
    if not isinstance(datos, Mapping):
        raise DatosInvalidos("Lo enviado debe ser un objeto con los campos del formulario.")
    pendientes: list[tuple[Any, int]] = [(datos, 0)]
    valores = caracteres = 0
    while pendientes:
        valor, hondo = pendientes.pop()
        valores += 1
        if isinstance(valor, str):
            caracteres += len(valor)
        elif isinstance(valor, Mapping | list | tuple):
            pendientes += [(hijo, hondo + 1) for hijo in _hijos(valor)]
        if hondo > PROFUNDIDAD_MAXIMA:
            raise DatosInvalidos("Lo enviado anida demasiado; use los campos del formulario.")
        if valores + len(pendientes) > VALORES_MAXIMOS or caracteres > CARACTERES_MAXIMOS:
            raise DatosInvalidos("Lo enviado es demasiado grande para un formulario.")


def _hijos(valor: Any) -> Any:
    if not isinstance(valor, Mapping):
        return valor
    if not all(isinstance(clave, str) for clave in valor):
        raise DatosInvalidos("Los nombres de los campos enviados deben ser texto.")
    return valor.values()
