"""Lo que una instancia múltiple lanza al completarse cada una: que se pueda y que sea claro."""

from motor.bpmn.definiciones import definiciones
from motor.bpmn.modelo import DefinicionEvento, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_proceso

_LANZABLES = frozenset({TipoEvento.MENSAJE, TipoEvento.SENAL, TipoEvento.ESCALADA})


@regla_de_proceso
def multiples_que_lanzan(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Lanzan mensajes, señales o escaladas con nombre, que no interrumpen a ellas mismas."""
    for nodo in proceso.nodos.values():
        for lanza in nodo.repeticion.lanza if nodo.repeticion is not None else ():
            definicion = lanza.definicion
            if definicion.tipo not in _LANZABLES or not (definicion.nombre or definicion.codigo):
                yield falla(
                    "multiple_eventos",
                    nodo,
                    f"Al completarse una lanza «{definicion.tipo.value}», que ahí no se ejecuta o "
                    "no tiene nombre.",
                    "Lance un mensaje, una señal o una escalada con nombre.",
                )
            for limite in _que_la_interrumpen(proceso, nodo, definicion):
                yield falla(
                    "multiple_eventos",
                    nodo,
                    f"Lo que lanza al completarse una lo atrapa su propio límite «{limite.id}», "
                    "que la interrumpe: no queda dicho si las demás se hacen.",
                    "Quite la interrupción del límite; si las demás no deben hacerse, "
                    "diga cuándo termina la repetición.",
                )


def _que_la_interrumpen(proceso: Proceso, nodo: Nodo, lanza: DefinicionEvento) -> list[Nodo]:
    return [
        limite
        for limite in proceso.nodos.values()
        if limite.tipo is TipoNodo.LIMITE and limite.adjunto_a == nodo.id and limite.interrumpe
        if any(_atrapa(definicion, lanza) for definicion in definiciones(limite))
    ]


def _atrapa(espera: DefinicionEvento, lanza: DefinicionEvento) -> bool:
    if espera.tipo is not lanza.tipo:
        return False
    if lanza.tipo is TipoEvento.ESCALADA:
        return espera.codigo in (None, lanza.codigo)
    return espera.nombre == lanza.nombre
