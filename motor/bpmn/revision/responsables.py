"""Quién hace cada tarea de personas y con qué formulario."""

import unicodedata
from collections.abc import Mapping

from motor.bpmn.modelo import Asignacion, Carril, Nodo, Proceso, TipoNodo
from motor.bpmn.palabras import llamar
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    arreglar,
    consejo,
    regla_de_proceso,
)
from motor.nucleo.errores import Arreglo

_DE_PERSONAS = frozenset({TipoNodo.USUARIO, TipoNodo.MANUAL})


@regla_de_proceso
def tareas_con_responsable(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una tarea de personas fuera de todo carril dice quién puede hacerla."""
    for nodo in _sin_responsable(proceso):
        if nodo.carril is None:
            yield consejo(
                "tarea_sin_responsable",
                nodo,
                "Ni la tarea ni su carril dicen quién la hace: no aparecería en ninguna bandeja.",
                "Diga en el carril de qué unidad o cargo es, o en la tarea quién la hace.",
            )


@regla_de_proceso
def carriles_con_unidad(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Un carril con tareas de personas dice de qué unidad o cargo es."""
    faltan: dict[str, list[str]] = {}
    for nodo in _sin_responsable(proceso):
        if nodo.carril is not None:
            faltan.setdefault(nodo.carril, []).append(f"«{llamar(nodo)}»")
    for id_, tareas in faltan.items():
        carril = proceso.carriles[id_]
        yield consejo(
            "carril_sin_unidad",
            carril,
            "El carril no dice de qué unidad ni cargo es, y no aparecería en ninguna bandeja: "
            f"{', '.join(tareas)}.",
            "Elija la unidad o el cargo del carril, o asigne cada tarea.",
            _la_de_su_nombre(carril, contexto.unidades_por_nombre),
        )


def _sin_responsable(proceso: Proceso) -> list[Nodo]:
    nodos = (n for n in proceso.nodos.values() if n.tipo in _DE_PERSONAS)
    return [nodo for nodo in nodos if not _alguien(proceso, nodo)]


def _alguien(proceso: Proceso, nodo: Nodo) -> bool:
    if _dice_quien(nodo.trato.asignacion):
        return True
    carril = nodo.carril
    while carril is not None:
        if _dice_quien(proceso.carriles[carril].asignacion):
            return True
        carril = proceso.carriles[carril].padre
    return False


def _dice_quien(asignacion: Asignacion) -> bool:
    return bool(
        asignacion.unidad
        or asignacion.cargo
        or asignacion.persona
        or asignacion.personas
        or asignacion.grupos
    )


def _la_de_su_nombre(carril: Carril, siglas: Mapping[str, str]) -> Arreglo | None:
    """La unidad que se llama, entera o por su sigla, como el carril."""
    buscado = _llano(carril.nombre)
    halladas = {s for nombre, s in siglas.items() if buscado in (_llano(nombre), _llano(s))}
    return (
        arreglar("unidad_de_carril", carril=carril.id, unidad=halladas.pop())
        if (buscado and len(halladas) == 1)
        else None
    )


def _llano(texto: str) -> str:
    """Sin acentos, mayúsculas ni espacios de más."""
    sin_acentos = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    return " ".join(sin_acentos.casefold().split())


@regla_de_proceso
def tareas_con_formulario(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Si se sabe qué formularios hay, cada tarea de usuario tiene el suyo."""
    for nodo in proceso.nodos.values():
        sin_formulario = nodo.tipo is TipoNodo.USUARIO and not nodo.trato.formulario
        if sin_formulario and contexto.formularios is not None:
            yield consejo(
                "tarea_sin_formulario",
                nodo,
                "No tiene formulario: quien la haga solo podrá decir que terminó.",
                "Elija su formulario, o hágalo desde el panel de propiedades.",
            )
