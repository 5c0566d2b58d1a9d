"""Leer filtros de la parte de la dirección que sigue al «?», y volver a escribirlos."""

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from motor.consultas.bandeja_filtros import Filtros, Vence

_E = TypeVar("_E", bound=StrEnum)
LARGO = 200  # de cada dato de la dirección


def leer_filtros(datos: MultiDict[str, str]) -> Filtros:
    """Devuelve los filtros de la dirección."""

    def texto(clave: str) -> str:
        return datos.get(clave, "").strip()[:LARGO]

    return Filtros(
        proceso=texto("proceso"),
        paso=texto("paso"),
        unidad=texto("unidad"),
        vence=uno_de(Vence, datos.get("vence")),
        desde=leer_fecha(texto("desde")),
        hasta=leer_fecha(texto("hasta")),
        persona=texto("persona"),
        q=texto("q"),
        asunto=texto("asunto"),
        cite=texto("cite"),
        variable=texto("variable"),
    )


def datos_de_filtros(filtros: Filtros) -> dict[str, str]:
    """Devuelve los filtros como van en la dirección."""
    valores = {campo.name: getattr(filtros, campo.name) for campo in fields(filtros)}
    return {
        clave: str(valor) if valor else ""
        for clave, valor in valores.items()
        if clave != "por_comienzo"
    }


def leer_fecha(texto: str) -> date | None:
    """Devuelve la fecha escrita dd/mm/aaaa o aaaa-mm-dd; None si no es ninguna."""
    partes = texto.split("/")[::-1] if "/" in texto else texto.split("-")
    try:
        anio, mes, dia = (int(parte) for parte in partes)
        return date(anio, mes, dia)
    except ValueError:
        return None


def uno_de(clase: type[_E], texto: str | None) -> _E | None:
    """Devuelve el miembro de ese valor, o None si no es de la enumeración."""
    return clase(texto) if texto in set(clase) else None
