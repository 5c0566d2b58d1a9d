"""Funciones de números (DMN 1.5, 10.3.4.5) y `not` (10.3.4.2)."""

import decimal
from datetime import timedelta
from decimal import Decimal

from motor.feel.aritmetica import CONTEXTO
from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.registro import incorporada
from motor.nucleo.valores import DuracionMeses, Valor

_ESCALA_MINIMA, _ESCALA_MAXIMA = -6111, 6176


@incorporada("not", "negand")
def _not(_ev: Evaluacion, valor: Valor) -> bool | None:
    return None if type(valor) is not bool else not valor


def _redondear(n: Decimal, escala: Decimal | None, modo: str) -> Decimal | None:
    escala = Decimal(0) if escala is None else escala
    cifras = int(escala)
    if not _ESCALA_MINIMA <= cifras <= _ESCALA_MAXIMA:
        return None
    exponente = n.as_tuple().exponent
    if isinstance(exponente, int) and exponente >= -cifras:
        return n
    amplio = decimal.Context(prec=7000, Emin=-99_999, Emax=99_999)
    redondo = n.quantize(Decimal(1).scaleb(-cifras, amplio), modo, amplio)
    return CONTEXTO.plus(redondo)


@incorporada("decimal", "n: numero, scale: numero")
def _decimal(_ev: Evaluacion, n: Decimal, escala: Decimal) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_HALF_EVEN)


@incorporada("floor", "n: numero", "n: numero, scale: numero")
def _floor(_ev: Evaluacion, n: Decimal, escala: Decimal | None = None) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_FLOOR)


@incorporada("ceiling", "n: numero", "n: numero, scale: numero")
def _ceiling(_ev: Evaluacion, n: Decimal, escala: Decimal | None = None) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_CEILING)


@incorporada("round up", "n: numero, scale: numero")
def _round_up(_ev: Evaluacion, n: Decimal, escala: Decimal) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_UP)


@incorporada("round down", "n: numero, scale: numero")
def _round_down(_ev: Evaluacion, n: Decimal, escala: Decimal) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_DOWN)


@incorporada("round half up", "n: numero, scale: numero")
def _round_half_up(_ev: Evaluacion, n: Decimal, escala: Decimal) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_HALF_UP)


@incorporada("round half down", "n: numero, scale: numero")
def _round_half_down(_ev: Evaluacion, n: Decimal, escala: Decimal) -> Decimal | None:
    return _redondear(n, escala, decimal.ROUND_HALF_DOWN)


@incorporada("abs", "n: medible")
def _abs(_ev: Evaluacion, n: Valor) -> Valor:
    if isinstance(n, DuracionMeses):
        return DuracionMeses(abs(n.meses))
    return abs(n) if isinstance(n, timedelta) else CONTEXTO.abs(n)


@incorporada("modulo", "dividend: numero, divisor: numero")
def _modulo(_ev: Evaluacion, dividendo: Decimal, divisor: Decimal) -> Decimal:
    cociente = CONTEXTO.divide(dividendo, divisor).to_integral_value(decimal.ROUND_FLOOR)
    return CONTEXTO.subtract(dividendo, CONTEXTO.multiply(divisor, cociente))


@incorporada("sqrt", "number: numero")
def _sqrt(_ev: Evaluacion, n: Decimal) -> Decimal:
    return CONTEXTO.sqrt(n)


@incorporada("log", "number: numero")
def _log(ev: Evaluacion, n: Decimal) -> Decimal | None:
    ev.gastar(50)
    return CONTEXTO.ln(n) if n > 0 else None


@incorporada("exp", "number: numero")
def _exp(ev: Evaluacion, n: Decimal) -> Decimal:
    ev.gastar(50)
    return CONTEXTO.exp(n)


@incorporada("odd", "number: numero")
def _odd(_ev: Evaluacion, n: Decimal) -> bool:
    return CONTEXTO.remainder(n, Decimal(2)) in (1, -1)


@incorporada("even", "number: numero")
def _even(_ev: Evaluacion, n: Decimal) -> bool:
    return CONTEXTO.remainder(n, Decimal(2)) == 0
