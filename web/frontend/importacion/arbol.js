// El BPMN como árbol de la página: quién es cada id, qué contiene cada quién y qué está dibujado.
export const BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
export const DI = "http://www.omg.org/spec/BPMN/20100524/DI";
export const DC = "http://www.omg.org/spec/DD/20100524/DC";
export const DD = "http://www.omg.org/spec/DD/20100524/DI";

export const CONTENEDORES = new Set(["subProcess", "transaction", "adHocSubProcess"]);
const TAREAS = new Set(["task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "businessRuleTask", "callActivity"]);
const EVENTOS = new Set(["startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"]);
const ADORNOS = new Set(["dataObjectReference", "dataStoreReference", "textAnnotation", "group"]);
export const esCompuerta = (nombre) => nombre.endsWith("Gateway");
export const esNodo = (nombre) => TAREAS.has(nombre) || EVENTOS.has(nombre) || CONTENEDORES.has(nombre) || esCompuerta(nombre);
export const esEvento = (nombre) => EVENTOS.has(nombre);
export const esAdorno = (nombre) => ADORNOS.has(nombre);

const sinPrefijo = (texto) => (texto || "").trim().replace(/^.*:/, "");
const propios = (elemento) => [...elemento.children].filter((h) => h.namespaceURI === BPMN);

export class Arbol {
  constructor(xml) {
    this.doc = new DOMParser().parseFromString(xml, "application/xml");
    if (this.doc.querySelector("parsererror")) throw new Error("el archivo no es XML bien formado");
    this.raiz = this.doc.documentElement;
    this.porId = new Map([...this.doc.getElementsByTagNameNS(BPMN, "*")].filter((e) => e.id).map((e) => [e.id, e]));
    this.cajas = new Map();
    this.lineas = new Map();
    this.planoDe = new Map();
    for (const figura of this.doc.getElementsByTagNameNS(DI, "BPMNShape")) this._figura(figura);
    for (const flecha of this.doc.getElementsByTagNameNS(DI, "BPMNEdge")) this._anotar(flecha, this.lineas, true);
    this.planos = [...this.doc.getElementsByTagNameNS(DI, "BPMNPlane")].map((p) => sinPrefijo(p.getAttribute("bpmnElement")));
  }

  _figura(figura) {
    const limites = figura.getElementsByTagNameNS(DC, "Bounds")[0];
    const [x, y, ancho, alto] = ["x", "y", "width", "height"].map((n) => Number(limites?.getAttribute(n)) || 0);
    this._anotar(figura, this.cajas, { x, y, ancho, alto, abierta: figura.getAttribute("isExpanded") !== "false" });
  }

  _anotar(figura, donde, que) {
    const id = sinPrefijo(figura.getAttribute("bpmnElement"));
    donde.set(id, que);
    this.planoDe.set(id, sinPrefijo(figura.parentElement?.getAttribute("bpmnElement")));
  }

  todos(nombre, dentro = this.raiz) {
    return [...dentro.getElementsByTagNameNS(BPMN, nombre)].filter((e) => e.id);
  }

  procesos() {
    return propios(this.raiz).filter((e) => e.localName === "process" && e.id);
  }

  colaboracion() {
    return propios(this.raiz).find((e) => e.localName === "collaboration" && this.todos("participant", e).length);
  }

  hijos(contenedor, prueba) {
    return propios(contenedor).filter((e) => e.id && prueba(e.localName));
  }

  nodos(contenedor) {
    return this.hijos(contenedor, esNodo);
  }

  flujos(contenedor) {
    return this.hijos(contenedor, (nombre) => nombre === "sequenceFlow");
  }

  adornos(contenedor) {
    return this.hijos(contenedor, esAdorno);
  }

  asociaciones(contenedor) {
    return this.hijos(contenedor, (nombre) => nombre === "association");
  }

  /** Los carriles sin carriles dentro, y los que los contienen. */
  carriles(proceso) {
    const juego = propios(proceso).find((e) => e.localName === "laneSet");
    if (!juego) return { hojas: [], mayores: [] };
    const todos = this.todos("lane", juego);
    const esHoja = (carril) => this.todos("lane", carril).length === 0;
    return { hojas: todos.filter(esHoja), mayores: todos.filter((c) => !esHoja(c)) };
  }

  nodosDe(carril) {
    return propios(carril).filter((e) => e.localName === "flowNodeRef").map((e) => sinPrefijo(e.textContent));
  }

  procesoDe(participante) {
    return this.porId.get(sinPrefijo(participante.getAttribute("processRef")));
  }

  punta(elemento, cual) {
    return this.porId.get(sinPrefijo(elemento.getAttribute(cual)));
  }

  dibujado(elemento) {
    return this.cajas.has(elemento.id) || this.lineas.has(elemento.id);
  }
}

/** Cuánto mide un nodo, un dato o una nota que nadie dibujó. */
export function medida(nombre) {
  if (esEvento(nombre)) return [36, 36];
  if (esCompuerta(nombre)) return [50, 50];
  return { dataObjectReference: [36, 50], dataStoreReference: [50, 50], textAnnotation: [160, 40], group: [160, 100] }[nombre] || [100, 80];
}
