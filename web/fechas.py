"""Leer fechas como la gente las escribe: dd/mm/aaaa (o aaaa-mm-dd), en La Paz."""

import re
from datetime import date, datetime, time, timedelta

from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.reloj import LA_PAZ

_DIA = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<a>\d{4})")


def leer_fecha(texto: str, campo: str) -> date:
    """Devuelve la fecha escrita.

    Raises:
        DatosInvalidos: no es una fecha que exista; la falta lleva el campo.
    """
    limpio = texto.strip()
    hallado = _DIA.fullmatch(limpio)
    try:
        if hallado:
            return date(int(hallado["a"]), int(hallado["m"]), int(hallado["d"]))
        return date.fromisoformat(limpio)
    except ValueError as error:
        frase = (
            f"«{limpio[:20]}» no es una fecha que exista. Escriba día/mes/año, como 15/03/2027."
            if limpio
            else "Escriba una fecha, como 15/03/2027."
        )
        raise DatosInvalidos("Hay una fecha por corregir.", [Falta(campo, frase)]) from error


def principio_del_dia(dia: date) -> datetime:
    """El primer instante del día, en La Paz."""
    return datetime.combine(dia, time(0), LA_PAZ)


def despues_del_dia(dia: date) -> datetime:
    """El primer instante que ya no es de ese día: para «hasta el …, inclusive»."""
    return principio_del_dia(dia + timedelta(days=1))
