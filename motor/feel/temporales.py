"""Fechas, horas y duraciones: de texto a valor, de valor a texto y sus propiedades.

Textos según XML Schema más la zona IANA de FEEL (`10:00:00@America/La_Paz`). Años de 1 a 9999
y microsegundos: lo que Python guarda; fuera de eso, `null`.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from motor.feel.aritmetica import UN_DIA, UN_MICRO, segundos_de
from motor.nucleo.valores import DuracionMeses, Valor

_FECHA = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_HORA = re.compile(
    r"(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z0-9_+/\-]{1,60})?",
    re.ASCII,
)
_MESES = re.compile(r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)
_TIEMPO = re.compile(r"(-)?P(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?", re.ASCII)
_LARGO = 60  # ningún texto temporal es más largo que esto sin su zona


def leer_fecha(texto: str) -> date | None:
    """Devuelve la fecha `AAAA-MM-DD`, o None."""
    hallada = _FECHA.fullmatch(texto)
    if hallada is None:
        return None
    try:
        return date(*map(int, hallada.groups()))
    except ValueError:
        return None


def leer_hora(texto: str) -> time | None:
    """Devuelve la hora `HH:MM:SS[.f][zona]`, o None."""
    hallada = _HORA.fullmatch(texto)
    if hallada is None:
        return None
    horas, minutos, segundos, fraccion, zona = hallada.groups()
    try:
        return time(
            int(horas),
            int(minutos),
            int(segundos),
            int(((fraccion or "") + "000000")[:6]),
            leer_zona(zona) if zona else None,
        )
    except ValueError:
        return None


def leer_instante(texto: str) -> datetime | None:
    """Devuelve la fecha y hora `AAAA-MM-DDTHH:MM:SS[.f][zona]`, o None; sin hora, medianoche."""
    dia, letra, resto = texto.partition("T")
    fecha = leer_fecha(dia)
    if resto.startswith("24:00:00") and fecha is not None:  # la medianoche del día siguiente
        return leer_instante(f"{fecha + UN_DIA}T00{resto[2:]}") if fecha < date.max else None
    hora = leer_hora(resto) if letra else time(0)
    if fecha is None or hora is None:
        return None
    return datetime.combine(fecha, hora)


@lru_cache(maxsize=256)
def leer_zona(texto: str) -> tzinfo:
    """Devuelve la zona `Z`, `±HH:MM[:SS]` o `@Continente/Ciudad`.

    Raises:
        ValueError: no existe o pasa de ±14:00.
    """
    if texto == "Z":
        return UTC
    if texto.startswith("@"):
        return _zona_con_nombre(texto[1:])
    partes = [int(x) for x in texto[1:].split(":")]
    if partes[0] > 14 or any(p > 59 for p in partes[1:]):
        raise ValueError(texto)
    desfase = timedelta(hours=partes[0], minutes=partes[1], seconds=[*partes, 0][2])
    return timezone(-desfase if texto[0] == "-" else desfase)


def _zona_con_nombre(nombre: str) -> tzinfo:
    try:
        return ZoneInfo(nombre)
    except (KeyError, OSError, ValueError) as error:  # no existe, o es una carpeta
        raise ValueError(nombre) from error


def leer_duracion(texto: str) -> timedelta | DuracionMeses | None:
    """Devuelve la duración ISO 8601 de años y meses o de días y tiempo, o None."""
    if len(texto) > _LARGO or texto in ("P", "-P"):
        return None
    hallada = _MESES.fullmatch(texto)
    if hallada:
        signo, anios, meses = hallada.groups()
        total = int(anios or 0) * 12 + int(meses or 0)
        return DuracionMeses(-total if signo else total)
    return _leer_tiempo(texto)


def _leer_tiempo(texto: str) -> timedelta | None:
    hallada = _TIEMPO.fullmatch(texto)
    if hallada is None or hallada.group(3) == "T":
        return None
    signo, dias, _, horas, minutos, segundos, fraccion = hallada.groups()
    try:
        total = timedelta(
            days=int(dias or 0),
            hours=int(horas or 0),
            minutes=int(minutos or 0),
            seconds=int(segundos or 0),
            microseconds=int(((fraccion or "") + "000000")[:6]),
        )
        return -total if signo else total
    except OverflowError:
        return None


def leer_temporal(texto: str) -> Valor:
    """Devuelve la fecha, hora, fecha y hora o duración de un literal `@"…"`, o None."""
    for leer in (leer_fecha, leer_hora, leer_instante, leer_duracion):
        valor = leer(texto)
        if valor is not None:
            return valor
    return None


def a_instante(fecha: date) -> datetime:
    """Devuelve la fecha como instante: medianoche UTC (DMN 1.5, 10.3.2.9.4)."""
    return datetime.combine(fecha, time(0), UTC)


def escribir(valor: Valor) -> str:
    """Devuelve el texto canónico de una fecha, hora, fecha y hora o duración."""
    if isinstance(valor, timedelta):
        return _escribir_tiempo(valor)
    if isinstance(valor, DuracionMeses):
        return _escribir_meses(valor.meses)
    if isinstance(valor, datetime):
        return f"{valor.date().isoformat()}T{_escribir_hora(valor.timetz())}"
    if isinstance(valor, time):
        return _escribir_hora(valor)
    return str(valor.isoformat())


def _escribir_hora(hora: time) -> str:
    texto = hora.replace(tzinfo=None).isoformat()
    if "." in texto:
        texto = texto.rstrip("0")
    zona = hora.tzinfo
    if zona is None:
        return texto
    if isinstance(zona, ZoneInfo):
        return f"{texto}@{zona.key}"
    return texto + (time(0, tzinfo=zona).isoformat()[8:] if zona is not UTC else "Z")


def _escribir_meses(meses: int) -> str:
    anios, resto = divmod(abs(meses), 12)
    partes = (f"{anios}Y" if anios else "") + (f"{resto}M" if resto else "")
    return f"{'-' if meses < 0 else ''}P{partes or '0M'}"


def _escribir_tiempo(duracion: timedelta) -> str:
    micros = duracion // UN_MICRO
    segundos, fraccion = divmod(abs(micros), 1_000_000)
    minutos, segundos = divmod(segundos, 60)
    horas, minutos = divmod(minutos, 60)
    dias, horas = divmod(horas, 24)
    decimales = f".{fraccion:06d}".rstrip("0") if fraccion else ""
    con_segundos = f"{segundos}{decimales}S" if segundos or fraccion else ""
    hora = (f"{horas}H" if horas else "") + (f"{minutos}M" if minutos else "") + con_segundos
    texto = (f"{dias}D" if dias else "") + (f"T{hora}" if hora else "")
    return f"{'-' if micros < 0 else ''}P{texto or 'T0S'}"


def _desfase(valor: datetime | time) -> timedelta | None:
    return valor.utcoffset()


def _zona(valor: datetime | time) -> str | None:
    return valor.tzinfo.key if isinstance(valor.tzinfo, ZoneInfo) else None


def _cociente(valor: timedelta, divisor: int, modulo: int) -> Decimal:
    segundos = abs(valor // UN_MICRO) // 1_000_000 // divisor
    resultado = Decimal(segundos % modulo if modulo else segundos)
    return -resultado if valor < timedelta(0) and resultado else resultado


def _segundos(valor: timedelta) -> Decimal:
    resto = abs(valor // UN_MICRO) % 60_000_000
    segundos = segundos_de(UN_MICRO * resto)
    return -segundos if valor < timedelta(0) and segundos else segundos


def _entero_con_signo(meses: int, anios: bool) -> Decimal:
    partes = divmod(abs(meses), 12)
    numero = partes[0] if anios else partes[1]
    return Decimal(-numero if meses < 0 else numero)


Propiedad = Callable[..., Valor]
_DE_FECHA: dict[str, Propiedad] = {
    "year": lambda v: Decimal(v.year),
    "month": lambda v: Decimal(v.month),
    "day": lambda v: Decimal(v.day),
    "weekday": lambda v: Decimal(v.isoweekday()),
}
_DE_HORA: dict[str, Propiedad] = {
    "hour": lambda v: Decimal(v.hour),
    "minute": lambda v: Decimal(v.minute),
    "second": lambda v: Decimal(v.second),
    "time offset": _desfase,
    "timezone": _zona,
}
PROPIEDADES: dict[type, dict[str, Propiedad]] = {
    date: _DE_FECHA,
    time: _DE_HORA,
    datetime: {**_DE_FECHA, **_DE_HORA},
    timedelta: {
        "days": lambda v: _cociente(v, 86_400, 0),
        "hours": lambda v: _cociente(v, 3_600, 24),
        "minutes": lambda v: _cociente(v, 60, 60),
        "seconds": _segundos,
    },
    DuracionMeses: {
        "years": lambda v: _entero_con_signo(v.meses, True),
        "months": lambda v: _entero_con_signo(v.meses, False),
    },
}
