// Lo que cada elemento de un BPMN dice, aplanado en renglones «qué: valor», para compararlo con el de otra edición.
import { enEspanol, local, rotuloDe, tipoEnEspanol } from "./palabras.js";

// Lo que tiene renglón propio, lo que repite a otro y lo que ningún dueño de procesos escribió.
const APARTE = new Set(["id", "di", "flowElements", "artifacts", "laneSets", "lanes", "childLaneSet", "participants", "messageFlows", "rootElements", "incoming", "outgoing", "flowNodeRef", "dataInputRefs", "dataOutputRefs", "language", "evaluatesToTypeRef", "isClosed", "processType", "startQuantity", "completionQuantity", "textFormat", "behavior", "implementation", "gatewayDirection", "eventGatewayType", "async", "asyncBefore", "asyncAfter", "exclusive", "jobPriority", "taskPriority", "isStartableInTasklist"]);
const TEXTOS = ["body", "text", "$body", "value"];
const CON_HIJOS = ["rootElements", "flowElements", "artifacts", "laneSets", "lanes", "participants", "messageFlows"];
const SIN_RENGLON = new Set(["Collaboration", "LaneSet", "DataObject", "Category", "ItemDefinition"]);

/** Los elementos con renglón propio, por id, y el carril de cada paso. */
export function indice(definiciones) {
  const hallados = new Map();
  const carriles = new Map();
  const visitar = (elemento) => {
    if (elemento.id && !SIN_RENGLON.has(local(elemento.$type))) hallados.set(elemento.id, elemento);
    for (const paso of elemento.flowNodeRef || []) carriles.set(paso.id, elemento);
    for (const parte of CON_HIJOS) (elemento[parte] || []).forEach(visitar);
    if (elemento.childLaneSet) visitar(elemento.childLaneSet);
  };
  (definiciones.rootElements || []).forEach(visitar);
  return { hallados, carriles };
}

function propiedades(objeto) {
  const propias = objeto.$descriptor?.isGeneric || !objeto.$descriptor
    ? Object.keys(objeto).map((nombre) => ({ nombre }))
    : objeto.$descriptor.properties.filter((p) => !p.isVirtual).map((p) => ({ nombre: p.name, esReferencia: p.isReference }));
  const sueltas = Object.entries(objeto.$attrs || {}).map(([nombre, valor]) => ({ nombre, valor }));
  return [...propias.map((p) => ({ ...p, valor: objeto[p.nombre] })), ...sueltas]
    .filter(({ nombre, valor }) => valor !== undefined && valor !== null && valor !== "" && nombre !== "$type" && !APARTE.has(local(nombre)) && !/^(xmlns|xsi)/.test(nombre));
}

// cómo se lee, y con qué se compara: cambiarle el nombre a un paso no cambia los flujos que llegan a él
const referido = (varios) => [varios.map((r) => r.name || r.id || String(r)).join(", "), varios.map((r) => r.id || String(r)).join(" ")];
const escrito = (valor) => (valor === true ? "sí" : valor === false ? "no" : String(valor).trim());

// «Mensaje: Mensaje» se dice una vez
const dentroDe = (prefijo, que) => (prefijo.endsWith(`${que}: `) ? prefijo.slice(0, -2) : prefijo + que);

function* leer(objeto, prefijo, salvo = []) {
  for (const { nombre, valor, esReferencia } of propiedades(objeto)) {
    if (salvo.includes(nombre)) continue;
    if (esReferencia) yield [dentroDe(prefijo, enEspanol(nombre)), ...referido([valor].flat())];
    else if (typeof valor !== "object") yield [prefijo + enEspanol(nombre), escrito(valor)];
    else for (const parte of [valor].flat()) yield* leerParte(parte, prefijo, nombre);
  }
}

function* leerParte(parte, prefijo, nombre) {
  if (typeof parte !== "object") return yield [prefijo + enEspanol(nombre), escrito(parte)];
  const rotulo = rotuloDe(parte, local(nombre));
  const texto = TEXTOS.find((t) => typeof parte[t] === "string");
  if (texto) yield [prefijo + (rotulo || enEspanol(nombre)), escrito(parte[texto])];
  const dentro = [...leer(parte, rotulo ? `${prefijo}${rotulo}: ` : prefijo, rotulo ? [...TEXTOS, "name"] : TEXTOS)];
  yield* dentro;
  if (!texto && !dentro.length && rotulo) yield [prefijo + rotulo, "sí"];
}

/** Lo que dice el elemento: de cada «qué», cómo se lee y con qué se compara; lo que se repite lleva número. */
export function renglones(elemento, carriles) {
  const tipo = tipoEnEspanol(elemento.$type);
  const leidos = new Map([["Clase", [tipo, tipo]]]);
  if (carriles.has(elemento.id)) leidos.set("Carril", referido([carriles.get(elemento.id)]));
  for (const [que, valor, clave = valor] of leer(elemento, "")) {
    let libre = que;
    for (let numero = 2; leidos.has(libre); numero += 1) libre = `${que} (${numero})`;
    leidos.set(libre, [valor, clave]);
  }
  return leidos;
}

/** De cada «qué» que no vale lo mismo: [qué, antes, después]; lo que no estaba va sin definir. */
export function distintos(antes, despues) {
  return [...new Set([...antes.keys(), ...despues.keys()])]
    .filter((que) => antes.get(que)?.[1] !== despues.get(que)?.[1])
    .map((que) => [que, antes.get(que)?.[0], despues.get(que)?.[0]]);
}

const DEL_NOMBRE = ["Clase", "Nombre", "Texto", "Sale de", "Llega a"];
/** Lo que dice un elemento que no estaba, salvo lo que ya dice su nombre y lo que nadie eligió. */
export const propios = (dichos) => [...dichos].filter(([que, [valor]]) => !DEL_NOMBRE.includes(que) && valor !== "no").map(([que, [valor]]) => [que, valor]);
