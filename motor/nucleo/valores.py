"""Los valores que circulan por variables, formularios y FEEL, y su forma en JSON.

En memoria son: `None`, `bool`, `str`, `Decimal`, `date`, `time`, `datetime`, `timedelta`
(duración de días y tiempo), `DuracionMeses`, `list` y `dict[str, …]`. En JSON, lo que JSON no
tiene viaja etiquetado con una clave que empieza por `$`; un diccionario del usuario que tenga
una clave así viaja como lista de pares, de modo que ningún dato puede hacerse pasar por otro.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

Valor: TypeAlias = Any  # los tipos de arriba, recursivamente
Json: TypeAlias = Any  # None, bool, int, str, list y dict[str, …]

ENTERO_SEGURO = 2**53 - 1  # el mayor entero que todo lector de JSON guarda exacto
_UN_MICRO = timedelta(microseconds=1)


@dataclass(frozen=True, order=True)
class DuracionMeses:
    """Duración de años y meses (DMN 1.5, 10.3.2.3.5), en meses con signo."""

    meses: int


def codificar(valor: Valor) -> Json:
    """Devuelve la forma JSON de `valor`; `decodificar` la deshace sin pérdida.

    Raises:
        TypeError: si el valor no es de los tipos que circulan (objetos, bytes, conjuntos…).
    """
    codificador = _CODIFICADORES.get(type(valor))
    if codificador is None:
        raise TypeError(f"No se puede guardar un valor de tipo {type(valor).__name__}.")
    return codificador(valor)


def decodificar(json: Json) -> Valor:
    """Devuelve el valor que `codificar` convirtió en `json`.

    Raises:
        ValueError: si una etiqueta `$` no es de las conocidas.
    """
    if isinstance(json, list):
        return [decodificar(x) for x in json]
    if isinstance(json, dict):
        return _decodificar_objeto(json)
    if isinstance(json, int) and not isinstance(json, bool):
        return Decimal(json)
    return json


def _decodificar_objeto(json: dict[str, Json]) -> Valor:
    if len(json) == 1:
        [(clave, dato)] = json.items()
        if clave.startswith("$"):
            if clave not in _DECODIFICADORES:
                raise ValueError(f"Etiqueta de valor desconocida: {clave!r}.")
            return _DECODIFICADORES[clave](dato)
    return {clave: decodificar(dato) for clave, dato in json.items()}


def _codificar_decimal(valor: Decimal) -> Json:
    exponente = valor.as_tuple().exponent
    if exponente == 0 and abs(valor) <= ENTERO_SEGURO and not (valor == 0 and valor.is_signed()):
        return int(valor)
    return {"$d": str(valor)}


def _codificar_entero(valor: int) -> Json:
    return valor if abs(valor) <= ENTERO_SEGURO else {"$d": str(valor)}


def _codificar_objeto(valor: Mapping[str, Valor]) -> Json:
    if any(not isinstance(clave, str) for clave in valor):
        raise TypeError("Las claves de un contexto deben ser texto.")
    if any(clave.startswith("$") for clave in valor):
        return {"$c": [[clave, codificar(dato)] for clave, dato in valor.items()]}
    return {clave: codificar(dato) for clave, dato in valor.items()}


def _igual(valor: Valor) -> Json:
    return valor


_CODIFICADORES: dict[type, Callable[[Any], Json]] = {
    type(None): _igual,
    bool: _igual,
    str: _igual,
    int: _codificar_entero,
    Decimal: _codificar_decimal,
    date: lambda v: {"$f": v.isoformat()},
    time: lambda v: {"$h": v.isoformat()},
    datetime: lambda v: {"$i": v.isoformat()},
    timedelta: lambda v: {"$t": v // _UN_MICRO},
    DuracionMeses: lambda v: {"$m": v.meses},
    list: lambda v: [codificar(x) for x in v],
    tuple: lambda v: [codificar(x) for x in v],
    dict: _codificar_objeto,
}

_DECODIFICADORES: dict[str, Callable[[Any], Valor]] = {
    "$d": Decimal,
    "$f": date.fromisoformat,
    "$h": time.fromisoformat,
    "$i": datetime.fromisoformat,
    "$t": lambda micros: timedelta(microseconds=micros),
    "$m": DuracionMeses,
    "$c": lambda pares: {clave: decodificar(dato) for clave, dato in pares},
}
