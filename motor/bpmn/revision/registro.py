"""Las reglas de revisión: cada una es una función con un código estable que no cambia."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from motor.bpmn.modelo import Documento, Proceso
from motor.nucleo.errores import Hallazgo


@dataclass(frozen=True)
class ContextoRevision:
    """Lo que existe fuera del diagrama, por clave; None = no se comprueba.

    `temas` son los de las tareas de servicio; `plazos` las claves de la tabla de plazos;
    `variables` las que el proceso recibe de sus formularios y de quien lo inicia.
    """

    formularios: frozenset[str] | None = None
    decisiones: frozenset[str] | None = None
    temas: frozenset[str] | None = None
    plazos: frozenset[str] | None = None
    unidades: frozenset[str] | None = None
    cargos: frozenset[str] | None = None
    procesos: frozenset[str] | None = None
    variables: frozenset[str] | None = None


class Dibujado(Protocol):
    """Lo que se puede señalar en un diagrama: un nodo, un flujo, un carril, una piscina."""

    @property
    def id(self) -> str:
        """El id del XML."""

    @property
    def nombre(self) -> str:
        """La etiqueta que se ve."""

    @property
    def linea(self) -> int:
        """La línea del archivo."""


Hallados: TypeAlias = Iterator[Hallazgo]
ReglaProceso: TypeAlias = Callable[[Proceso, ContextoRevision], Hallados]
ReglaDocumento: TypeAlias = Callable[[Documento, ContextoRevision], Hallados]

REGLAS_DE_PROCESO: list[ReglaProceso] = []
REGLAS_DE_DOCUMENTO: list[ReglaDocumento] = []


def regla_de_proceso(funcion: ReglaProceso) -> ReglaProceso:
    """Apunta una regla que mira cada proceso ejecutable."""
    REGLAS_DE_PROCESO.append(funcion)
    return funcion


def regla_de_documento(funcion: ReglaDocumento) -> ReglaDocumento:
    """Apunta una regla que mira el archivo entero."""
    REGLAS_DE_DOCUMENTO.append(funcion)
    return funcion


def falla(codigo: str, donde: Dibujado, mensaje: str, que_hacer: str) -> Hallazgo:
    """Un hallazgo que impide publicar."""
    return Hallazgo(codigo, donde.id, donde.nombre, donde.linea, mensaje, que_hacer)


def consejo(codigo: str, donde: Dibujado, mensaje: str, que_hacer: str) -> Hallazgo:
    """Un hallazgo que solo se advierte."""
    return Hallazgo(codigo, donde.id, donde.nombre, donde.linea, mensaje, que_hacer, grave=False)
