"""Lectores de los campos de un paso: de lo que da YAML al tipo del lenguaje, o una frase."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor

_INSTANTE = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}(?::\d{2})?")


def texto(crudo: Any) -> str:
    """Un texto no vacío; un número vale por su escritura (`"1.1"` y `1.1`)."""
    if isinstance(crudo, bool) or not isinstance(crudo, str | int | float) or crudo == "":
        raise ValueError("debe ser texto")
    return str(crudo)


@dataclass(frozen=True)
class Feel:
    """Un valor del escenario que se calcula: `{feel: "…"}`."""

    expresion: str


def quien(crudo: Any) -> str | Feel:
    """Un usuario, o `{feel: "…"}` que da su nombre de usuario."""
    if isinstance(crudo, dict) and set(crudo) == {"feel"}:
        return Feel(texto(crudo["feel"]))
    return texto(crudo)


def textos(crudo: Any) -> tuple[str, ...]:
    """Una lista de textos; un texto solo vale por lista de uno."""
    if isinstance(crudo, str):
        return (crudo,)
    if not isinstance(crudo, list):
        raise ValueError("debe ser una lista de textos")
    return tuple(texto(x) for x in crudo)


def entero(crudo: Any) -> int:
    """Un entero de 0 en adelante."""
    if isinstance(crudo, bool) or not isinstance(crudo, int) or crudo < 0:
        raise ValueError("debe ser un número entero, de 0 en adelante")
    return crudo


def si_no(crudo: Any) -> bool:
    """`true` o `false`."""
    if not isinstance(crudo, bool):
        raise ValueError("debe ser true o false")
    return crudo


def fecha(crudo: Any) -> date:
    """Una fecha local, `2027-02-04`."""
    if isinstance(crudo, date) and not isinstance(crudo, datetime):
        return crudo
    try:
        return date.fromisoformat(str(crudo))
    except ValueError as error:
        raise ValueError(f"debe ser una fecha que exista, como 2027-02-04, no «{crudo}»") from error


def instante(crudo: Any) -> datetime:
    """Fecha y hora local de La Paz, `2027-01-04 09:00`; con zona."""
    if isinstance(crudo, datetime):
        return crudo if crudo.tzinfo else crudo.replace(tzinfo=LA_PAZ)
    try:
        if isinstance(crudo, str) and _INSTANTE.fullmatch(crudo.strip()):
            dia, hora = re.split(r"[ T]", crudo.strip())
            return datetime.fromisoformat(f"{dia}T{hora.zfill(5)}").replace(tzinfo=LA_PAZ)
    except ValueError:
        pass
    raise ValueError(f"debe ser una fecha con hora que exista, como 2027-01-04 09:00, no «{crudo}»")


def fecha_o_instante(crudo: Any) -> date | datetime:
    """Una fecha o una fecha con hora, para plazos que se dicen con o sin hora."""
    con_hora = isinstance(crudo, datetime) or (isinstance(crudo, str) and ":" in crudo)
    return instante(crudo) if con_hora else fecha(crudo)


def objeto(crudo: Any) -> Mapping[str, Any]:
    """Un objeto YAML con claves de texto."""
    if not isinstance(crudo, dict) or not all(isinstance(clave, str) for clave in crudo):
        raise ValueError("debe ser un objeto «clave: valor»")
    return crudo


def datos(crudo: Any) -> dict[str, Valor]:
    """Un objeto con valores de formulario; los números quedan como Decimal."""
    return {clave: valor(dato) for clave, dato in objeto(crudo).items()}


def valor(crudo: Any) -> Valor:
    """Un valor de variable; los números quedan como Decimal, sin pasar por binario."""
    if isinstance(crudo, bool) or crudo is None or isinstance(crudo, str):
        return crudo
    if isinstance(crudo, int | float):
        return Decimal(str(crudo))
    if isinstance(crudo, datetime):
        return instante(crudo)
    if isinstance(crudo, date):
        return crudo
    if isinstance(crudo, list):
        return [valor(x) for x in crudo]
    if isinstance(crudo, dict) and set(crudo) == {"feel"}:
        return Feel(texto(crudo["feel"]))
    return datos(crudo)


def fechas_por_elemento(crudo: Any) -> dict[str, date | datetime]:
    """`{elemento: fecha}`."""
    return {clave: fecha_o_instante(x) for clave, x in objeto(crudo).items()}


Texto: TypeAlias = Annotated[str, texto]
Quien: TypeAlias = Annotated[str | Feel, quien]
Textos: TypeAlias = Annotated[tuple[str, ...], textos]
Entero: TypeAlias = Annotated[int, entero]
SiNo: TypeAlias = Annotated[bool, si_no]
Fecha: TypeAlias = Annotated[date, fecha]
Momento: TypeAlias = Annotated[date | datetime, fecha_o_instante]
Datos: TypeAlias = Annotated[Mapping[str, Valor], datos]
Fechas: TypeAlias = Annotated[Mapping[str, date | datetime], fechas_por_elemento]
