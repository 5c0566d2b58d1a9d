"""Llevar una instancia guardada a otra versión de su proceso, ficha por ficha.

Nada de lo hecho se repite: cada ficha queda en el elemento que le corresponde, con su cuenta, su
ámbito y lo que se puede compensar. Lo que la versión nueva agrega donde ya hay una ficha (un
evento de límite, un subproceso de evento, otra alternativa) empieza a esperar ahora; lo que quitó
deja de esperar; una unión que ya tiene todo lo que su nueva forma pide sigue.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import Avance, Cerrada, Evaluador, Variables
from motor.bpmn.compilado import Compilado
from motor.bpmn.datos import abrir_ambito
from motor.bpmn.definiciones import definicion_de, definiciones, esperar, ponible
from motor.bpmn.especificaciones.ad_hoc import AdHoc
from motor.bpmn.especificaciones.compensacion import Vuelta
from motor.bpmn.especificaciones.compleja import Compleja
from motor.bpmn.especificaciones.compuertas import DeEventos
from motor.bpmn.fases import Fase
from motor.bpmn.jugador import Partida
from motor.bpmn.migracion_motivos import Motivo, NoMigra
from motor.bpmn.migracion_traduccion import Traduccion, traducir
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Json

__all__ = ["Migracion", "Motivo", "NoMigra", "Versiones", "migrar"]


@dataclass(frozen=True)
class Migracion:
    """Una instancia ya en la versión nueva.

    `cerradas` nombra elementos de la versión vieja y se lleva a tablas con ella, antes que el
    `avance`. `elementos` y `ambitos` dan, por ficha que sigue viva, su elemento nuevo y el ámbito
    en que evalúa. `avisos` son frases de lo que se conserva aunque el dibujo haya cambiado.
    """

    avance: Avance
    cerradas: tuple[Cerrada, ...] = ()
    elementos: Mapping[int, str] = field(default_factory=dict)
    ambitos: Mapping[int, int] = field(default_factory=dict)
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Versiones:
    """De dónde a dónde, y qué elemento nuevo toma el lugar de cada viejo.

    `mapa` solo dice lo que cambia: lo que no nombra va al de su mismo id; None = a ninguno.
    """

    vieja: Compilado
    nueva: Compilado
    mapa: Mapping[str, str | None] = field(default_factory=dict)


def migrar(
    versiones: Versiones, estado: Json, variables: Variables, evaluador: Evaluador
) -> Migracion:
    """Devuelve la instancia en la versión nueva; no cambia `estado`.

    Raises:
        NoMigra: con los motivos, todos los que se hallaron.
    """
    traduccion = traducir(versiones.vieja, versiones.nueva, estado, versiones.mapa)
    if traduccion.motivos:
        raise NoMigra(traduccion.motivos)
    partida = Partida(versiones.nueva, variables, evaluador)
    vivas: list[Ficha] = []

    def poner_al_dia(arbol: Arbol) -> None:
        vivas.extend(arbol.tasks.values())
        _poner_al_dia(arbol, traduccion)

    try:
        avance = partida.seguir(traduccion.estado, poner_al_dia)
    except ErrorMotor as error:
        raise NoMigra([Motivo("datos", "", error.mensaje)]) from error
    if avance.incidentes:
        raise NoMigra([Motivo("detenido", i.elemento, i.mensaje) for i in avance.incidentes])
    quedan = [f for f in vivas if f.viva]
    return Migracion(
        avance,
        tuple(traduccion.cerradas),
        {f.id: f.task_spec.nodo.id for f in quedan},
        {f.id: f.ambito for f in quedan},
        tuple(traduccion.avisos),
    )


def _poner_al_dia(arbol: Arbol, traduccion: Traduccion) -> None:
    for ficha in list(arbol.tasks.values()):
        if ficha.papel:
            continue
        if ficha.fase == Fase.HACER and ficha.has_state(TaskState.STARTED):
            _completar_ambito(ficha)
            _armar_lo_nuevo(ficha, traduccion)
    for numero in traduccion.reabrir:
        ficha = arbol.tasks[numero]
        definicion = definicion_de(ficha)
        if definicion is not None:
            esperar(ficha, definicion)
    for ficha in list(arbol.tasks.values()):
        _mirar_union(ficha, traduccion)


def _completar_ambito(ficha: Ficha) -> None:
    """Las variables propias y entradas que la actividad no tenía cuando empezó."""
    nodo, variables = ficha.task_spec.nodo, ficha.workflow.variables
    if ficha.task_spec.es_raiz or isinstance(ficha.task_spec, Vuelta):
        return
    if ficha.task_spec.name != nodo.id:
        return
    if not ficha.tiene_ambito:
        if nodo.entradas or nodo.locales:
            abrir_ambito(ficha)
        return
    vista = variables.vista(ficha.id)
    for nombre in nodo.locales:
        if nombre not in vista:
            variables.escribir_local(ficha.id, nombre, None)


def _armar_lo_nuevo(ficha: Ficha, traduccion: Traduccion) -> None:
    """Lo que la versión nueva espera alrededor de la ficha y la vieja no."""
    if isinstance(ficha.task_spec, Vuelta):
        return
    ya = traduccion.conservados
    for nodo_id, papel in _que_espera_alrededor(ficha):
        if nodo_id not in ya:
            _poner(ficha, nodo_id, papel)
    if isinstance(ficha.task_spec, DeEventos):
        _armar_alternativas(ficha)
    if isinstance(ficha.task_spec, AdHoc) and ficha.id in traduccion.ofrecer:
        ficha.internal_data["o"] += traduccion.ofrecer[ficha.id]
        ficha.task_spec.ofrecer(ficha)


def _que_espera_alrededor(ficha: Ficha) -> Iterator[tuple[str, str]]:
    compilado = ficha.workflow.compilado
    if ficha.indice is None and not ficha.task_spec.es_raiz:
        yield from ((limite.id, "l") for limite in compilado.limites_de(ficha))
    if ficha.task_spec.es_contenedor and "x" not in ficha.internal_data:
        yield from ((inicio.id, "s") for _, inicio in compilado.subprocesos_de(ficha))


def _armar_alternativas(ficha: Ficha) -> None:
    armadas = {hija.task_spec.nodo.id for hija in ficha.hijas}
    flujos = ficha.workflow.compilado.proceso.flujos
    for destino in (flujos[f].destino for f in ficha.task_spec.nodo.salen):
        if destino not in armadas:
            _poner(ficha, destino, "g")


def _poner(ficha: Ficha, nodo_id: str, papel: str) -> None:
    nodo = ficha.workflow.compilado.proceso.nodos[nodo_id]
    for indice in range(len(definiciones(nodo))):
        ponible(ficha, nodo, indice, papel)


def _mirar_union(ficha: Ficha, traduccion: Traduccion) -> None:
    """Una ficha que espera en una unión sigue si la unión nueva ya tiene lo que pide."""
    if "e" not in ficha.internal_data or ficha.has_state(TaskState.ERROR) or not ficha.viva:
        return
    arbol, nueva = ficha.workflow, ficha.task_spec
    if isinstance(nueva, Compleja):
        if ficha.id in traduccion.cambiadas:
            arbol.inclusivas.pop(ficha.id, None)
            arbol.alistar(ficha)
    elif ficha.has_state(TaskState.WAITING):
        if not nueva.es_union:
            del ficha.internal_data["e"]
            arbol.inclusivas.pop(ficha.id, None)
        nueva._update(ficha)
