"""Fechas y horas de formularios: `dd/mm/aaaa` o ISO 8601, siempre días que existen.

Lo que no trae zona es hora de La Paz. El instante se devuelve en hora de La Paz (con zona): así
`date(x)` en FEEL da el día en que ocurrió para las personas y no el de Londres.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time

from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor

_LOCAL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HORA = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?")
_ZONA = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
FORMA_FECHA = "debe ser una fecha, como 20/01/2027"
FORMA_HORA = "debe ser una hora, como 18:30"
FORMA_INSTANTE = "debe ser una fecha con hora, como 20/01/2027 18:30"


def a_fecha(crudo: Valor) -> date:
    """Convierte `dd/mm/aaaa` o `aaaa-mm-dd` a fecha.

    Raises:
        ValueError: con la frase de lo que está mal (forma o día que no existe).
    """
    if isinstance(crudo, date) and not isinstance(crudo, datetime):
        return crudo
    if not isinstance(crudo, str):
        raise ValueError(FORMA_FECHA)
    texto = crudo.strip()
    if hallado := _LOCAL.fullmatch(texto):
        dia, mes, anio = (int(x) for x in hallado.groups())
    elif hallado := _ISO.fullmatch(texto):
        anio, mes, dia = (int(x) for x in hallado.groups())
    else:
        raise ValueError(FORMA_FECHA)
    return _fecha_que_existe(anio, mes, dia)


def _fecha_que_existe(anio: int, mes: int, dia: int) -> date:
    escrita = f"{dia:02d}/{mes:02d}/{anio:04d}"
    if anio < 1:
        raise ValueError(f"la fecha {escrita} no existe: el año va de 0001 a 9999")
    if not 1 <= mes <= 12:
        raise ValueError(f"la fecha {escrita} no existe: el mes va de 1 a 12")
    ultimo = monthrange(anio, mes)[1]
    if not 1 <= dia <= ultimo:
        raise ValueError(
            f"la fecha {escrita} no existe: {_MESES[mes - 1]} de {anio} tiene {ultimo} días"
        )
    return date(anio, mes, dia)


def a_hora(crudo: Valor) -> time:
    """Convierte `hh:mm` o `hh:mm:ss` a hora del día, sin zona.

    Raises:
        ValueError: con la frase de lo que está mal.
    """
    if isinstance(crudo, time):
        return crudo
    if not isinstance(crudo, str):
        raise ValueError(FORMA_HORA)
    hallado = _HORA.fullmatch(_ZONA.sub("", crudo.strip()))
    if hallado is None:
        raise ValueError(FORMA_HORA)
    hora, minuto, segundo = (int(x or 0) for x in hallado.groups())
    if hora > 23 or minuto > 59 or segundo > 59:
        raise ValueError(f"la hora {crudo.strip()} no existe: va de 00:00 a 23:59")
    return time(hora, minuto, segundo)


def a_instante(crudo: Valor) -> datetime:
    """Convierte fecha y hora a instante con zona, en hora de La Paz.

    Raises:
        ValueError: con la frase de lo que está mal.
    """
    if isinstance(crudo, datetime):
        con_zona = crudo if crudo.tzinfo else crudo.replace(tzinfo=LA_PAZ)
        return con_zona.astimezone(LA_PAZ)
    if not isinstance(crudo, str):
        raise ValueError(FORMA_INSTANTE)
    partes = re.split(r"[T\s]+", crudo.strip(), maxsplit=1)
    if len(partes) != 2:
        raise ValueError(FORMA_INSTANTE)
    fecha, hora = a_fecha(partes[0]), a_hora(partes[1])
    sin_zona = datetime.combine(fecha, hora.replace(tzinfo=None))
    zona = _ZONA.search(partes[1])
    if zona is None:
        return sin_zona.replace(tzinfo=LA_PAZ)
    try:
        return datetime.fromisoformat(sin_zona.isoformat() + zona.group()).astimezone(LA_PAZ)
    except (ValueError, OverflowError) as error:
        raise ValueError(FORMA_INSTANTE) from error
