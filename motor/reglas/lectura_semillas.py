"""Leer los YAML de diagramas/organizacion y decir, con archivo y clave, qué está mal en ellos."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado
from motor.nucleo.feriados import ReglaFeriado
from motor.reglas import yaml_seguro
from motor.reglas.dias import FichaDia
from motor.reglas.organigrama import FichaCargo, FichaInstitucion, FichaPersona, FichaUnidad
from motor.reglas.parametros import FichaParametro

_Ficha = TypeVar("_Ficha")


@dataclass(frozen=True)
class Organigrama:
    """organizacion.yaml. `cuentas_por_cargo`: una cuenta titular por cargo, del mismo nombre."""

    vigente_desde: date
    instituciones: tuple[FichaInstitucion, ...]
    unidades: tuple[FichaUnidad, ...]
    cargos: tuple[FichaCargo, ...]
    personas: tuple[FichaPersona, ...] = ()
    cuentas_por_cargo: bool = False


@dataclass(frozen=True)
class ParametrosSembrados:
    """parametros_plazo.yaml."""

    vigente_desde: date
    parametros: tuple[FichaParametro, ...]


@dataclass(frozen=True)
class Feriados:
    """feriados.yaml: reglas para los años de `desde_anio` a `hasta_anio` y días sueltos."""

    desde_anio: int
    hasta_anio: int
    nacionales: tuple[ReglaFeriado, ...]
    departamentales: tuple[ReglaFeriado, ...] = ()
    dias: tuple[FichaDia, ...] = ()


def leer_yaml(ruta: Path, clase: type[_Ficha]) -> _Ficha:
    """Devuelve el contenido del archivo como esa clase.

    Raises:
        NoEncontrado: no existe el archivo.
        YamlInvalido: no es YAML, no está en UTF-8 o es desmedido.
        DatosInvalidos: le falta o le sobra una clave, o un valor no es del tipo.
    """
    if not ruta.is_file():
        raise NoEncontrado(f"No existe el archivo {ruta}. Revise la carpeta que dio.")
    faltas: list[Falta] = []
    ficha = _armar(clase, yaml_seguro.leer_yaml(ruta), "", faltas)
    if faltas or ficha is None:
        raise DatosInvalidos(f"El archivo «{ruta.name}» tiene errores:", faltas)
    return ficha


def _armar(clase: type[_Ficha], datos: Any, ruta: str, faltas: list[Falta]) -> _Ficha | None:
    """Arma la ficha; si algo está mal lo anota en `faltas` y devuelve None."""
    if not isinstance(datos, Mapping):
        faltas.append(Falta(ruta, "debe ser un grupo de claves y valores."))
        return None
    antes = len(faltas)
    tipos = get_type_hints(clase)
    campos = fields(clase)  # type: ignore[arg-type]  # todas las fichas son dataclass
    obligatorios = {c.name for c in campos if c.default is MISSING}
    for sobra in sorted(str(c) for c in datos if c not in tipos):
        faltas.append(Falta(_unir(ruta, sobra), "no se conoce esta clave."))
    for falta in sorted(obligatorios - set(datos)):
        faltas.append(Falta(_unir(ruta, falta), "falta."))
    valores = {
        campo: _convertir(tipos[campo], valor, _unir(ruta, campo), faltas)
        for campo, valor in datos.items()
        if campo in tipos
    }
    return clase(**valores) if len(faltas) == antes else None


def _convertir(tipo: Any, valor: Any, ruta: str, faltas: list[Falta]) -> Any:
    if get_origin(tipo) is tuple:
        return _convertir_lista(get_args(tipo)[0], valor, ruta, faltas)
    if isinstance(tipo, types.UnionType):
        tipo = next(t for t in get_args(tipo) if t is not type(None))
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return _convertir_opcion(tipo, valor, ruta, faltas)
    if hasattr(tipo, "__dataclass_fields__"):
        return _armar(tipo, valor, ruta, faltas)
    if type(valor) is not tipo:
        faltas.append(Falta(ruta, f"debe ser {_nombre(tipo)}; se leyó {valor!r}."))
    return valor


def _convertir_lista(tipo: Any, valor: Any, ruta: str, faltas: list[Falta]) -> tuple[Any, ...]:
    if not isinstance(valor, Sequence) or isinstance(valor, str):
        faltas.append(Falta(ruta, "debe ser una lista."))
        return ()
    return tuple(_convertir(tipo, v, f"{ruta}[{n}]", faltas) for n, v in enumerate(valor))


def _convertir_opcion(tipo: type[Enum], valor: Any, ruta: str, faltas: list[Falta]) -> Enum | None:
    try:
        return tipo(valor)
    except ValueError:
        opciones = ", ".join(str(opcion.value) for opcion in tipo)
        faltas.append(Falta(ruta, f"debe ser una de {opciones}; se leyó {valor!r}."))
        return None


def _unir(ruta: str, clave: str) -> str:
    return f"{ruta}.{clave}" if ruta else clave


def _nombre(tipo: Any) -> str:
    nombres = {str: "texto (entre comillas)", int: "un entero", bool: "true o false"}
    return nombres.get(tipo, "una fecha AAAA-MM-DD")
