"""SpiffWorkflow tal como viene, para comparar en el banco: sin base, guardando en JSON cada acto.

No es parte del motor: lo usa `cauce banco` y vive aquí porque SpiffWorkflow solo se importa en
este paquete. Cada acto hace lo que haría un programa sencillo sobre Spiff: leer el JSON de la
instancia, completar la tarea, correr lo automático y volver a escribirlo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

# SpiffWorkflow no trae tipos.
_Lector: Any = BpmnParser
_Serializador: Any = BpmnWorkflowSerializer
_Flujo: Any = BpmnWorkflow


@dataclass(frozen=True)
class SpiffPuro:
    """Un proceso leído una vez; las instancias son textos JSON."""

    especificacion: Any
    subprocesos: Any
    serializador: Any

    def iniciar(self) -> str:
        """Devuelve el JSON de una instancia nueva, detenida en su primera tarea."""
        flujo = _Flujo(self.especificacion, self.subprocesos)
        flujo.do_engine_steps()
        return str(self.serializador.serialize_json(flujo))

    def completar(self, json: str, datos: Mapping[str, Any]) -> str:
        """Completa la tarea que espera y devuelve el JSON que queda."""
        flujo = self.serializador.deserialize_json(json)
        tarea = flujo.get_tasks(state=TaskState.READY, manual=True)[0]
        tarea.data.update(datos)
        tarea.run()
        flujo.do_engine_steps()
        return str(self.serializador.serialize_json(flujo))

    def termino(self, json: str) -> bool:
        """Dice si la instancia terminó."""
        return bool(self.serializador.deserialize_json(json).is_completed())


def preparar_spiff_puro(xml: bytes, proceso: str) -> SpiffPuro:
    """Lee el proceso con el lector de SpiffWorkflow.

    Args:
        xml: un BPMN de confianza (los del banco).
        proceso: id del `process`.
    """
    lector = _Lector()
    analizador = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    lector.add_bpmn_xml(etree.fromstring(xml, analizador))
    especificacion = lector.get_spec(proceso)
    return SpiffPuro(especificacion, lector.get_subprocess_specs(proceso), _Serializador())
