"""Dos ediciones de un proceso, una al lado de la otra: versiones publicadas o borradores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorProceso, EstadoBorrador
from motor.almacen.procesos import Proceso, Version
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.borradores import carpeta_de, escenarios_de
from motor.reglas.borradores_nuevos import carpeta_de_version
from motor.reglas.diferencias import (
    Diferencia,
    comparar_decisiones,
    comparar_escritos,
    comparar_fichas,
    comparar_formularios,
)
from motor.reglas.publicacion import Carpeta

__all__ = ["Comparacion", "Diferencia", "Edicion", "RecursoComparado", "comparar", "leer_dibujo"]


@dataclass(frozen=True)
class Edicion:
    """Una edición que se puede elegir: `cual` es «3» (versión) o «b12» (borrador)."""

    cual: str
    titulo: str


@dataclass(frozen=True)
class RecursoComparado:
    """Un formulario, una decisión o un escenario que no es igual en las dos ediciones."""

    clase: str
    clave: str
    estado: str  # agregado, quitado o cambiado
    diferencias: tuple[Diferencia, ...]


@dataclass(frozen=True)
class Comparacion:
    """Lo comparado; el diagrama lo compara el navegador con los dos dibujos.

    `ficha` dice (qué, antes, después) de lo que cambió en los datos del proceso.
    """

    proceso: str
    antes: Edicion
    despues: Edicion
    mismo_dibujo: bool
    recursos: tuple[RecursoComparado, ...]
    ficha: tuple[tuple[str, str, str], ...]
    ediciones: tuple[Edicion, ...]


def comparar(sesion: Session, clave: str, antes: str, despues: str) -> Comparacion:
    """Compara dos ediciones del proceso de esa clave.

    Args:
        sesion: de lectura.
        clave: la del proceso.
        antes: cuál es la vieja; '' = la penúltima de la lista.
        despues: cuál es la nueva; '' = la última.

    Raises:
        NoEncontrado: no hay ese proceso o esa edición.
        DatosInvalidos: el proceso tiene una sola edición.
    """
    nombre, ediciones = _ediciones(sesion, clave)
    if len(ediciones) < 2:
        raise DatosInvalidos(
            f"«{nombre}» tiene una sola edición: no hay con qué compararla. "
            "Haga un borrador o publique otra versión."
        )
    vieja = _elegir(ediciones, antes or ediciones[1].cual)
    nueva = _elegir(ediciones, despues or ediciones[0].cual)
    de, casos_de = _leer(sesion, clave, vieja.cual)
    a, casos_a = _leer(sesion, clave, nueva.cual)
    recursos = [
        *_recursos("formulario", de.formularios, a.formularios, comparar_formularios),
        *_recursos("decision", de.decisiones, a.decisiones, comparar_decisiones),
        *_recursos("escenario", casos_de, casos_a, comparar_escritos),
    ]
    ficha = comparar_fichas(de.ficha, a.ficha)
    return Comparacion(nombre, vieja, nueva, de.xml == a.xml, tuple(recursos), ficha, ediciones)


def leer_dibujo(sesion: Session, clave: str, cual: str) -> bytes:
    """Devuelve el BPMN de esa edición.

    Raises:
        NoEncontrado: no existe.
    """
    return _leer(sesion, clave, cual)[0].xml


_DICHOS = {
    EstadoBorrador.ABIERTO: "abierto",
    EstadoBorrador.EN_REVISION: "propuesto",
    EstadoBorrador.PUBLICADO: "publicado",
    EstadoBorrador.DESCARTADO: "descartado",
}


def _ediciones(sesion: Session, clave: str) -> tuple[str, tuple[Edicion, ...]]:
    """El nombre del proceso y sus ediciones, de la más nueva a la más vieja."""
    borradores = sesion.scalars(
        select(BorradorProceso)
        .where(BorradorProceso.clave == clave, BorradorProceso.version_id.is_(None))
        .order_by(BorradorProceso.id.desc())
    ).all()
    versiones = sesion.execute(
        select(Version.numero, Proceso.nombre)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave)
        .order_by(Version.numero.desc())
    ).all()
    ediciones = [Edicion(f"b{b.id}", f"Borrador {b.id} ({_DICHOS[b.estado]})") for b in borradores]
    ediciones += [Edicion(str(v.numero), f"Versión {v.numero}") for v in versiones]
    if not ediciones:
        raise NoEncontrado(f"No hay ningún proceso «{clave}». Búsquelo en Procesos.")
    return versiones[0].nombre if versiones else borradores[0].nombre, tuple(ediciones)


def _elegir(ediciones: tuple[Edicion, ...], cual: str) -> Edicion:
    elegida = next((e for e in ediciones if e.cual == cual), None)
    if elegida is None:
        raise NoEncontrado(f"No hay una edición «{cual}» de este proceso. Elija otra de la lista.")
    return elegida


def _leer(sesion: Session, clave: str, cual: str) -> tuple[Carpeta, dict[str, bytes]]:
    """La edición como carpeta, y sus escenarios por clave."""
    numero = cual.removeprefix("b")
    if not numero.isdecimal():
        raise NoEncontrado(f"No hay una edición «{cual}» de este proceso. Elija otra de la lista.")
    if cual.startswith("b"):
        carpeta = carpeta_de(sesion, int(numero))
        if carpeta.clave != clave:
            raise NoEncontrado(f"El borrador {numero} no es del proceso «{clave}».")
        return carpeta, escenarios_de(sesion, int(numero))
    de_ella = (Proceso.clave == clave, Version.numero == int(numero))
    version_id = sesion.scalar(select(Version.id).join(Version.proceso).where(*de_ella))
    if version_id is None:
        raise NoEncontrado(f"No hay versión {numero} del proceso «{clave}».")
    return carpeta_de_version(sesion, version_id)


def _recursos(
    clase: str,
    antes: Mapping[str, bytes],
    despues: Mapping[str, bytes],
    en_que: Callable[[bytes, bytes], tuple[Diferencia, ...]],
) -> list[RecursoComparado]:
    comparados = []
    for clave in sorted(antes.keys() | despues.keys()):
        if clave not in despues:
            comparados.append(RecursoComparado(clase, clave, "quitado", ()))
        elif clave not in antes:
            comparados.append(RecursoComparado(clase, clave, "agregado", ()))
        elif antes[clave] != despues[clave]:
            diferencias = en_que(antes[clave], despues[clave])
            comparados.append(RecursoComparado(clase, clave, "cambiado", diferencias))
    return comparados
