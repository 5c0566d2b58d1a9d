"""Valores del motor dichos para personas: sí o no, fechas de aquí, montos y nombres de campo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor

_CON_MILLARES = 10_000  # los años y los números de cuatro cifras se leen mejor sin punto


@dataclass(frozen=True)
class Rotulo:
    """Cómo llama un formulario a un dato y, si es de elegir, a cada valor."""

    titulo: str
    opciones: Mapping[str, str]


_DE_LA_CASA = {"hr": "Hoja de ruta", "expediente_iniciado_el": "Iniciado el"}
SIN_ROTULOS: Mapping[str, Rotulo] = {}


@dataclass(frozen=True)
class Dato:
    """Un dato con su nombre legible; `documento` = (id, versión) si es un archivo."""

    nombre: str
    texto: str
    documento: tuple[int, int] | None = None


def aplanar(
    valores: Mapping[str, Valor], rotulos: Mapping[str, Rotulo] = SIN_ROTULOS
) -> tuple[Dato, ...]:
    """Devuelve los datos que tienen valor, en orden; las listas y contextos, por renglones.

    `rotulos` son los de los formularios, por clave; sin rótulo, la clave dicha como se pueda.
    """

    def de(clave: str) -> str:
        return rotulos[clave].titulo if clave in rotulos else nombrar(clave)

    datos: list[Dato] = []
    pendientes: list[tuple[str, str, Valor]] = [(de(c), c, v) for c, v in valores.items()]
    while pendientes:
        nombre, clave, valor = pendientes.pop(0)
        if valor is None or valor in ("", [], {}):
            continue
        if isinstance(valor, Mapping) and "documento" in valor and "version" in valor:
            datos.append(Dato(nombre, _archivo(valor), _par(valor)))
        elif isinstance(valor, Mapping):
            pendientes[:0] = [(f"{nombre} · {de(str(c))}", str(c), v) for c, v in valor.items()]
        elif isinstance(valor, list) and any(isinstance(v, Mapping) for v in valor):
            solo = len(valor) == 1
            pendientes[:0] = [
                (nombre if solo else f"{nombre} {n}", clave, v) for n, v in enumerate(valor, 1)
            ]
        else:
            datos.append(Dato(nombre, _dicho(rotulos.get(clave), valor)))
    return tuple(datos)


def _dicho(rotulo: Rotulo | None, valor: Valor) -> str:
    if isinstance(valor, list):
        return juntar([_dicho(rotulo, v) for v in valor])
    opciones = rotulo.opciones if rotulo is not None else {}
    return opciones.get(valor, valor) if isinstance(valor, str) else decir(valor)


def nombrar(clave: str) -> str:
    """`fecha_sancion` → «Fecha sancion»; lo que da el motor, por su nombre de siempre."""
    if clave in _DE_LA_CASA:
        return _DE_LA_CASA[clave]
    texto = clave.replace("_", " ").strip()
    return texto[:1].upper() + texto[1:]


def decir(valor: Valor) -> str:
    """Devuelve el valor como se escribe aquí."""
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    if isinstance(valor, datetime):
        return valor.astimezone(LA_PAZ).strftime("%d/%m/%Y %H:%M")
    if isinstance(valor, date):
        return valor.strftime("%d/%m/%Y")
    if isinstance(valor, time):
        return valor.strftime("%H:%M")
    if isinstance(valor, int) and abs(valor) < _CON_MILLARES:
        return str(valor)
    if isinstance(valor, Decimal | int | float):
        return f"{valor:,}".translate(str.maketrans(",.", ".,"))
    if isinstance(valor, list):
        return juntar([decir(v) for v in valor])
    return str(valor)


def juntar(dichos: Sequence[str]) -> str:
    """Devuelve los textos en un renglón: con coma, o con punto y coma si alguno ya lleva comas."""
    return ("; " if any(", " in dicho for dicho in dichos) else ", ").join(dichos)


def _archivo(valor: Mapping[str, Valor]) -> str:
    fojas = valor.get("fojas")
    cola = f" ({fojas} fojas)" if fojas else ""
    return f"{valor.get('nombre', 'documento')}, versión {valor['version']}{cola}"


def _par(valor: Mapping[str, Valor]) -> tuple[int, int]:
    return int(str(valor["documento"])), int(str(valor["version"]))
