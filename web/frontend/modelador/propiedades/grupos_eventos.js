// Lo que un evento espera o lanza: mensaje, señal, error, escalada, tiempo, condición o enlace.
import { is, isAny } from "bpmn-js/lib/util/ModelUtil";
import { dePlazos, enPalabras } from "./palabras.js";

const LANZAN = ["bpmn:EndEvent", "bpmn:IntermediateThrowEvent", "bpmn:SendTask"];
const lanza = (e) => isAny(e.elemento, LANZAN);
const nombrado = (e, tipo) => () => e.nombres(tipo);

export function grupoDeMensaje(e) {
  return { titulo: "Mensaje", campos: deMensaje(e, e.bo, "") };
}

function deMensaje(e, dueno, id) {
  return [
    { id: `mensaje${id}`, clase: "elegir", rotulo: "Nombre del mensaje", opciones: nombrado(e, "bpmn:Message"), ayuda: () => "Quien lo espera lo espera por este nombre.", ...e.referido("messageRef", "bpmn:Message", dueno) },
    { id: `correlacion${id}`, clase: "feel", rotulo: "De qué expediente es (correlación)", ayuda: "El mismo valor en quien envía y en quien espera: hr", ...e.feelEn("cauce:correlacion", [dueno, e.bo, dueno.get("messageRef")]) },
    lanza(e) && { id: `contenido${id}`, clase: "feel", rotulo: "Datos que lleva", ayuda: "{numero: numero, fecha: hoy()}", ...e.feelEn("cauce:contenido", [dueno, e.bo]) },
  ];
}

function deSenal(e, dueno, id) {
  return [
    { id: `senal${id}`, clase: "elegir", rotulo: "Nombre de la señal", opciones: nombrado(e, "bpmn:Signal"), ayuda: () => "La oyen todos los expedientes que la esperan.", ...e.referido("signalRef", "bpmn:Signal", dueno) },
    lanza(e) && { id: `contenido${id}`, clase: "feel", rotulo: "Datos que lleva", ...e.feelEn("cauce:contenido", [dueno, e.bo]) },
  ];
}

function conCodigo(tipo, atributo, codigo, rotulo, ayuda) {
  return (e, dueno, id) => {
    const referido = dueno.get(atributo);
    return [
      { id: `${atributo}${id}`, clase: "elegir", rotulo, opciones: nombrado(e, tipo), ayuda: () => ayuda, ...e.referido(atributo, tipo, dueno) },
      referido && { id: `${codigo}${id}`, clase: "texto", rotulo: "Código", ayuda: "Vacío: el nombre. Lo atrapa quien espera este código.", ...e.atributo(codigo, referido) },
    ];
  };
}

const TIEMPOS = [
  { valor: "cauce:plazo", rotulo: "Al vencer un plazo (tabla o días hábiles)" },
  { valor: "timeDuration", rotulo: "Pasado un tiempo (PT2H, P1D)" },
  { valor: "timeDate", rotulo: "En una fecha" },
  { valor: "timeCycle", rotulo: "Cada cierto tiempo" },
];
const AYUDAS = { "cauce:plazo": "Clave de la tabla, «10 dh», «45 dc» o P6M.", timeDuration: "P3D son tres días; PT4H, cuatro horas.", timeDate: "2027-03-15 o 2027-03-15T09:00:00-04:00.", timeCycle: "R/P1D: cada día; R3/PT1H: cada hora, tres veces." };
const elegidos = new WeakMap(); // qué clase de tiempo se eligió antes de escribir cuál

function claseDeTiempo(dueno) {
  const puesta = TIEMPOS.find(({ valor }) => (valor === "cauce:plazo" ? dueno.get(valor) : dueno.get(valor)?.body));
  return puesta?.valor || elegidos.get(dueno) || "cauce:plazo";
}

function deCompensacion(e, dueno, id, medio) {
  const actividades = () => medio.registro.filter((otro) => is(otro, "bpmn:Activity") && otro.type !== "label").map((otro) => ({ valor: otro.id, rotulo: otro.businessObject.name || otro.id }));
  const poner = (clave) => e.poner({ activityRef: medio.registro.get(clave)?.businessObject }, dueno);
  return lanza(e) ? [{ id: `compensa${id}`, clase: "opciones", rotulo: "Qué se deshace", vacio: "Todo lo hecho", opciones: actividades, leer: () => dueno.get("activityRef")?.id || "", poner }] : [];
}

function deTiempo(e, dueno, id, medio) {
  const clase = claseDeTiempo(dueno);
  const dePlazo = clase === "cauce:plazo";
  const campo = dePlazo ? e.atributo(clase, dueno) : e.formal(clase, dueno, true);
  const nada = { "cauce:plazo": undefined, timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
  const cambiar = (nueva) => {
    elegidos.set(dueno, nueva);
    e.poner(nada, dueno);
  };
  const explicar = (v) => enPalabras(v, medio.entorno().plazos) || AYUDAS[clase];
  return [
    { id: `tiempo-clase${id}`, clase: "opciones", sinVacio: true, rotulo: "Cuándo", opciones: () => TIEMPOS, leer: () => clase, poner: cambiar },
    { id: `tiempo-${clase}${id}`, clase: "valor", rotulo: dePlazo ? "Plazo" : "Valor", opciones: dePlazo ? dePlazos(medio) : () => [], ayuda: explicar, ...campo },
    dePlazo && { id: `desde${id}`, clase: "feel", rotulo: "Se cuenta desde", ayuda: "Vacío: desde que se llega aquí.", ...e.feel("cauce:desde", dueno) },
  ];
}

const deCondicion = (e, dueno, id) => [{ id: `condicion${id}`, clase: "feel", rotulo: "Ocurre cuando", ...e.formal("condition", dueno) }];
const deEnlace = (e, dueno, id) => [{ id: `enlace${id}`, clase: "texto", rotulo: "Nombre del enlace", ayuda: "El mismo en los dos extremos.", ...e.atributo("name", dueno) }];

const CLASES = {
  "bpmn:MessageEventDefinition": ["Mensaje", deMensaje],
  "bpmn:SignalEventDefinition": ["Señal", deSenal],
  "bpmn:ErrorEventDefinition": ["Error", conCodigo("bpmn:Error", "errorRef", "errorCode", "Nombre del error", "Lo que sale mal y otro paso atiende.")],
  "bpmn:EscalationEventDefinition": ["Escalada", conCodigo("bpmn:Escalation", "escalationRef", "escalationCode", "Nombre de la escalada", "Lo que se avisa hacia arriba.")],
  "bpmn:TimerEventDefinition": ["Tiempo", deTiempo],
  "bpmn:ConditionalEventDefinition": ["Condición", deCondicion],
  "bpmn:LinkEventDefinition": ["Enlace", deEnlace],
  "bpmn:CompensateEventDefinition": ["Deshacer lo hecho", deCompensacion],
};

/** Un grupo por cada definición del evento, y si interrumpe lo que se hacía. */
export function camposDeEventos(e, medio) {
  const definiciones = e.bo.get("eventDefinitions") || [];
  const grupos = definiciones.map((dueno, lugar) => {
    const [titulo, campos] = CLASES[dueno.$type] || ["", () => []];
    return { titulo: lugar ? `${titulo} ${lugar + 1}` : titulo, campos: campos(e, dueno, lugar ? `-${lugar}` : "", medio) };
  });
  if (is(e.elemento, "bpmn:BoundaryEvent") && definiciones.length) grupos.push(interrumpe(e, "cancelActivity"));
  if (is(e.elemento, "bpmn:StartEvent") && e.bo.$parent?.triggeredByEvent && definiciones.length) grupos.push(interrumpe(e, "isInterrupting"));
  return grupos;
}

function interrumpe(e, atributo) {
  const leer = () => e.bo.get(atributo) !== false;
  return { titulo: "Qué pasa con la tarea", campos: [{ id: "interrumpe", clase: "casilla", rotulo: "Interrumpe lo que se estaba haciendo", leer, poner: (si) => e.poner({ [atributo]: si }) }] };
}
