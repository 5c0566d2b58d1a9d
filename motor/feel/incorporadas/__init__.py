"""Las funciones incorporadas de FEEL (DMN 1.5, 10.3.4). Importar el paquete las registra."""

from motor.feel.incorporadas import (
    contextos,
    conversion,
    estadistica,
    fechas,
    listas,
    numeros,
    rangos,
    textos,
)
from motor.feel.incorporadas.registro import REGISTRO, como_funcion

__all__ = [
    "REGISTRO",
    "como_funcion",
    "contextos",
    "conversion",
    "estadistica",
    "fechas",
    "listas",
    "numeros",
    "rangos",
    "textos",
]
