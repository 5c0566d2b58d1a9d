"""`string`, `number`, `date`, `time`, `date and time`, `duration`, `range`… (DMN 1.5, 10.3.4.1)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from motor.feel.aritmetica import CONTEXTO, sumar_meses
from motor.feel.entorno import Evaluacion, Funcion, Rango
from motor.feel.incorporadas.registro import incorporada
from motor.feel.incorporadas.textos import acotar, unir
from motor.feel.temporales import (
    a_instante,
    escribir,
    leer_duracion,
    leer_fecha,
    leer_hora,
    leer_instante,
)
from motor.nucleo.valores import DuracionMeses, Valor

_NUMERO = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_SEPARADORES = (" ", ",", ".")


@incorporada("string", "from")
def _string(ev: Evaluacion, valor: Valor) -> str | None:
    if valor is None or type(valor) is str:
        return valor
    return None if type(valor) is Funcion else en_texto(ev, valor)


def en_texto(ev: Evaluacion, valor: Valor) -> str:
    """Devuelve `valor` como texto; dentro de listas y contextos, los textos van entre comillas."""
    ev.gastar(1)
    if valor is None:
        return "null"
    if isinstance(valor, bool):
        return "true" if valor else "false"
    if isinstance(valor, Decimal):
        return numero_en_texto(valor)
    if isinstance(valor, str):
        return '"' + valor.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _compuesto_en_texto(ev, valor)


def _compuesto_en_texto(ev: Evaluacion, valor: Valor) -> str:
    if isinstance(valor, list):
        return acotar(f"[{unir([en_texto(ev, x) for x in valor], ', ')}]")
    if isinstance(valor, dict):
        pares = [f"{clave}: {en_texto(ev, x)}" for clave, x in valor.items()]
        return acotar(f"{{{unir(pares, ', ')}}}")
    if isinstance(valor, Rango):
        return _rango_en_texto(ev, valor)
    return "function" if isinstance(valor, Funcion) else escribir(valor)


def _rango_en_texto(ev: Evaluacion, rango: Rango) -> str:
    inicio = "" if rango.inicio is None else en_texto(ev, rango.inicio)
    fin = "" if rango.fin is None else en_texto(ev, rango.fin)
    return (
        f"{'[' if rango.incluye_inicio else '('}{inicio}..{fin}{']' if rango.incluye_fin else ')'}"
    )


def numero_en_texto(numero: Decimal) -> str:
    """Devuelve el número sin exponente ni ceros de relleno."""
    texto = format(numero, "f")
    if "." in texto:
        texto = texto.rstrip("0").rstrip(".")
    return "0" if texto == "-0" else texto


@incorporada("number", "from: texto")
def _number(_ev: Evaluacion, texto: str) -> Decimal | None:
    return CONTEXTO.create_decimal(texto) if _NUMERO.fullmatch(texto) else None


@incorporada("number", "from: texto, grouping separator: texto?, decimal separator: texto?")
def _number_con_separadores(
    _ev: Evaluacion, texto: str, miles: str | None, decimales: str | None
) -> Decimal | None:
    if (miles is not None and miles not in _SEPARADORES) or decimales not in (None, ".", ","):
        return None
    if miles is not None and miles == decimales:
        return None
    if miles:
        texto = texto.replace(miles, "")
    if decimales:
        texto = texto.replace(decimales, ".")
    return _number(_ev, texto)


@incorporada("date", "from: texto")
def _date_texto(_ev: Evaluacion, texto: str) -> date | None:
    return leer_fecha(texto)


@incorporada("date", "year: numero, month: numero, day: numero")
def _date_partes(_ev: Evaluacion, anio: Decimal, mes: Decimal, dia: Decimal) -> date:
    return date(_entero(anio), _entero(mes), _entero(dia))


def _entero(numero: Decimal) -> int:
    if numero != numero.to_integral_value() or abs(numero) > 10**9:
        raise ValueError(numero)
    return int(numero)


@incorporada("date", "from: dia")
def _date_de(_ev: Evaluacion, dia: date) -> date:
    return dia.date() if isinstance(dia, datetime) else dia


@incorporada("time", "from: temporal")
def _time_de(_ev: Evaluacion, valor: Valor) -> time:
    if isinstance(valor, datetime):
        return valor.timetz()
    return valor if isinstance(valor, time) else time(0, tzinfo=UTC)


@incorporada("date and time", "from: dia")
def _date_and_time_de(_ev: Evaluacion, dia: date) -> datetime:
    return dia if isinstance(dia, datetime) else a_instante(dia)


@incorporada("time", "from: texto")
def _time_texto(_ev: Evaluacion, texto: str) -> time | None:
    return leer_hora(texto)


@incorporada("time", "hour: numero, minute: numero, second: numero, offset?: tiempo?")
def _time_partes(
    _ev: Evaluacion,
    hora: Decimal,
    minuto: Decimal,
    segundo: Decimal,
    desfase: timedelta | None = None,
) -> time:
    zona = None if desfase is None else timezone(desfase) if desfase else UTC
    micros = int((segundo % 1) * 1_000_000)
    return time(_entero(hora), _entero(minuto), int(segundo), micros, zona)


@incorporada("date and time", "from: texto")
def _date_and_time_texto(_ev: Evaluacion, texto: str) -> datetime | None:
    return leer_instante(texto)


@incorporada("date and time", "date: dia, time: hora")
def _date_and_time(_ev: Evaluacion, dia: date, hora: time) -> datetime:
    return datetime.combine(dia.date() if isinstance(dia, datetime) else dia, hora)


@incorporada("duration", "from: texto")
def _duration(_ev: Evaluacion, texto: str) -> timedelta | DuracionMeses | None:
    return leer_duracion(texto)


@incorporada("years and months duration", "from: dia, to: dia")
def _years_and_months(_ev: Evaluacion, desde: Valor, hasta: Valor) -> DuracionMeses:
    inicio, fin = _naive(desde), _naive(hasta)
    meses = (fin.year - inicio.year) * 12 + fin.month - inicio.month
    if meses > 0 and sumar_meses(inicio, meses) > fin:
        meses -= 1
    elif meses < 0 and sumar_meses(inicio, meses) < fin:
        meses += 1
    return DuracionMeses(meses)


def _naive(valor: Valor) -> datetime:
    if isinstance(valor, datetime):
        return valor.replace(tzinfo=None)
    return datetime.combine(valor, time(0))
