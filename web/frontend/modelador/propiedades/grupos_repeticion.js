// Cuántas veces se hace una actividad: una por cada elemento de una lista, tantas veces, o mientras.

const CLASES = [
  { valor: "paralela", rotulo: "Una por cada…, todas a la vez" },
  { valor: "secuencial", rotulo: "Una por cada…, una tras otra" },
  { valor: "bucle", rotulo: "Otra vez, mientras se cumpla algo" },
];
const MULTIPLE = "bpmn:MultiInstanceLoopCharacteristics";
const BUCLE = "bpmn:StandardLoopCharacteristics";

export function grupoDeRepeticion(e) {
  const que = e.bo.loopCharacteristics;
  const clase = !que ? "" : que.$type === BUCLE ? "bucle" : que.isSequential ? "secuencial" : "paralela";
  const poner = (nueva) => {
    if (!nueva) e.poner({ loopCharacteristics: undefined });
    else if (nueva === "bucle") e.poner({ loopCharacteristics: e.crear(BUCLE, {}, e.bo) });
    else if (que?.$type === MULTIPLE) e.poner({ isSequential: nueva === "secuencial" }, que);
    else e.poner({ loopCharacteristics: e.crear(MULTIPLE, { isSequential: nueva === "secuencial" }, e.bo) });
  };
  const campos = [{ id: "repeticion", clase: "opciones", rotulo: "Se hace", vacio: "Una sola vez", opciones: () => CLASES, leer: () => clase, poner }];
  if (que?.$type === BUCLE) campos.push(...deBucle(e, que));
  if (que?.$type === MULTIPLE) campos.push(...deMultiple(e, que));
  return { titulo: "Cuántas veces", campos };
}

function deBucle(e, bucle) {
  return [
    { id: "bucle-condicion", clase: "feel", rotulo: "Mientras", ayuda: "loopCounter es cuántas vueltas se completaron.", ...e.formal("loopCondition", bucle) },
    { id: "bucle-antes", clase: "casilla", rotulo: "Mirar la condición también antes de la primera vuelta", ...e.atributo("testBefore", bucle) },
    { id: "bucle-maximo", clase: "texto", tipo: "number", min: 1, rotulo: "A lo más, cuántas vueltas", leer: () => String(bucle.get("loopMaximum") ?? ""), poner: (v) => e.poner({ loopMaximum: Number(v) >= 1 ? Math.trunc(Number(v)) : undefined }, bucle) },
  ];
}

function deMultiple(e, multiple) {
  return [
    { id: "coleccion", clase: "feel", rotulo: "Una por cada elemento de", ayuda: "Una lista: unidades_consultadas", ...e.feel("camunda:collection", multiple) },
    { id: "elemento", clase: "texto", rotulo: "Cómo se llama cada uno", ayuda: "La variable con la que se lee adentro: unidad_consultada", ...e.atributo("camunda:elementVariable", multiple) },
    { id: "cardinalidad", clase: "feel", rotulo: "O cuántas, sin lista", ...e.formal("loopCardinality", multiple) },
    { id: "termino", clase: "feel", rotulo: "Alcanza cuando", ayuda: "Vacío: cuando terminan todas. nrOfCompletedInstances es cuántas van.", ...e.formal("completionCondition", multiple) },
    { id: "salida", clase: "texto", rotulo: "Lista que reúne los resultados", ...e.atributo("cauce:salida", multiple) },
    { id: "salidaElemento", clase: "feel", rotulo: "Lo que se reúne de cada una", ...e.feel("cauce:salidaElemento", multiple) },
  ];
}
