"""Las carpetas de `diagramas/`: cada una, un proceso con todo lo que lo acompaña."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motor.nucleo.errores import ErrorMotor, NoEncontrado
from motor.pruebas.fragmentos import ARCHIVO as FRAGMENTOS
from motor.reglas.yaml_seguro import leer_yaml

ORGANIZACION = "organizacion"
_CLAVE = re.compile(r"[a-z][a-z0-9_]*")
_OBLIGATORIAS = ("clave", "nombre")


class CarpetaInvalida(ErrorMotor):
    """A la carpeta de un proceso le falta algo o lo trae mal."""

    codigo = "carpeta_invalida"


@dataclass(frozen=True)
class Carpeta:
    """Los bytes de un proceso, tal como están en el disco; formularios y decisiones por clave."""

    ruta: Path
    clave: str
    nombre: str
    ficha: Mapping[str, Any]
    xml: bytes
    formularios: Mapping[str, bytes]
    decisiones: Mapping[str, bytes]
    escenarios: tuple[Path, ...]


def leer_carpeta(ruta: Path) -> Carpeta:
    """Lee la carpeta de un proceso.

    Raises:
        NoEncontrado: no existe la carpeta.
        CarpetaInvalida: falta proceso.yaml o el .bpmn, o la ficha no dice lo que debe.
        YamlInvalido: proceso.yaml está mal escrito.
    """
    exigir_carpeta(ruta)
    ficha = leer_ficha(ruta / "proceso.yaml")
    diagrama = ruta / f"{ficha['clave']}.bpmn"
    return Carpeta(
        ruta=ruta,
        clave=ficha["clave"],
        nombre=ficha["nombre"],
        ficha=ficha,
        xml=_leer(diagrama),
        formularios=_por_clave(ruta / "formularios", ".form"),
        decisiones=_por_clave(ruta / "decisiones", ".dmn"),
        escenarios=_escenarios(ruta),
    )


def exigir_carpeta(ruta: Path) -> None:
    """Comprueba que la ruta sea una carpeta.

    Raises:
        NoEncontrado: no existe o es un archivo; dice cuál de las dos.
    """
    if ruta.is_file():
        raise NoEncontrado(
            f"{ruta} es un archivo y hace falta una carpeta. Dé la que lo contiene: {ruta.parent}"
        )
    if not ruta.is_dir():
        raise NoEncontrado(f"No existe la carpeta {ruta}. Revise cómo está escrita.")


def leer_ficha(ruta: Path) -> dict[str, Any]:
    """Lee y comprueba un proceso.yaml.

    Raises:
        CarpetaInvalida: no existe, o le falta o sobra forma a un dato.
    """
    if not ruta.is_file():
        raise CarpetaInvalida(f"Falta {ruta}, la ficha del proceso (clave, nombre, funciones…).")
    ficha = leer_yaml(ruta)
    if not isinstance(ficha, dict):
        raise CarpetaInvalida(f"{ruta} debe tener «clave: valor», empezando por clave y nombre.")
    for nombre in _OBLIGATORIAS:
        if not isinstance(ficha.get(nombre), str) or not ficha[nombre]:
            raise CarpetaInvalida(f"{ruta}: le falta «{nombre}».")
    if not _CLAVE.fullmatch(ficha["clave"]):
        raise CarpetaInvalida(f"{ruta}: la clave «{ficha['clave']}» lleva minúsculas, números y _.")
    funciones = ficha.get("funciones") or []
    if not isinstance(funciones, list) or not all(f in range(1, 21) for f in funciones):
        raise CarpetaInvalida(f"{ruta}: «funciones» es una lista de números del 1 al 20.")
    if not isinstance(ficha.get("quien_inicia") or {}, dict):
        raise CarpetaInvalida(f"{ruta}: «quien_inicia» es «proceso: [cargos o unidades]».")
    return ficha


def listar_carpetas(diagramas: Path) -> list[Path]:
    """Devuelve las carpetas de proceso de `diagramas`, por nombre (no la de organización).

    Raises:
        NoEncontrado: no existe `diagramas`.
    """
    exigir_carpeta(diagramas)
    return sorted(
        ruta
        for ruta in diagramas.iterdir()
        if ruta.is_dir() and ruta.name != ORGANIZACION and (ruta / "proceso.yaml").exists()
    )


def _leer(ruta: Path) -> bytes:
    try:
        return ruta.read_bytes()
    except FileNotFoundError as error:
        raise CarpetaInvalida(f"Falta {ruta}, el diagrama: se llama como la clave.") from error
    except OSError as error:
        raise CarpetaInvalida(f"No se puede leer {ruta}: {error.strerror}.") from error


def _por_clave(carpeta: Path, extension: str) -> dict[str, bytes]:
    return {ruta.stem: _leer(ruta) for ruta in sorted(carpeta.glob(f"*{extension}"))}


def _escenarios(ruta: Path) -> tuple[Path, ...]:
    return tuple(
        archivo
        for archivo in sorted((ruta / "escenarios").glob("*.yaml"))
        if archivo.name != FRAGMENTOS
    )


def escenarios_de_carpeta(ruta: Path) -> dict[str, bytes]:
    """Devuelve los escenarios de la carpeta por el nombre de su archivo, con sus fragmentos."""
    return _por_clave(ruta / "escenarios", ".yaml")


def carpeta_de_diagramas() -> Path:
    """Devuelve `diagramas/`: la del repositorio o la que se instaló con el programa."""
    raiz = Path(__file__).resolve().parents[2]
    return raiz / "diagramas"
