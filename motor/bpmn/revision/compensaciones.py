"""Compensación, transacciones y ad hoc: lo mal dibujado se niega con su porqué."""

from motor.bpmn.defectos_compensacion import defectos_de_compensacion
from motor.bpmn.modelo import Proceso
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_proceso


@regla_de_proceso
def compensaciones(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Límites con manejador, referencias a actividades del nivel, cancelaciones en su lugar."""
    for nodo in proceso.nodos.values():
        for codigo, mensaje, que_hacer in defectos_de_compensacion(proceso, nodo):
            yield falla(codigo, nodo, mensaje[0].upper() + mensaje[1:], que_hacer)
