"""Lo que se muestra de un formulario: sus campos con el valor ya escrito, sin nada por evaluar."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OpcionVista:
    """Una opción lista para mostrar."""

    valor: str
    etiqueta: str
    elegida: bool


@dataclass(frozen=True)
class ArchivoVista:
    """Un documento ya adjunto en un campo."""

    documento: int
    version: int
    nombre: str
    sha256: str
    fojas: int


@dataclass(frozen=True)
class CampoVista:
    """Un componente listo para mostrar.

    `nombre` es el del control HTML (`lista.2.campo`, filas desde 1) e `id` el del elemento. `texto`
    es lo escrito. `hijos` son los de un grupo y `filas` las de una lista. `celdas` y `columnas`,
    las de una tabla de solo ver.
    """

    clase: str
    id: str
    nombre: str
    etiqueta: str
    ayuda: str = ""
    tipo: str = ""
    subtipo: str = ""
    requerido: bool = False
    solo_lectura: bool = False
    multiple: bool = False
    numerico: bool = False
    forma: str = ""  # email o phone
    filas_fijas: bool = False
    fila: str = ""  # los seguidos con la misma van en un renglón
    ancho: int = 0  # de 16 columnas; 0 = el que convenga
    prefijo: str = ""
    sufijo: str = ""
    texto: str = ""
    alternativo: str = ""
    opciones: tuple[OpcionVista, ...] = ()
    archivos: tuple[ArchivoVista, ...] = ()
    hijos: tuple["CampoVista", ...] = ()
    filas: tuple[tuple["CampoVista", ...], ...] = ()
    columnas: tuple[str, ...] = ()
    celdas: tuple[tuple[str, ...], ...] = ()
    falta: str = ""


@dataclass(frozen=True)
class FormularioVista:
    """Un formulario listo para mostrar; `ids` va de la ruta de una falta al id de su campo."""

    clave: str
    titulo: str
    campos: tuple[CampoVista, ...]
    ids: Mapping[str, str]
    con_archivos: bool
