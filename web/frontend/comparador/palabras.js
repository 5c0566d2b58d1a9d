// Lo que dice un BPMN, en las palabras de quien dibuja: las mismas del panel de propiedades.
export const TIPOS = {
  UserTask: "Tarea", ServiceTask: "Tarea de servicio", ScriptTask: "Tarea de cálculo", BusinessRuleTask: "Decisión", ManualTask: "Tarea manual",
  SendTask: "Envío", ReceiveTask: "Recepción", Task: "Tarea sin clase", CallActivity: "Llamada a otro proceso", SubProcess: "Subproceso", Transaction: "Transacción",
  AdHocSubProcess: "Subproceso libre", ExclusiveGateway: "Compuerta exclusiva", ParallelGateway: "Compuerta paralela", InclusiveGateway: "Compuerta inclusiva",
  EventBasedGateway: "Compuerta de eventos", ComplexGateway: "Compuerta compleja", StartEvent: "Inicio", EndEvent: "Fin", BoundaryEvent: "Evento en el borde",
  IntermediateCatchEvent: "Espera", IntermediateThrowEvent: "Aviso", SequenceFlow: "Flujo", MessageFlow: "Flujo de mensaje", Lane: "Carril", Group: "Grupo",
  Participant: "Piscina", Collaboration: "Colaboración", Process: "Proceso", DataObjectReference: "Dato", DataStoreReference: "Almacén de datos", DataStore: "Almacén de datos",
  TextAnnotation: "Nota", Association: "Asociación", Message: "Mensaje", Signal: "Señal", Error: "Error", Escalation: "Escalada", Category: "Categoría",
  TimerEventDefinition: "Temporizador", MessageEventDefinition: "Mensaje", SignalEventDefinition: "Señal", ErrorEventDefinition: "Error", EscalationEventDefinition: "Escalada",
  ConditionalEventDefinition: "Condición", LinkEventDefinition: "Enlace", CompensateEventDefinition: "Compensación", CancelEventDefinition: "Cancelación", TerminateEventDefinition: "Termina todo",
  MultiInstanceLoopCharacteristics: "Una por cada", StandardLoopCharacteristics: "Se repite", InputParameter: "Entrada", OutputParameter: "Salida", In: "Lo que le pasa", Out: "Lo que devuelve",
};
const ATRIBUTOS = {
  $type: "Clase", carril: "Carril", name: "Nombre", unidad: "Unidad responsable", cargo: "Cargo", distintoDe: "Cuatro ojos: otra persona que la que hizo", plazo: "Plazo", desde: "Se cuenta desde",
  acto: "Acto", publico: "Texto para el público", sinDelegacion: "No la puede hacer un delegado", locales: "Variables propias de cada vez", estadoFinal: "Cómo queda el expediente",
  expedienteHijo: "Abre un expediente hijo de", retiro: "Por aquí entra el retiro de quien inició", contenido: "Datos que lleva", correlacion: "De qué expediente es (correlación)",
  salida: "Lista que reúne los resultados", salidaElemento: "Lo que se reúne de cada una", institucion: "Institución", principal: "Es el que da nombre al expediente", importado: "Importado de",
  original: "Lo que decía antes de importarse", formKey: "Formulario", formRef: "Formulario", candidateGroups: "Candidatos", candidateUsers: "Personas que pueden", assignee: "Persona", topic: "Servicio que lo hace",
  type: "Clase de servicio", decisionRef: "Tabla de decisión", resultVariable: "Variable que guarda el resultado", mapDecisionResult: "Qué se toma del resultado", priority: "Prioridad", dueDate: "Vence", followUpDate: "Retomar el",
  initiator: "Variable que guarda quién inició", collection: "Una por cada elemento de", elementVariable: "Cómo se llama cada uno", loopCardinality: "Cuántas", isSequential: "Una tras otra",
  completionCondition: "Termina cuando", loopCondition: "Mientras", loopMaximum: "A lo más, cuántas vueltas", testBefore: "Mirar la condición antes de la primera vuelta",
  conditionExpression: "Condición", condition: "Condición", activationCondition: "Sigue cuando", default: "Por aquí si ninguna otra se cumple", documentation: "Instrucción", text: "Texto",
  sourceRef: "Sale de", targetRef: "Llega a", calledElement: "Proceso al que llama", messageRef: "Mensaje", signalRef: "Señal", errorRef: "Error", escalationRef: "Escalada", activityRef: "Qué se deshace",
  timeDuration: "pasado un tiempo", timeDate: "en una fecha", timeCycle: "cada cierto tiempo", script: "Qué se calcula", scriptFormat: "Lenguaje del cálculo", cancelActivity: "Interrumpe lo que se estaba haciendo",
  isInterrupting: "Interrumpe lo que se estaba haciendo", attachedToRef: "Está en el borde de", isExecutable: "Se ejecuta", triggeredByEvent: "Empieza por un evento", isForCompensation: "Deshace otro paso", processRef: "Proceso que muestra",
  errorCode: "Código", escalationCode: "Código", ordering: "Sus tareas se ofrecen", dataObjectRef: "Dato", dataStoreRef: "Almacén", gatewayDirection: "Une o separa", instantiate: "Inicia el proceso", parallelMultiple: "Espera todos",
  source: "de", sourceExpression: "de la expresión", target: "a", variables: "Todas las variables", businessKey: "Clave del expediente", associationDirection: "Sentido", isCollection: "Es una lista",
};
// Lo que solo envuelve: no agrega palabra.
const ENVUELVEN = new Set(["ExtensionElements", "InputOutput", "FormalExpression", "Expression", "Documentation"]);

export const local = (tipo) => tipo.replace(/^.*:/, "");
export const enEspanol = (nombre) => ATRIBUTOS[local(nombre)] || local(nombre);
export const tipoEnEspanol = (tipo) => TIPOS[local(tipo)] || local(tipo);

/** Cómo se llama lo que está dentro de un elemento: por su clase si la dice, o por el atributo en que está. */
export function rotuloDe(objeto, nombre) {
  const tipo = local(objeto.$type || "");
  if (ATRIBUTOS[nombre]) return ATRIBUTOS[nombre];
  if (ENVUELVEN.has(tipo)) return "";
  const dicho = TIPOS[tipo] || tipo || enEspanol(nombre);
  return objeto.name ? `${dicho} «${objeto.name}»` : dicho;
}

export function nombreDe(modelo, id) {
  const tipo = tipoEnEspanol(modelo.$type);
  const propio = modelo.name || modelo.text;
  const [de, a] = [modelo.sourceRef, modelo.targetRef].map((punta) => punta && (punta.name || punta.id));
  if (de && a) return `${tipo} ${propio ? `«${propio}» ` : ""}de «${de}» a «${a}»`;
  return `${tipo} «${propio || id}»`;
}

const dicho = (valor) => (valor === undefined ? "nada" : `«${valor}»`);
export const enPalabras = (que, antes, ...despues) => (despues.length ? `${que}: de ${dicho(antes)} a ${dicho(despues[0])}` : `${que}: ${dicho(antes)}`);
