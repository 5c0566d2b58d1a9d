"""Eventos con varias definiciones: dónde se ejecutan y qué no puede esperarse a la vez."""

from motor.bpmn.definiciones import espera_a_todas
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_proceso


@regla_de_proceso
def inicios_multiples(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un proceso empieza por un inicio de una sola definición; puede tener varios inicios."""
    for nodo in proceso.por_padre.get(None, ()):
        if nodo.tipo is TipoNodo.INICIO and nodo.eventos:
            yield falla(
                "evento_multiple",
                nodo,
                "Un proceso no empieza por un evento de varias definiciones.",
                "Dibuje un evento de inicio por cada una, todos hacia el mismo elemento.",
            )


@regla_de_proceso
def paralelos_posibles(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Lo que un evento paralelo espera a la vez puede ocurrir y volver a ocurrir."""
    for nodo in proceso.nodos.values():
        if espera_a_todas(nodo):
            yield from _de_paralelo(nodo)


def _de_paralelo(nodo: Nodo) -> Hallados:
    tipos = {definicion.tipo for definicion in nodo.eventos}
    if tipos & {TipoEvento.ERROR, TipoEvento.ESCALADA}:
        yield falla(
            "evento_multiple",
            nodo,
            "Espera a la vez un error o una escalada y algo más: el error no espera a nadie.",
            "Ponga el error o la escalada en un evento aparte.",
        )
    if not nodo.interrumpe and TipoEvento.TEMPORIZADOR in tipos:
        yield falla(
            "evento_multiple",
            nodo,
            "Sin interrumpir, espera a la vez un tiempo y algo más: no se sabe desde cuándo se "
            "cuenta otra vez.",
            "Hágalo de interrupción, o ponga el temporizador en un evento aparte.",
        )
