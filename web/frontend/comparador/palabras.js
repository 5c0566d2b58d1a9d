// Un cambio de BPMN dicho en las palabras de quien dibuja.
const TIPOS = {
  UserTask: "Tarea", ServiceTask: "Tarea de servicio", ScriptTask: "Tarea de cálculo", BusinessRuleTask: "Decisión", ManualTask: "Tarea manual",
  SendTask: "Envío", ReceiveTask: "Recepción", Task: "Tarea", CallActivity: "Llamada a otro proceso", SubProcess: "Subproceso", Transaction: "Transacción",
  AdHocSubProcess: "Subproceso libre", ExclusiveGateway: "Compuerta exclusiva", ParallelGateway: "Compuerta paralela", InclusiveGateway: "Compuerta inclusiva",
  EventBasedGateway: "Compuerta de eventos", ComplexGateway: "Compuerta compleja", StartEvent: "Inicio", EndEvent: "Fin", BoundaryEvent: "Evento en el borde",
  IntermediateCatchEvent: "Espera", IntermediateThrowEvent: "Aviso", SequenceFlow: "Flujo", MessageFlow: "Flujo de mensaje", Lane: "Carril",
  Participant: "Piscina", Collaboration: "Colaboración", Process: "Proceso", DataObjectReference: "Dato", DataStoreReference: "Almacén de datos", TextAnnotation: "Nota", Association: "Asociación", Message: "Mensaje", Signal: "Señal", Error: "Error",
};
const ATRIBUTOS = {
  name: "Nombre", unidad: "Unidad", cargo: "Cargo", distintoDe: "Persona distinta de", plazo: "Plazo", desde: "Desde cuándo corre", acto: "Acto", publico: "Visible al público",
  formKey: "Formulario", formRef: "Formulario", candidateGroups: "Candidatos", assignee: "Persona", topic: "Servicio", collection: "Una por cada", conditionExpression: "Condición",
  default: "Flujo por omisión", documentation: "Instrucción", eventDefinitions: "Evento", loopCharacteristics: "Repetición", sourceRef: "Sale de", targetRef: "Llega a", flowNodeRef: "Pasos del carril",
  calledElement: "Proceso que llama", messageRef: "Mensaje", extensionElements: "Propiedades", script: "Cálculo", cancelActivity: "Interrumpe", attachedToRef: "Pegado a",
};
const local = (tipo) => tipo.replace(/^.*:/, "");

export function nombreDe(modelo, id) {
  const tipo = TIPOS[local(modelo.$type)] || local(modelo.$type);
  if (modelo.name || modelo.text) return `${tipo} «${modelo.name || modelo.text}»`;
  const [de, a] = [modelo.sourceRef, modelo.targetRef].map((punta) => punta && (punta.name || punta.id));
  return de && a ? `${tipo} de «${de}» a «${a}»` : `${tipo} «${id}»`;
}

function valor(dato) {
  if (dato === undefined || dato === null || dato === "") return "nada";
  if (Array.isArray(dato)) return dato.length ? dato.map(valor).join(", ") : "nada";
  if (typeof dato !== "object") return dato === true ? "sí" : dato === false ? "no" : `«${dato}»`;
  if (dato.body || dato.text) return `«${dato.body || dato.text}»`;
  if (!dato.$type) return "otro";
  const propios = Object.entries(dato.$attrs || {}).map(([nombre, v]) => `${nombre} ${v}`);
  const dentro = [dato.timeDuration, dato.timeDate, dato.timeCycle, dato.condition].filter(Boolean).map((e) => e.body);
  return [TIPOS[local(dato.$type)] || local(dato.$type), dato.name || "", ...dentro, ...propios].filter(Boolean).join(" ");
}

export function enPalabras(nombre, antes, despues) {
  const que = ATRIBUTOS[local(nombre)] || local(nombre);
  const [a, d] = [valor(antes), valor(despues)];
  return a === d ? `${que}: cambió por dentro` : `${que}: de ${a} a ${d}`;
}
