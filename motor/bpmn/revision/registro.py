"""Las reglas de revisión: cada una es una función con un código estable que no cambia."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol, TypeAlias

from motor.bpmn.modelo import Documento, Proceso
from motor.nucleo.errores import Arreglo, Hallazgo


@dataclass(frozen=True)
class ContextoRevision:
    """Lo que existe fuera del diagrama, por clave; None = no se comprueba.

    `temas` son los de las tareas de servicio; `plazos` las claves de la tabla de plazos;
    `variables` las que dan los formularios y las decisiones; `mensajes`, los que envían otros
    procesos publicados. De lo demás, {} = no se sabe: `unidades_por_nombre`, la sigla de cada
    unidad; `valores_de_plazos`, lo que hoy vale cada clave («10 dh»); `llamadas`, de cada proceso
    publicado, las suyas.
    """

    formularios: frozenset[str] | None = None
    decisiones: frozenset[str] | None = None
    temas: frozenset[str] | None = None
    plazos: frozenset[str] | None = None
    unidades: frozenset[str] | None = None
    cargos: frozenset[str] | None = None
    procesos: frozenset[str] | None = None
    variables: frozenset[str] | None = None
    mensajes: frozenset[str] | None = None
    unidades_por_nombre: Mapping[str, str] = field(default_factory=dict)
    valores_de_plazos: Mapping[str, str] = field(default_factory=dict)
    llamadas: Mapping[str, "Llamadas"] = field(default_factory=dict)


@dataclass(frozen=True)
class Llamadas:
    """A qué procesos llama uno: `todas`, y las que no puede dejar de hacer."""

    todas: frozenset[str] = frozenset()
    inevitables: frozenset[str] = frozenset()


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


def falla(
    codigo: str, donde: Dibujado, mensaje: str, que_hacer: str, arreglo: Arreglo | None = None
) -> Hallazgo:
    """Un hallazgo que impide publicar."""
    return Hallazgo(
        codigo, donde.id, donde.nombre, donde.linea, mensaje, que_hacer, arreglo=arreglo
    )


def consejo(
    codigo: str, donde: Dibujado, mensaje: str, que_hacer: str, arreglo: Arreglo | None = None
) -> Hallazgo:
    """Un hallazgo que solo se advierte."""
    return replace(falla(codigo, donde, mensaje, que_hacer, arreglo), grave=False)


def arreglar(clase: str, **datos: str) -> Arreglo:
    """El arreglo de esa clase, con el id de lo que toca o lo que escribe en cada papel."""
    return Arreglo(clase, tuple(datos.items()))


_PARECIDO = 0.8  # de 0 a 1: una o dos letras cambiadas en un nombre corriente


def parecido(nombre: str, conocidos: Iterable[str]) -> str:
    """El único nombre conocido que se parece mucho al dado; '' si ninguno o más de uno."""
    cercanos = get_close_matches(nombre, conocidos, 2, _PARECIDO)
    return cercanos[0] if len(cercanos) == 1 else ""


def corregir(elemento: str, de: str, conocidos: Iterable[str] | None) -> Arreglo | None:
    """El arreglo que escribe el nombre que se quiso poner en vez de `de`, si se adivina cuál."""
    por = parecido(de, conocidos or ())
    return arreglar("variable", elemento=elemento, de=de, por=por) if por else None
