"""De un `Proceso` leído a un `Compilado`: una especificación de SpiffWorkflow por nodo."""

from collections.abc import Callable

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from motor.bpmn.compensables import compensables
from motor.bpmn.compilado import RAIZ, Compilado
from motor.bpmn.definiciones import definiciones
from motor.bpmn.ejecutable import exigir_ejecutable
from motor.bpmn.especificaciones.actividades import (
    DeEnvio,
    DePersona,
    DeRecepcion,
    DeServicio,
    Llamada,
    Regla,
    Script,
    Tarea,
)
from motor.bpmn.especificaciones.ad_hoc import AdHoc
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.especificaciones.bucle import Bucle
from motor.bpmn.especificaciones.compensacion import (
    FinQueCancela,
    FinQueCompensa,
    LanzaCompensacion,
    Vuelta,
)
from motor.bpmn.especificaciones.compleja import Compleja
from motor.bpmn.especificaciones.compuertas import DeEventos, Exclusiva, Inclusiva, Paralela
from motor.bpmn.especificaciones.contenedores import Contenedor, Raiz, SubprocesoEvento
from motor.bpmn.especificaciones.eventos import Captura, FinDeCamino, Inicio, Lanzamiento, Limite
from motor.bpmn.especificaciones.multiple import Cuerpo
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo

CLASES: dict[TipoNodo, Callable[[WorkflowSpec, Nodo], Especificacion]] = {
    TipoNodo.INICIO: Inicio,
    TipoNodo.FIN: FinDeCamino,
    TipoNodo.CAPTURA: Captura,
    TipoNodo.LANZAMIENTO: Lanzamiento,
    TipoNodo.LIMITE: Limite,
    TipoNodo.TAREA: Tarea,
    TipoNodo.USUARIO: DePersona,
    TipoNodo.MANUAL: DePersona,
    TipoNodo.SERVICIO: DeServicio,
    TipoNodo.SCRIPT: Script,
    TipoNodo.ENVIO: DeEnvio,
    TipoNodo.RECEPCION: DeRecepcion,
    TipoNodo.REGLA: Regla,
    TipoNodo.LLAMADA: Llamada,
    TipoNodo.SUBPROCESO: Contenedor,
    TipoNodo.SUBPROCESO_EVENTO: SubprocesoEvento,
    TipoNodo.TRANSACCION: Contenedor,
    TipoNodo.AD_HOC: AdHoc,
    TipoNodo.EXCLUSIVA: Exclusiva,
    TipoNodo.PARALELA: Paralela,
    TipoNodo.INCLUSIVA: Inclusiva,
    TipoNodo.EVENTOS: DeEventos,
    TipoNodo.COMPLEJA: Compleja,
}


_CLASES_DE_EVENTO: dict[
    tuple[TipoNodo, TipoEvento], Callable[[WorkflowSpec, Nodo], Especificacion]
] = {
    (TipoNodo.LANZAMIENTO, TipoEvento.COMPENSACION): LanzaCompensacion,
    (TipoNodo.FIN, TipoEvento.COMPENSACION): FinQueCompensa,
    (TipoNodo.FIN, TipoEvento.CANCELAR): FinQueCancela,
}


def _clase(nodo: Nodo) -> Callable[[WorkflowSpec, Nodo], Especificacion]:
    return _CLASES_DE_EVENTO.get((nodo.tipo, nodo.evento.tipo), CLASES[nodo.tipo])


def compilar(proceso: Proceso) -> Compilado:
    """Prepara un proceso para jugarlo. Función pura: quien llama guarda el resultado por versión.

    Raises:
        DiagramaInvalido: el proceso tiene algo que este jugador no sabe mover fielmente.
    """
    exigir_ejecutable(proceso)
    flujo = WorkflowSpec(name=proceso.id)  # type: ignore[no-untyped-call]  # Spiff no anota tipos
    raiz = Nodo(proceso.id, proceso.nombre, TipoNodo.SUBPROCESO, proceso.linea)
    especificaciones: dict[str, Especificacion] = {RAIZ: Raiz(flujo, raiz, RAIZ)}
    for nodo in proceso.nodos.values():
        especificaciones[nodo.id] = _clase(nodo)(flujo, nodo)
        if nodo.repeticion is not None:
            cuerpo = (Bucle if nodo.repeticion.bucle else Cuerpo)(flujo, nodo)
            especificaciones[cuerpo.name] = cuerpo
    compensa = compensables(proceso)
    for id_ in compensa.todas:
        vuelta = Vuelta(flujo, proceso.nodos[id_])
        especificaciones[vuelta.name] = vuelta
    subprocesos = _subprocesos_evento(proceso)
    return Compilado(
        proceso=proceso,
        especificacion=flujo,
        especificaciones=especificaciones,
        limites=_limites(proceso),
        subprocesos_evento=subprocesos,
        compensables=compensa,
        con_complejas=any(n.tipo is TipoNodo.COMPLEJA for n in proceso.nodos.values()),
        con_condicionales=any(
            d.tipo is TipoEvento.CONDICIONAL
            for nodo in proceso.nodos.values()
            for d in definiciones(nodo)
        ),
        inicio_de_evento={s.id: i for pares in subprocesos.values() for s, i in pares},
        alcances={
            nodo.id: _alcances(proceso, nodo)
            for nodo in proceso.nodos.values()
            if (nodo.tipo is TipoNodo.INCLUSIVA and len(nodo.entran) > 1)
            or nodo.tipo is TipoNodo.COMPLEJA
        },
    )


def _limites(proceso: Proceso) -> dict[str, tuple[Nodo, ...]]:
    grupos: dict[str, tuple[Nodo, ...]] = {}
    for nodo in proceso.nodos.values():
        if nodo.tipo is TipoNodo.LIMITE and nodo.adjunto_a is not None:
            grupos[nodo.adjunto_a] = (*grupos.get(nodo.adjunto_a, ()), nodo)
    return grupos


def _subprocesos_evento(proceso: Proceso) -> dict[str | None, tuple[tuple[Nodo, Nodo], ...]]:
    grupos: dict[str | None, tuple[tuple[Nodo, Nodo], ...]] = {}
    for nodo in proceso.nodos.values():
        if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO:
            [inicio] = [n for n in proceso.por_padre[nodo.id] if n.tipo is TipoNodo.INICIO]
            grupos[nodo.padre] = (*grupos.get(nodo.padre, ()), (nodo, inicio))
    return grupos


def _alcances(proceso: Proceso, compuerta: Nodo) -> dict[str, frozenset[str]]:
    """Por cada flujo de entrada, los nodos que llegan a él sin pasar por la compuerta.

    Una ficha en una actividad llega también por lo que sale de sus eventos de límite.
    """
    return {flujo: hacia_atras(proceso, flujo, compuerta.id) for flujo in compuerta.entran}


def hacia_atras(proceso: Proceso, flujo: str, sin_pasar_por: str) -> frozenset[str]:
    """Los nodos desde los que se llega a un flujo sin pasar por ese nodo."""
    vistos: set[str] = set()
    pendientes = [proceso.flujos[flujo].origen]
    while pendientes:
        actual = proceso.nodos[pendientes.pop()]
        if actual.id in vistos or actual.id == sin_pasar_por:
            continue
        vistos.add(actual.id)
        pendientes += [proceso.flujos[f].origen for f in actual.entran]
        if actual.adjunto_a is not None:
            pendientes.append(actual.adjunto_a)
    return frozenset(vistos)
