"""Lo que un cargo puede iniciar, con su propósito, sus normas y su formulario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.procesos import (
    ClaseInicio,
    EstadoVersion,
    Version,
    VersionInicio,
    VersionProceso,
)
from motor.bpmn.modelo import Nodo, TipoNodo
from motor.bpmn.palabras import llamar
from motor.consultas.sesiones import CargoEjercido
from motor.nucleo.errores import NoEncontrado
from motor.reglas.inicios import es_de_persona, inicio_de_persona
from motor.reglas.versiones import CacheVersiones, VersionLista


@dataclass(frozen=True)
class Norma:
    """Una norma de la base del proceso; `etiqueta` dice cuán segura es (CITADO, SUPUESTO…)."""

    norma: str
    etiqueta: str
    texto: str


@dataclass(frozen=True)
class FormularioDePaso:
    """Un formulario del proceso: el paso que lo pide y los datos que no pueden faltar."""

    paso: str
    pide: tuple[str, ...]


@dataclass(frozen=True)
class Iniciable:
    """Un proceso que el cargo puede iniciar. `formulario` es la clave del de inicio, o ''.

    `formularios`: los que se llenan en él, el de inicio primero y los demás por el nombre del paso.
    """

    elemento: str
    clave: str
    nombre: str
    parte: str  # el nombre del `process`: qué lado del proceso se inicia
    proposito: str
    funciones: tuple[int, ...]
    normas: tuple[Norma, ...]
    version: int
    version_id: int
    formulario: str
    formularios: tuple[FormularioDePaso, ...]


def listar_iniciables(
    sesion: Session, versiones: CacheVersiones, cargo: CargoEjercido | None
) -> tuple[Iniciable, ...]:
    """Devuelve lo que el cargo puede iniciar hoy, por nombre; sin cargo, nada."""
    if cargo is None or cargo.acceso != "ordinario":
        return ()
    filas = sesion.scalars(_VIGENTES.order_by(VersionProceso.version_id, VersionProceso.elemento))
    suyas = [fila for fila in filas if _puede(fila, cargo)]
    return tuple(sorted((_iniciable(sesion, versiones, f) for f in suyas), key=lambda i: i.nombre))


def obtener_iniciable(
    sesion: Session, versiones: CacheVersiones, cargo: CargoEjercido | None, elemento: str
) -> Iniciable:
    """Devuelve el proceso de ese id, si el cargo puede iniciarlo.

    Raises:
        NoEncontrado: no existe, no está vigente o lo inician otros cargos.
    """
    for iniciable in listar_iniciables(sesion, versiones, cargo):
        if iniciable.elemento == elemento:
            return iniciable
    raise NoEncontrado(
        "Ese proceso no está en su catálogo: no existe, se retiró o lo inician otros cargos."
    )


_VIGENTES = (
    select(VersionProceso)
    .join(Version, Version.id == VersionProceso.version_id)
    .where(
        Version.estado == EstadoVersion.VIGENTE,
        exists().where(
            VersionInicio.version_id == VersionProceso.version_id,
            VersionInicio.proceso == VersionProceso.elemento,
            VersionInicio.clase == ClaseInicio.NINGUNO,
        ),
    )
    .options(joinedload(VersionProceso.version).joinedload(Version.proceso))
)


def _puede(fila: VersionProceso, cargo: CargoEjercido) -> bool:
    if not es_de_persona(fila):
        return False
    if fila.institucion_id is not None and not fila.quien_inicia:
        return bool(fila.institucion_id == cargo.institucion_id)
    return not fila.quien_inicia or bool({cargo.clave, cargo.unidad_sigla} & set(fila.quien_inicia))


def _iniciable(sesion: Session, versiones: CacheVersiones, fila: VersionProceso) -> Iniciable:
    ficha: Mapping[str, Any] = fila.version.ficha or {}
    version = versiones.obtener(sesion, fila.version_id)
    inicio = inicio_de_persona(version.proceso(fila.elemento))
    return Iniciable(
        elemento=fila.elemento,
        clave=fila.version.proceso.clave,
        nombre=fila.version.proceso.nombre,
        parte=fila.nombre,
        proposito=" ".join(str(ficha.get("proposito", "")).split()),
        funciones=tuple(ficha.get("funciones") or ()),
        normas=tuple(_normas(ficha.get("base_normativa") or ())),
        version=fila.version.numero,
        version_id=fila.version_id,
        formulario=(inicio.trato.formulario or "") if inicio else "",
        formularios=_formularios(version, fila.elemento, inicio),
    )


def _formularios(
    version: VersionLista, elemento: str, inicio: Nodo | None
) -> tuple[FormularioDePaso, ...]:
    nodos = version.proceso(elemento).nodos.values()
    pasos = [n for n in nodos if n.tipo is TipoNodo.USUARIO and n.trato.formulario]
    pasos.sort(key=lambda n: n.nombre)
    al_iniciar = [inicio] if inicio is not None and inicio.trato.formulario else []
    # el mismo paso puede estar dibujado en varios carriles
    return tuple(dict.fromkeys(_formulario(version, nodo) for nodo in (*al_iniciar, *pasos)))


def _formulario(version: VersionLista, nodo: Nodo) -> FormularioDePaso:
    campos = version.formulario(nodo.trato.formulario).campos
    pide = [c.componente.titulo for c in campos if c.componente.validacion.requerido]
    nombre = nodo.nombre if nodo.tipo is TipoNodo.USUARIO else "Al iniciar"
    return FormularioDePaso(nombre or llamar(nodo), tuple(pide))


def _normas(fichas: Iterable[Mapping[str, Any]]) -> Iterable[Norma]:
    for ficha in fichas:
        texto = " ".join(str(ficha.get("texto", "")).split())
        yield Norma(str(ficha.get("norma", "")), str(ficha.get("etiqueta", "")), texto)
