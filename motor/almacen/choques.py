"""Cuando dos actos se estorban en la base, uno se deshace entero: se repite y no se pierde.

PostgreSQL corta a uno de los dos que se esperan mutuamente (40P01) o que no se pueden ordenar
(40001); en SQLite, quien espera su turno demasiado se rinde («database is locked»). En los tres
casos no quedó nada escrito.
"""

import random
import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from motor.nucleo.errores import OrdenRechazada

INTENTOS = 4
PAUSA_SEGUNDOS = 0.05
_CHOQUES = frozenset({"40P01", "40001"})
_R = TypeVar("_R")


class BaseOcupada(OrdenRechazada):
    """Tras varios intentos otros actos seguían estorbando; no se guardó nada."""

    codigo = "base_ocupada"


def repetir_si_choca(
    acto: Callable[[], _R], *, esperar: Callable[[float], None] = time.sleep
) -> _R:
    """Corre el acto; si otro lo hizo deshacerse, lo repite, cada vez tras una pausa mayor.

    Args:
        acto: abre y confirma su propia transacción; se puede llamar varias veces.
        esperar: recibe los segundos de cada pausa.

    Raises:
        BaseOcupada: chocó `INTENTOS` veces, o en SQLite no le llegó el turno de escribir.
    """
    for intento in range(INTENTOS):
        if intento:
            azar = random.uniform(0.5, 1.5)  # noqa: S311  que dos que chocan no repitan a la par
            esperar(PAUSA_SEGUNDOS * 2**intento * azar)
        try:
            return acto()
        except DBAPIError as error:
            if _sin_turno(error):  # ya esperó lo suyo
                raise _ocupada() from error
            if getattr(error.orig, "sqlstate", None) not in _CHOQUES:
                raise
            choque = error
    raise _ocupada() from choque


def _sin_turno(error: DBAPIError) -> bool:
    codigo = getattr(error.orig, "sqlite_errorcode", 0)
    return bool(codigo) and codigo & 0xFF == sqlite3.SQLITE_BUSY


def _ocupada() -> BaseOcupada:
    return BaseOcupada(
        "No se guardó nada: otras personas están escribiendo lo mismo a la vez. "
        "Espere unos segundos y repita el acto."
    )
