"""Las fases de una ficha en su nodo."""

from enum import IntEnum


class Fase(IntEnum):
    """Hasta dónde llegó la ficha; el número va en el estado guardado y no se cambia."""

    LLEGAR = 0
    ENTRAR = 1
    HACER = 2
    SALIR = 3
    FLUIR = 4
