// Qué arreglo se propone para lo que halla bpmnlint: solo el que deja el trámite igual, o que es lo único posible.

const es = (bo, ...tipos) => tipos.some((tipo) => bo?.$instanceOf?.(`bpmn:${tipo}`));
const entran = (bo) => bo.incoming || [];
const salen = (bo) => bo.outgoing || [];
const condicionado = (flujo) => Boolean(flujo.conditionExpression);

const POR_REGLA = {
  "conditional-flows": (bo) => {
    const nodo = bo.sourceRef;
    const sinCondicion = salen(nodo).filter((f) => !condicionado(f));
    return !nodo.default && sinCondicion.length === 1 ? { clase: "predeterminado", nodo: nodo.id, flujo: bo.id } : null;
  },
  "event-based-gateway": (bo) => (es(bo, "SequenceFlow") ? { clase: "quitar_condicion", flujo: bo.id } : null),
  "fake-join": (bo) => (entran(bo).some((f) => es(f.sourceRef, "EventBasedGateway")) ? null : { clase: "unir_antes", nodo: bo.id }),
  global: (bo, _, message) => (message.includes("unused") ? { clase: "quitar_definicion", definicion: bo.id } : null),
  "label-required": (bo, { tituloDe }) => {
    const nombre = tituloDe(bo.get("camunda:formRef") || bo.get("camunda:formKey"));
    return nombre ? { clase: "nombrar", elemento: bo.id, nombre } : null;
  },
  "no-duplicate-sequence-flows": (bo) => (es(bo, "SequenceFlow") ? { clase: "quitar_repetido", flujo: bo.id } : null),
  "no-gateway-join-fork": (bo) => (es(bo, "ExclusiveGateway", "ParallelGateway") ? { clase: "unir_antes", nodo: bo.id } : null),
  "no-implicit-end": (bo) => (es(bo, "EventBasedGateway") ? null : { clase: "terminar", nodo: bo.id }),
  "no-implicit-split": (bo) => (salen(bo).some((f) => condicionado(f) || bo.default === f) ? null : { clase: "repartir_despues", nodo: bo.id }),
  "superfluous-gateway": (bo) => (es(bo, "EventBasedGateway") || condicionado(salen(bo)[0]) || condicionado(entran(bo)[0]) ? null : { clase: "quitar_compuerta", nodo: bo.id }),
};

/** El arreglo de ese hallazgo, o null. `medio.tituloDe(formulario)` da el título de un formulario del borrador. */
export const arregloDe = (regla, bo, medio, message) => POR_REGLA[regla]?.(bo, medio, message) || null;

/** Lo que se puede hacer con un clic cuando la persona elige en cuál: de dos flujos sin condición, el de los demás casos. */
export function eleccionDe({ codigo }, bo) {
  const nodo = codigo === "flujo_sin_condicion" && bo?.sourceRef;
  return nodo && !nodo.default ? { clase: "predeterminado", nodo: nodo.id, flujo: bo.id } : null;
}
