"""Dónde está un expediente en su diagrama: qué se hizo, qué está abierto y con quién.

Solo cuenta de las instancias que la mirada deja ver; de las demás el dibujo no dice nada.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.tareas import ABIERTAS, EstadoTarea, Tarea
from motor.bpmn.modelo import CONTENEDORES, Nodo
from motor.consultas.recorrido import (
    FLUJO,
    PasoCamino,
    PasoDado,
    armar_camino,
    entradas_y_salidas,
    leer_pasos,
)
from motor.nucleo.errores import NoEncontrado
from motor.reglas.versiones import CacheVersiones, VersionLista
from motor.reglas.visibilidad import Mirada


@dataclass(frozen=True)
class Activa:
    """Algo que espera en un elemento: quién lo tiene (o de quién es) y desde cuándo."""

    quien: str
    desde: datetime
    vence_el: datetime | None = None


@dataclass(frozen=True)
class EstadoElemento:
    """Un nodo del dibujo: cuántas veces se terminó, qué tiene abierto y cuántas se cancelaron."""

    elemento: str
    nombre: str
    hechas: int
    activas: tuple[Activa, ...]
    canceladas: int
    es_fase: bool = False

    @property
    def estado(self) -> str:
        """`activo`, `hecho` o `cancelado`, en ese orden de preferencia."""
        if self.activas:
            return "activo"
        return "hecho" if self.hechas else "cancelado"


@dataclass(frozen=True)
class DiagramaVista:
    """El dibujo de una versión con el estado del expediente en él.

    `flujos` son los ids de los flujos recorridos; `ajenos`, los de las piscinas de que no se dice
    nada a quien mira.
    """

    version_id: int
    numero: int
    proceso: str
    elementos: tuple[EstadoElemento, ...]
    flujos: tuple[str, ...]
    camino: tuple[PasoCamino, ...]
    ajenos: tuple[str, ...]

    @property
    def activos(self) -> tuple[EstadoElemento, ...]:
        """Los elementos que tienen algo abierto; las fases que los contienen, al final."""
        return tuple(sorted((e for e in self.elementos if e.activas), key=lambda e: e.es_fase))


@dataclass(frozen=True)
class DiagramaDisponible:
    """Un dibujo del expediente, para elegir cuál mirar."""

    version_id: int
    numero: int
    proceso: str


def listar_diagramas(sesion: Session, mirada: Mirada) -> Sequence[DiagramaDisponible]:
    """Devuelve los dibujos (uno por versión) en que corren las instancias que ve."""
    instancias = _instancias(sesion, mirada)
    versiones = {i.version_id: i.version for i in instancias}
    return tuple(
        DiagramaDisponible(id_, version.numero, version.proceso.nombre)
        for id_, version in versiones.items()
    )


def obtener_xml(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, version_id: int | None = None
) -> bytes:
    """Devuelve el BPMN publicado, byte a byte.

    Raises:
        NoEncontrado: el expediente no corre en esa versión, o no se ve nada de ella.
    """
    instancias = _de_version(_instancias(sesion, mirada), version_id, mirada)
    return versiones.obtener(sesion, instancias[0].version_id).documento.xml


def obtener_diagrama(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, version_id: int | None = None
) -> DiagramaVista:
    """Devuelve el estado del expediente sobre el dibujo de una de sus versiones.

    Args:
        sesion: de lectura.
        versiones: las ya leídas.
        mirada: qué puede ver quien pregunta.
        version_id: cuál; None = la primera en que empezó.

    Raises:
        NoEncontrado: el expediente no corre en esa versión, o no se ve nada de ella.
    """
    instancias = _de_version(_instancias(sesion, mirada), version_id, mirada)
    version = instancias[0].version
    lista = versiones.obtener(sesion, version.id)
    pasos = leer_pasos(sesion, instancias)
    return DiagramaVista(
        version.id,
        version.numero,
        version.proceso.nombre,
        _elementos(lista, _tareas(sesion, instancias), pasos, instancias),
        tuple(dict.fromkeys(p.elemento for p in pasos if p.clase == FLUJO)),
        armar_camino(lista, pasos, {i.id: i.proceso for i in instancias}),
        _ajenos(lista, {i.proceso for i in instancias}),
    )


@dataclass(frozen=True)
class _Tarea:
    instancia_id: int
    elemento: str
    estado: EstadoTarea
    quien: str
    desde: datetime
    vence_el: datetime | None


def _instancias(sesion: Session, mirada: Mirada) -> list[Instancia]:
    filas = sesion.scalars(
        select(Instancia)
        .where(Instancia.expediente_id == mirada.expediente.id)
        .order_by(Instancia.id)
    )
    return [i for i in filas if mirada.ve_instancia(i.id)]


def _de_version(
    instancias: Sequence[Instancia], version_id: int | None, mirada: Mirada
) -> list[Instancia]:
    if version_id is None and instancias:
        version_id = instancias[0].version_id
    suyas = [i for i in instancias if i.version_id == version_id]
    if not suyas:
        raise NoEncontrado(f"El expediente {mirada.expediente.hr} no tiene ese diagrama.")
    return suyas


def _tareas(sesion: Session, instancias: Sequence[Instancia]) -> list[_Tarea]:
    filas = sesion.execute(
        select(Tarea, Persona.nombre, Cargo.nombre, Unidad.nombre)
        .outerjoin(Persona, Persona.id == Tarea.tomada_por_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == Tarea.unidad_id)
        .where(
            Tarea.expediente_id.in_({i.expediente_id for i in instancias}),  # por su índice
            Tarea.instancia_id.in_([i.id for i in instancias]),
        )
        .order_by(Tarea.id)
    )
    return [
        _Tarea(
            tarea.instancia_id,
            tarea.elemento,
            tarea.estado,
            persona or _de_quien(cargo, unidad),
            tarea.tomada_el or tarea.creada_el,
            tarea.vence_el,
        )
        for tarea, persona, cargo, unidad in filas
    ]


def _de_quien(cargo: str | None, unidad: str | None) -> str:
    return " — ".join(parte for parte in (cargo, unidad) if parte) or "sin responsable"


def _elementos(
    lista: VersionLista,
    tareas: Iterable[_Tarea],
    pasos: Iterable[PasoDado],
    instancias: Sequence[Instancia],
) -> tuple[EstadoElemento, ...]:
    activas: dict[str, list[Activa]] = {}
    canceladas: Counter[str] = Counter()
    de_personas: set[str] = set()
    for tarea in tareas:
        de_personas.add(tarea.elemento)
        if tarea.estado in ABIERTAS:
            activas.setdefault(tarea.elemento, []).append(
                Activa(tarea.quien, tarea.desde, tarea.vence_el)
            )
        elif tarea.estado is EstadoTarea.CANCELADA:
            canceladas[tarea.elemento] += 1
    entradas, salidas = entradas_y_salidas(pasos)
    vivas = {i.id for i in instancias if i.estado is EstadoInstancia.ACTIVA}
    for (instancia_id, elemento, ficha), el in entradas.items():
        sigue = instancia_id in vivas and (instancia_id, elemento, ficha) not in salidas
        if sigue and elemento not in de_personas:
            activas.setdefault(elemento, []).append(Activa("el sistema espera", el))
    hechas = Counter(elemento for _, elemento, _ in salidas)
    hechas.subtract(canceladas)
    vistos = dict.fromkeys((*(e for _, e, _ in entradas), *activas))
    return tuple(
        _estado(_nodo(lista, id_), id_, (hechas[id_], canceladas[id_]), tuple(activas.get(id_, ())))
        for id_ in vistos
    )


def _estado(
    nodo: Nodo | None, elemento: str, veces: tuple[int, int], activas: tuple[Activa, ...]
) -> EstadoElemento:
    return EstadoElemento(
        elemento,
        (nodo.nombre if nodo else "") or elemento,
        max(veces[0], 0),
        activas,
        veces[1],
        nodo is not None and nodo.tipo in CONTENEDORES,
    )


def _nodo(lista: VersionLista, elemento: str) -> Nodo | None:
    for proceso in lista.documento.procesos.values():
        if elemento in proceso.nodos:
            return proceso.nodos[elemento]
    return None


def _ajenos(lista: VersionLista, vistos: set[str]) -> tuple[str, ...]:
    return tuple(
        p.id
        for p in lista.documento.participantes.values()
        if p.proceso and p.proceso not in vistos
    )
