"""Igualdad y orden de FEEL (DMN 1.5, 10.3.2.15, tablas 50 a 53): tres valores, sin excepciones."""

import operator
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from motor.feel.entorno import Evaluacion, Rango
from motor.nucleo.valores import DuracionMeses, Valor

ORDENABLES = frozenset({Decimal, str, date, time, datetime, timedelta, DuracionMeses})
_INVERSAS: dict[str, Callable[[Valor, Valor], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def comparar(uno: Valor, otro: Valor, signo: str) -> bool | None:
    """Devuelve si `uno signo otro`; `null` si no son del mismo tipo ordenable."""
    clase = type(uno)
    if clase is not type(otro) or clase not in ORDENABLES:
        return None
    try:
        return _INVERSAS[signo](uno, otro)
    except (TypeError, ArithmeticError):  # hora con zona frente a hora sin zona
        return None


def igual(uno: Valor, otro: Valor, ev: Evaluacion) -> bool | None:
    """Devuelve si `uno = otro`: con `null` siempre hay respuesta; entre tipos distintos, `null`."""
    if uno is None or otro is None:
        return uno is otro
    clase = type(uno)
    if clase is not type(otro):
        return None
    if clase is list:
        return _listas_iguales(uno, otro, ev)
    if clase is dict:
        return _contextos_iguales(uno, otro, ev)
    if clase is Rango:
        return _rangos_iguales(uno, otro, ev)
    return _temporales_iguales(uno, otro) if clase in (datetime, time) else bool(uno == otro)


def _temporales_iguales(uno: Valor, otro: Valor) -> bool | None:
    if (uno.tzinfo is None) != (otro.tzinfo is None):
        return False
    return bool(uno == otro)


def _listas_iguales(uno: list[Valor], otro: list[Valor], ev: Evaluacion) -> bool | None:
    if len(uno) != len(otro):
        return False
    ev.gastar(len(uno))
    resultado: bool | None = True
    for x, y in zip(uno, otro, strict=True):
        parte = igual(x, y, ev)
        if parte is False:
            return False
        if parte is None:
            resultado = None
    return resultado


def _contextos_iguales(
    uno: dict[str, Valor], otro: dict[str, Valor], ev: Evaluacion
) -> bool | None:
    if uno.keys() != otro.keys():
        return False
    claves = list(uno)
    return _listas_iguales([uno[k] for k in claves], [otro[k] for k in claves], ev)


def _rangos_iguales(uno: Rango, otro: Rango, ev: Evaluacion) -> bool | None:
    if uno.signo != otro.signo or uno.incluye_inicio != otro.incluye_inicio:
        return False
    if uno.incluye_fin != otro.incluye_fin:
        return False
    return _listas_iguales([uno.inicio, uno.fin], [otro.inicio, otro.fin], ev)


def en_rango(valor: Valor, rango: Rango) -> bool | None:
    """Devuelve si `valor` está en `rango`; `null` si no se pueden comparar."""
    if rango.signo:
        if rango.signo == "=":
            return None if comparar(valor, rango.fin, "<=") is None else bool(valor == rango.fin)
        return comparar(valor, rango.fin if rango.inicio is None else rango.inicio, rango.signo)
    desde = comparar(valor, rango.inicio, ">=" if rango.incluye_inicio else ">")
    hasta = comparar(valor, rango.fin, "<=" if rango.incluye_fin else "<")
    return None if desde is None or hasta is None else desde and hasta


def pertenece(valor: Valor, prueba: Valor, ev: Evaluacion) -> bool | None:
    """Devuelve si `valor` cumple `prueba`: igual, dentro del rango o elemento de la lista."""
    clase = type(prueba)
    if clase is Rango and type(valor) is not Rango:
        return en_rango(valor, prueba)
    if clase is list:
        return _en_lista(valor, prueba, ev)
    return igual(valor, prueba, ev)


def _en_lista(valor: Valor, prueba: list[Valor], ev: Evaluacion) -> bool | None:
    ev.gastar(len(prueba))
    if type(valor) is list and igual(valor, prueba, ev):
        return True
    for elemento in prueba:
        if type(elemento) is Rango and type(valor) is not Rango:
            hallado = en_rango(valor, elemento)
        else:
            hallado = igual(valor, elemento, ev)
        if hallado:
            return True
    return False


def y_de(valores: list[Valor]) -> bool | None:
    """Conjunción de tres valores: lo que no es lógico cuenta como `null`."""
    if any(v is False for v in valores):
        return False
    return True if all(v is True for v in valores) else None


def o_de(valores: list[Valor]) -> bool | None:
    """Disyunción de tres valores: lo que no es lógico cuenta como `null`."""
    if any(v is True for v in valores):
        return True
    return False if all(v is False for v in valores) else None
