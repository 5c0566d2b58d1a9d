// La clave que estrena cada elemento: en español, como las que se escriben a mano (tarea_0ab1c2d).
import BpmnFactory from "bpmn-js/lib/features/modeling/BpmnFactory";
import { is } from "bpmn-js/lib/util/ModelUtil";

const PREFIJOS = Object.entries({
  "bpmn:SubProcess": "subproceso",
  "bpmn:CallActivity": "llamada",
  "bpmn:Activity": "tarea",
  "bpmn:StartEvent": "inicio",
  "bpmn:EndEvent": "final",
  "bpmn:Event": "evento",
  "bpmn:Gateway": "compuerta",
  "bpmn:SequenceFlow": "flujo",
  "bpmn:MessageFlow": "flujo",
  "bpmn:Participant": "piscina",
  "bpmn:Process": "proceso",
  "bpmn:Collaboration": "colaboracion",
  "bpmn:LaneSet": "carriles",
  "bpmn:Lane": "carril",
  "bpmn:Message": "mensaje",
  "bpmn:Signal": "senal",
  "bpmn:Error": "error",
  "bpmn:Escalation": "escalada",
  "bpmn:DataStoreReference": "almacen",
  "bpmn:DataObjectReference": "dato",
  "bpmn:DataObject": "objeto",
  "bpmn:TextAnnotation": "nota",
  "bpmn:Association": "union",
  "bpmn:Group": "grupo",
});

class Fabrica extends BpmnFactory {
  _ensureId(elemento) {
    const prefijo = PREFIJOS.find(([tipo]) => is(elemento, tipo))?.[1];
    if (elemento.id || !prefijo) super._ensureId(elemento);
    else elemento.id = this._model.ids.nextPrefixed(`${prefijo}_`, elemento);
  }
}

Fabrica.$inject = ["moddle"];

export default { bpmnFactory: ["type", Fabrica] };
