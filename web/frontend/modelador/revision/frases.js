// Qué dice en español cada regla de bpmnlint: qué está mal, qué hacer y si se arregla con un clic.
import { arregloDe } from "./propuestas.js";

const dice = (mensaje, que_hacer) => () => ({ mensaje, que_hacer });

/** La frase de la primera clave que aparece en lo que dijo la regla. */
const segun = (casos) => (message) => {
  const clave = Object.keys(casos).find((parte) => message.includes(parte));
  return clave && { mensaje: casos[clave][0], que_hacer: casos[clave][1] };
};

const FRASES = {
  "ad-hoc-sub-process": dice("Un subproceso ad hoc no lleva inicio ni fin: sus tareas se hacen en el orden que se quiera.", "Quite este evento del subproceso."),
  "conditional-flows": dice("Otro flujo del mismo lugar tiene condición, y este no.", "Escriba su condición o márquelo como el de los demás casos."),
  "end-event-required": dice("No tiene evento final.", "Ponga uno donde termina el trámite, con el nombre de cómo termina."),
  "event-based-gateway": segun({
    "at least 2": ["La compuerta de eventos tiene menos de dos esperas entre las que elegir.", "Agregue otra espera, o quite la compuerta."],
    conditional: ["De una compuerta de eventos se sale por lo que ocurre primero: la condición no se mira.", "Quite la condición."],
  }),
  "event-sub-process-typed-start-event": dice("El inicio de este subproceso de evento no dice qué evento lo dispara.", "Cambie su tipo: mensaje, señal, tiempo, error…"),
  "fake-join": dice("Llegan varios flujos y nada dice si se esperan.", "Únalos antes: con una exclusiva si llega uno solo, con una paralela si hay que esperarlos a todos."),
  global: segun({
    "missing name": ["Un mensaje, señal o error del archivo no tiene nombre.", "Escriba su nombre en el panel del evento que lo usa."],
    unused: ["Quedó en el archivo un mensaje, señal o error que ningún elemento usa.", "Quítelo."],
    "not unique": ["Hay dos con este mismo nombre en el archivo.", "Deje uno solo, y que todos los eventos lo usen."],
  }),
  "label-required": (_, bo) => sinNombre(bo),
  "link-event": segun({
    "missing link name": ["El enlace no tiene nombre: no se sabe con cuál va.", "Escriba el mismo nombre en la salida y en la llegada."],
    "missing in scope": ["A este enlace le falta su pareja con el mismo nombre.", "Ponga el otro extremo, o corrija el nombre."],
    Duplicate: ["Hay dos llegadas de enlace con el mismo nombre.", "Deje una sola."],
  }),
  "no-bpmndi": dice("Está en el archivo y no se dibuja.", "Vuelva a dibujarlo o quítelo del archivo."),
  "no-disconnected": dice("No está unido a nada.", "Conéctelo o bórrelo."),
  "no-duplicate-sequence-flows": segun({ "is a duplicate": ["Hay otro flujo igual, entre los mismos dos elementos.", "Quite uno."] }),
  "no-gateway-join-fork": dice("La misma compuerta une y reparte: cuesta leer qué espera.", "Use dos: una que una y otra que reparta."),
  "no-implicit-end": dice("El camino termina aquí sin decirlo.", "Llévelo a un evento final con nombre."),
  "no-implicit-split": dice("Salen varios flujos y todos se siguen a la vez, sin que el dibujo lo diga.", "Ponga después una compuerta: paralela si van todos, exclusiva si va uno."),
  "no-implicit-start": (_, bo) => !bo.instantiate && { mensaje: "No le llega ningún flujo.", que_hacer: "Conéctelo con lo anterior, o ponga antes un evento de inicio." },
  "no-overlapping-elements": segun({
    overlaps: ["Está encima de otro elemento.", "Sepárelos para que el dibujo se lea."],
    outside: ["Se sale de donde va.", "Métalo dentro o agrande lo que lo contiene."],
  }),
  "single-blank-start-event": dice("Tiene más de un inicio sin disparador: no se sabe por cuál se empieza.", "Deje uno, o diga qué dispara a los otros."),
  "start-event-required": (_, bo) => !(bo.flowElements || []).some((e) => e.instantiate) && { mensaje: "No tiene evento de inicio.", que_hacer: "Ponga uno y conéctelo con el primer paso." },
  "sub-process-blank-start-event": dice("El inicio de un subproceso no lleva disparador: empieza cuando el flujo llega.", "Cambie su tipo a inicio simple."),
  "superfluous-gateway": dice("La compuerta sobra: entra un flujo y sale uno.", "Quítela."),
  "superfluous-label": dice("El nombre de este flujo no distingue nada: no sale de una decisión.", "Bórrelo, o dígalo en el paso siguiente."),
  "superfluous-termination": dice("La terminación sobra: es el único final, y no queda nada que cortar.", "Cámbielo por un evento final simple."),
};

function sinNombre({ $type, conditionExpression }) {
  const tipo = $type.replace("bpmn:", "");
  if (conditionExpression) return { mensaje: "El flujo tiene condición y no tiene nombre: en el dibujo no se sabe cuándo se toma.", que_hacer: "Escriba el caso en pocas palabras, por ejemplo «Aprobado»." };
  if (/Gateway$/.test(tipo)) return { mensaje: "La compuerta no dice qué decide.", que_hacer: "Póngale la pregunta, por ejemplo «¿Está completo?»." };
  if (tipo === "EndEvent") return { mensaje: "El final no dice cómo termina.", que_hacer: "Póngale el resultado, por ejemplo «Ley promulgada»." };
  if (tipo === "Participant" || tipo === "Lane") return { mensaje: "No tiene nombre.", que_hacer: "Escriba de quién es." };
  return { mensaje: "No tiene nombre.", que_hacer: "Escriba qué se hace o qué ocurre." };
}

/**
 * El hallazgo de un informe de bpmnlint, o null si para Cauce no lo es.
 * Nunca es grave: qué impide publicar lo dice el servidor.
 */
export function enFrase({ regla, id, message }, bo, medio) {
  const frase = FRASES[regla]?.(message, bo);
  if (!frase) return null;
  return { codigo: regla, elemento: id, nombre: bo.name || "", grave: false, ...frase, arreglo: arregloDe(regla, bo, medio, message) };
}
