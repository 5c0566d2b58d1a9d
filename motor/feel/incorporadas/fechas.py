"""Funciones de fechas: el reloj, partes del calendario e `is` (DMN 1.5, 10.3.4.7 y 10.3.4.9)."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.registro import incorporada
from motor.nucleo.valores import Valor

_DIAS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MESES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@incorporada("now", "")
def _now(ev: Evaluacion) -> datetime | None:
    return ev.ahora


@incorporada("today", "")
def _today(ev: Evaluacion) -> date | None:
    return None if ev.ahora is None else ev.ahora.date()


@incorporada("day of year", "date: dia")
def _day_of_year(_ev: Evaluacion, dia: date) -> Decimal:
    return Decimal(dia.timetuple().tm_yday)


@incorporada("day of week", "date: dia")
def _day_of_week(_ev: Evaluacion, dia: date) -> str:
    return _DIAS[dia.weekday()]


@incorporada("month of year", "date: dia")
def _month_of_year(_ev: Evaluacion, dia: date) -> str:
    return _MESES[dia.month - 1]


@incorporada("week of year", "date: dia")
def _week_of_year(_ev: Evaluacion, dia: date) -> Decimal:
    return Decimal(dia.isocalendar().week)


@incorporada("is", "value1, value2")
def _is(_ev: Evaluacion, uno: Valor, otro: Valor) -> bool:
    if type(uno) is not type(otro):
        return False
    if isinstance(uno, datetime | time):
        mismo = uno.replace(tzinfo=None) == otro.replace(tzinfo=None)
        return bool(mismo) and _zona(uno) == _zona(otro)
    return bool(uno == otro)


def _zona(valor: datetime | time) -> Valor:
    zona = valor.tzinfo
    return zona.key if isinstance(zona, ZoneInfo) else valor.utcoffset()
