"""Que cada actividad diga lo que necesita para poder hacerse."""

from motor.bpmn.lectura.expresiones import es_juel
from motor.bpmn.modelo import Proceso, TipoNodo
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    falla,
    regla_de_proceso,
)

_DE_PERSONAS = frozenset({TipoNodo.USUARIO, TipoNodo.MANUAL})


@regla_de_proceso
def tareas_con_destino(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Llamadas con proceso, servicios con tema y reglas con decisión, escritos tal cual."""
    for nodo in proceso.nodos.values():
        if nodo.tipo not in _DESTINOS:
            continue
        que, que_hacer = _DESTINOS[nodo.tipo]
        destino = {
            TipoNodo.LLAMADA: nodo.llamado,
            TipoNodo.SERVICIO: nodo.trato.tema,
            TipoNodo.REGLA: nodo.decision,
        }[nodo.tipo]
        if not destino:
            yield falla("actividad_sin_destino", nodo, f"No dice {que}.", que_hacer)
        elif destino.startswith("=") or es_juel(destino):
            yield falla(
                "destino_variable",
                nodo,
                f"{que.capitalize()} se decide al ejecutar («{destino}»), y debe estar escrito.",
                "Use una compuerta con una actividad para cada caso.",
            )


_DESTINOS = {
    TipoNodo.LLAMADA: ("a qué proceso llama", "Elija el proceso en el panel."),
    TipoNodo.SERVICIO: ("qué servicio la hace", "Elija el servicio en el panel."),
    TipoNodo.REGLA: ("qué decisión toma", "Elija la decisión en el panel."),
}


@regla_de_proceso
def repeticiones_completas(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una instancia múltiple dice cuántas veces, de una sola manera; un bucle, hasta cuándo."""
    for nodo in proceso.nodos.values():
        repeticion = nodo.repeticion
        if repeticion is None:
            continue
        if repeticion.bucle:
            if repeticion.condicion is None and repeticion.maximo is None:
                yield falla(
                    "bucle_sin_fin",
                    nodo,
                    "El bucle no dice hasta cuándo repite.",
                    "Escriba la condición con que sigue repitiendo, o cuántas veces como mucho.",
                )
        elif not (repeticion.coleccion or repeticion.cardinalidad):
            yield falla(
                "multiple_sin_cantidad",
                nodo,
                "La instancia múltiple no dice sobre qué lista ni cuántas veces.",
                "Diga en «Cuántas veces» una por cada qué, o el número de veces.",
            )
        if repeticion.salida and not repeticion.salida_elemento:
            yield falla(
                "multiple_sin_salida",
                nodo,
                f"Reúne resultados en «{repeticion.salida}» sin decir cuáles.",
                "Escriba en «Cuántas veces» qué se anota de cada uno.",
            )
        if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO:
            yield falla(
                "multiple_fuera_de_lugar",
                nodo,
                "Un subproceso de evento no puede repetirse.",
                "Ponga la repetición en una actividad de dentro.",
            )


@regla_de_proceso
def cuatro_ojos_refiere_a_tareas(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """`cauce:distintoDe` nombra tareas de personas de este proceso, y no a la misma."""
    for nodo in proceso.nodos.values():
        for referida in nodo.trato.asignacion.distinto_de:
            otra = proceso.nodos.get(referida)
            if otra is None or otra.tipo not in _DE_PERSONAS or referida == nodo.id:
                yield falla(
                    "distinto_de_roto",
                    nodo,
                    f"Pide alguien distinto de quien hizo «{referida}», que no es otra tarea de "
                    "personas de este proceso.",
                    "Elija en «Quién lo hace» la tarea cuyo autor no puede ser el mismo.",
                )


@regla_de_proceso
def acto_conocido(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """`cauce:acto` es uno de los cinco."""
    actos = ("elabora", "revisa", "aprueba", "firma", "recibe")
    for nodo in proceso.nodos.values():
        if nodo.trato.acto and nodo.trato.acto not in actos:
            yield falla(
                "acto_desconocido",
                nodo,
                f"El acto «{nodo.trato.acto}» no se conoce.",
                f"Use uno de: {', '.join(actos)}.",
            )
