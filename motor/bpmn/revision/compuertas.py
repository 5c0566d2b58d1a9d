"""Las compuertas y las condiciones: que siempre se sepa por dónde se sigue."""

from motor.bpmn.definiciones import definiciones, espera_a_todas
from motor.bpmn.lenguaje import buscar_hueco
from motor.bpmn.modelo import COMPUERTAS, Flujo, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.palabras import llamar
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    arreglar,
    consejo,
    falla,
    regla_de_proceso,
)

_DECIDEN = frozenset({TipoNodo.EXCLUSIVA, TipoNodo.INCLUSIVA})
_EVENTOS = frozenset({TipoNodo.INICIO, TipoNodo.CAPTURA, TipoNodo.LANZAMIENTO, TipoNodo.LIMITE})
_SIN_CONDICIONES = _EVENTOS | {TipoNodo.PARALELA, TipoNodo.EVENTOS}
_QUE_ESPERAN = frozenset(
    {TipoEvento.TEMPORIZADOR, TipoEvento.MENSAJE, TipoEvento.SENAL, TipoEvento.CONDICIONAL}
)


@regla_de_proceso
def salidas_con_condicion(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Al bifurcar, cada flujo de una compuerta que decide tiene condición o es el de omisión."""
    for nodo in proceso.nodos.values():
        if nodo.tipo not in _DECIDEN or len(nodo.salen) < 2:
            continue
        sin_condicion = _sin_condicion(proceso, nodo)
        es_el_resto = len(sin_condicion) == 1 and nodo.predeterminado is None
        for flujo in sin_condicion:
            # de una inclusiva sale siempre: es válido, aunque casi nunca lo que se quería
            avisar = falla if nodo.tipo is TipoNodo.EXCLUSIVA else consejo
            yield avisar(
                "flujo_sin_condicion",
                flujo,
                f"Sale de la compuerta «{llamar(nodo)}» sin condición ni ser el "
                "flujo predeterminado.",
                "Escriba su condición en FEEL o márquelo como predeterminado.",
                arreglar("predeterminado", nodo=nodo.id, flujo=flujo.id) if es_el_resto else None,
            )


def _sin_condicion(proceso: Proceso, nodo: Nodo) -> list[Flujo]:
    flujos = (proceso.flujos[id_] for id_ in nodo.salen)
    return [f for f in flujos if f.condicion is None and f.id != nodo.predeterminado]


@regla_de_proceso
def algo_para_los_demas_casos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Si todas las salidas tienen condición y puede no cumplirse ninguna, falta la de omisión."""
    for nodo in proceso.nodos.values():
        if nodo.tipo not in _DECIDEN or len(nodo.salen) < 2 or nodo.predeterminado is not None:
            continue
        condiciones = [proceso.flujos[id_].condicion or "true" for id_ in nodo.salen]
        if hueco := buscar_hueco(condiciones):
            cuando = f", como con {' y '.join(hueco.caso)}" if hueco.caso else ""
            yield consejo(
                "sin_predeterminado",
                nodo,
                f"Todas sus salidas tienen condición: si no se cumple ninguna{cuando}, el "
                "expediente queda detenido con un incidente.",
                "Marque como predeterminado el flujo de los demás casos.",
            )


@regla_de_proceso
def condiciones_donde_cuentan(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una condición en un flujo que se toma siempre dice algo que no ocurre."""
    for flujo in proceso.flujos.values():
        origen = proceso.nodos[flujo.origen]
        if flujo.condicion is not None and origen.tipo in _SIN_CONDICIONES:
            # de una paralela se sale siempre por todos: la condición sobra y basta advertirlo
            avisar = consejo if origen.tipo is TipoNodo.PARALELA else falla
            yield avisar(
                "condicion_sin_efecto",
                flujo,
                f"La condición no se miraría: sale de «{llamar(origen)}», que no "
                "decide con condiciones.",
                "Quite la condición o ponga una compuerta exclusiva o inclusiva.",
                arreglar("quitar_condicion", flujo=flujo.id),
            )


@regla_de_proceso
def predeterminado_propio(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """El flujo predeterminado sale del mismo nodo, y solo de donde hay qué decidir."""
    for nodo in proceso.nodos.values():
        if nodo.predeterminado is None:
            continue
        if nodo.predeterminado not in nodo.salen:
            yield falla(
                "predeterminado_ajeno",
                nodo,
                f"Su flujo predeterminado «{nodo.predeterminado}» no sale de aquí.",
                "Elija uno de sus flujos de salida.",
            )
        elif nodo.tipo in _SIN_CONDICIONES:
            yield falla(
                "predeterminado_sin_efecto",
                nodo,
                "Tiene flujo predeterminado y no decide con condiciones.",
                "Quite la marca o ponga una compuerta exclusiva.",
            )


@regla_de_proceso
def compuerta_de_eventos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Tras una compuerta de eventos solo hay esperas, y solo se llega a ellas por ella."""
    con_limites = {nodo.adjunto_a for nodo in proceso.nodos.values()}
    for nodo in proceso.nodos.values():
        if nodo.tipo is not TipoNodo.EVENTOS:
            continue
        if len(nodo.salen) < 2:
            yield consejo(
                "compuerta_eventos_sola",
                nodo,
                "La compuerta de eventos tiene menos de dos esperas entre las que elegir.",
                "Agregue otra, o quite la compuerta.",
            )
        for flujo in nodo.salen:
            destino = proceso.nodos[proceso.flujos[flujo].destino]
            if motivo := _mal_destino(destino, destino.id in con_limites):
                yield falla(
                    "compuerta_eventos_destino",
                    destino,
                    f"Sigue a la compuerta de eventos «{llamar(nodo)}» y {motivo}.",
                    "Después de ella van eventos de captura (mensaje, señal o temporizador) "
                    "o tareas de recepción, sin otra entrada.",
                )


def _mal_destino(destino: Nodo, con_limites: bool) -> str:
    espera = destino.tipo is TipoNodo.RECEPCION or (
        destino.tipo is TipoNodo.CAPTURA and {d.tipo for d in definiciones(destino)} <= _QUE_ESPERAN
    )
    if not espera:
        return "no es una espera"
    if espera_a_todas(destino):
        return "espera varias cosas a la vez"
    if len(destino.entran) > 1:
        return "tiene otra entrada"
    if con_limites:
        return "tiene eventos de límite"
    return "es de instancia múltiple" if destino.repeticion else ""


@regla_de_proceso
def compuertas_con_salida(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una compuerta sin salida termina el camino sin decirlo."""
    for nodo in proceso.nodos.values():
        if nodo.tipo in COMPUERTAS and not nodo.salen:
            yield consejo(
                "compuerta_sin_salida",
                nodo,
                "La compuerta no tiene salida: el camino termina aquí sin un evento final.",
                "Llévela a un evento final con nombre.",
                None if nodo.tipo is TipoNodo.EVENTOS else arreglar("terminar", nodo=nodo.id),
            )


@regla_de_proceso
def complejas_con_activacion(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una compuerta compleja que une dice cuándo se activa."""
    for nodo in proceso.nodos.values():
        if nodo.tipo is TipoNodo.COMPLEJA and len(nodo.entran) > 1 and not nodo.activacion:
            yield falla(
                "compuerta_compleja",
                nodo,
                "La compuerta compleja une varios flujos sin decir cuándo se activa.",
                "Escriba en «Cuándo sigue» cuántas espera, por ejemplo activationCount >= 2.",
            )
