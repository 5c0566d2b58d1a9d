"""La dirección de la bandeja: todo lo que se filtra vive en ella y se puede guardar o mandar."""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from motor.consultas.bandeja_filtros import Filtros, Orden, Vence, Vista
from motor.consultas.bandeja_grupos import Agrupar

_E = TypeVar("_E", bound=StrEnum)
LARGO = 200  # de cada dato de la dirección
TODOS = "todos"


@dataclass(frozen=True)
class Direccion:
    """Lo que dice la dirección, ya entendido; lo que no se entiende se ignora."""

    vista: Vista = Vista.MIAS
    orden: Orden = Orden.VENCE
    grupo: Agrupar | None = None
    todos: bool = False
    filtros: Filtros = field(default_factory=Filtros)
    despues: str = ""

    def consulta(self, **cambios: str) -> str:
        """Devuelve lo que sigue al «?» con esos cambios; la página vuelve a la primera."""
        datos = {
            "vista": "" if self.vista is Vista.MIAS else self.vista.value,
            "cargos": TODOS if self.todos else "",
            "orden": "" if self.orden is Orden.VENCE else self.orden.value,
            "grupo": self.grupo.value if self.grupo else "",
            **datos_de(self.filtros),
        }
        return urlencode({clave: v for clave, v in (datos | cambios).items() if v})

    @property
    def para_guardar(self) -> str:
        """La consulta, si hay algo que valga la pena guardar."""
        return self.consulta() if self.filtros.hay or self.grupo else ""


def leer_direccion(datos: MultiDict[str, str]) -> Direccion:
    """Devuelve la dirección entendida."""
    return Direccion(
        vista=_uno(Vista, datos.get("vista")) or Vista.MIAS,
        orden=_uno(Orden, datos.get("orden")) or Orden.VENCE,
        grupo=_uno(Agrupar, datos.get("grupo")),
        todos=datos.get("cargos") == TODOS,
        filtros=leer_filtros(datos),
        despues=datos.get("despues", "")[:LARGO],
    )


def leer_filtros(datos: MultiDict[str, str]) -> Filtros:
    """Devuelve los filtros de la dirección."""

    def texto(clave: str) -> str:
        return datos.get(clave, "").strip()[:LARGO]

    return Filtros(
        proceso=texto("proceso"),
        paso=texto("paso"),
        unidad=texto("unidad"),
        vence=_uno(Vence, datos.get("vence")),
        desde=leer_fecha(texto("desde")),
        hasta=leer_fecha(texto("hasta")),
        persona=texto("persona"),
        q=texto("q"),
        asunto=texto("asunto"),
        cite=texto("cite"),
        variable=texto("variable"),
    )


def datos_de(filtros: Filtros) -> dict[str, str]:
    """Devuelve los filtros como van en la dirección."""
    valores = {campo.name: getattr(filtros, campo.name) for campo in fields(filtros)}
    return {clave: str(valor) if valor else "" for clave, valor in valores.items()}


def leer_fecha(texto: str) -> date | None:
    """Devuelve la fecha escrita dd/mm/aaaa o aaaa-mm-dd; None si no es ninguna."""
    partes = texto.split("/")[::-1] if "/" in texto else texto.split("-")
    try:
        anio, mes, dia = (int(parte) for parte in partes)
        return date(anio, mes, dia)
    except ValueError:
        return None


def _uno(clase: type[_E], texto: str | None) -> _E | None:
    return clase(texto) if texto in set(clase) else None
