"""Cómo se llama en español cada elemento de BPMN 2.0.2, y qué se dice del que no tiene nombre."""

import re

from motor.bpmn.modelo import Nodo

# Los ids que pone un editor por sí solo: Gateway_1ab2c3d, _512b4707-3eb5…, sid-1F0A…, y los del
# modelador de la casa: compuerta_1ab2c3d.
_DE_EDITOR = re.compile(
    r"[A-Z][A-Za-z]+_\w+|_[0-9A-Fa-f-]{8,}|sid-.+|[a-z]+_[01][0-9a-z]{6}", re.ASCII
)

TIPOS = {
    "process": "Proceso",
    "participant": "Piscina",
    "lane": "Carril",
    "startEvent": "Inicio",
    "endEvent": "Fin",
    "intermediateCatchEvent": "Espera",
    "intermediateThrowEvent": "Aviso",
    "boundaryEvent": "Evento en el borde",
    "task": "Tarea sin tipo",
    "userTask": "Tarea",
    "manualTask": "Tarea manual",
    "serviceTask": "Tarea de servicio",
    "scriptTask": "Tarea de cálculo",
    "sendTask": "Tarea de envío",
    "receiveTask": "Tarea de recepción",
    "businessRuleTask": "Tarea de regla",
    "callActivity": "Llamada a otro proceso",
    "subProcess": "Subproceso",
    "transaction": "Transacción",
    "eventSubProcess": "Subproceso de evento",
    "adHocSubProcess": "Subproceso libre",
    "exclusiveGateway": "Compuerta exclusiva",
    "parallelGateway": "Compuerta paralela",
    "inclusiveGateway": "Compuerta inclusiva",
    "eventBasedGateway": "Compuerta de eventos",
    "complexGateway": "Compuerta compleja",
    "sequenceFlow": "Flujo",
    "messageFlow": "Flujo de mensaje",
    "message": "Mensaje",
    "signal": "Señal",
    "error": "Error",
    "escalation": "Escalada",
    "textAnnotation": "Nota",
    "association": "Unión de una nota",
    "group": "Grupo",
    "dataObject": "Dato",
    "dataObjectReference": "Dato",
    "dataStoreReference": "Almacén de datos",
    "definitions": "El archivo",
    "choreographyTask": "Tarea de coreografía",
    "subChoreography": "Subcoreografía",
    "callChoreography": "Llamada a una coreografía",
}


def llamar(nodo: Nodo) -> str:
    """Devuelve el nombre del nodo o, si no tiene, su id, cuando lo escribió una persona.

    El id que inventa un editor no le dice nada a nadie: entonces, qué es («Compuerta exclusiva sin
    nombre»).
    """
    if nodo.nombre or not _DE_EDITOR.fullmatch(nodo.id):
        return nodo.nombre or nodo.id
    return f"{TIPOS[nodo.tipo.value]} sin nombre"
