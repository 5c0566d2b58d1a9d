// Los arreglos: cada clase, hecha con las órdenes del modelador, y deshecha entera con un solo Ctrl Z.
import { quitarDefinicion, reemplazarVariable } from "./textos.js";
import { deSecuencia, Trazo } from "./trazo.js";

const COMPUERTAS = { exclusiva: "bpmn:ExclusiveGateway", paralela: "bpmn:ParallelGateway", inclusiva: "bpmn:InclusiveGateway", eventos: "bpmn:EventBasedGateway" };
const tipoDeCompuerta = (a) => COMPUERTAS[a] || (/^bpmn:/.test(a) ? a : "");

/** Por clase: a qué elementos toca (si falta uno no se hace), cuándo todavía corresponde y cómo se hace. */
const CLASES = {
  predeterminado: {
    toca: ["nodo", "flujo"],
    cabe: ({ nodo, flujo }) => nodo.outgoing.includes(flujo) && nodo.businessObject.default !== flujo.businessObject,
    hacer({ modeling }, { nodo, flujo }) {
      if (flujo.businessObject.conditionExpression) modeling.updateProperties(flujo, { conditionExpression: undefined });
      modeling.updateProperties(nodo, { default: flujo.businessObject });
    },
  },
  quitar_flujo: { toca: ["flujo"], hacer: ({ modeling }, { flujo }) => modeling.removeElements([flujo]) },
  quitar_nodo: { toca: ["nodo"], hacer: ({ modeling }, { nodo }) => modeling.removeElements([nodo]) },
  quitar_repetido: {
    toca: ["flujo"],
    cabe: ({ flujo }) => flujo.source.outgoing.some((otro) => otro !== flujo && otro.type === flujo.type && otro.target === flujo.target),
    hacer: ({ modeling }, { flujo }) => modeling.removeElements([flujo]),
  },
  quitar_compuerta: {
    toca: ["nodo"],
    cabe: ({ nodo }) => nodo.incoming.length === 1 && nodo.outgoing.length === 1,
    hacer: ({ modeling }, { nodo }) => modeling.removeElements([nodo]), // lo que entraba sigue a donde salía
  },
  quitar_condicion: {
    toca: ["flujo"],
    cabe: ({ flujo }) => Boolean(flujo.businessObject.conditionExpression),
    hacer: ({ modeling }, { flujo }) => modeling.updateProperties(flujo, { conditionExpression: undefined }),
  },
  cambiar_compuerta: {
    toca: ["nodo"],
    cabe: ({ nodo }, { a }) => nodo.type !== tipoDeCompuerta(a) && Boolean(tipoDeCompuerta(a)),
    hacer: ({ bpmnReplace }, { nodo }, { a }) => bpmnReplace.replaceElement(nodo, { type: tipoDeCompuerta(a) }),
  },
  unidad_de_carril: { toca: ["carril"], hacer: ({ modeling }, { carril }, { unidad }) => modeling.updateProperties(carril, { "cauce:unidad": unidad }) },
  nombrar: { toca: ["elemento"], hacer: ({ modeling }, { elemento }, { nombre }) => modeling.updateLabel(elemento, nombre) },
  variable: { toca: ["elemento"], hacer: ({ modeling }, { elemento }, datos) => reemplazarVariable(modeling, elemento, datos) },
  unir_antes: { toca: ["nodo"], cabe: ({ nodo }) => deSecuencia(nodo.incoming).length > 1, hacer: (servicios, { nodo }) => new Trazo(servicios).unirAntes(nodo) },
  repartir_despues: { toca: ["nodo"], cabe: ({ nodo }) => deSecuencia(nodo.outgoing).length > 1, hacer: (servicios, { nodo }) => new Trazo(servicios).repartirDespues(nodo) },
  terminar: { toca: ["nodo"], cabe: ({ nodo }) => !nodo.outgoing.length, hacer: (servicios, { nodo }) => new Trazo(servicios).terminar(nodo) },
  quitar_definicion: { toca: [], hacer: (servicios, _, { definicion }) => quitarDefinicion(servicios, definicion) },
};

/** Lo que dice el botón de cada clase. */
const ROTULOS = {
  predeterminado: "Que sea el de los demás casos",
  quitar_flujo: "Quitar el flujo",
  quitar_nodo: "Quitarlo",
  quitar_repetido: "Quitar el repetido",
  quitar_compuerta: "Quitar la compuerta",
  quitar_condicion: "Quitar la condición",
  cambiar_compuerta: ({ a }) => `Cambiarla por una ${a.replace("bpmn:", "")}`,
  unidad_de_carril: ({ unidad }) => `Poner la unidad ${unidad}`,
  nombrar: ({ nombre }) => `Llamarlo «${nombre}»`,
  variable: ({ por }) => `Escribir «${por}»`,
  unir_antes: "Unirlos antes",
  repartir_despues: "Poner la compuerta paralela",
  terminar: "Ponerle un final",
  quitar_definicion: "Quitarlo del archivo",
};

export const rotuloDe = (arreglo) => (typeof ROTULOS[arreglo.clase] === "function" ? ROTULOS[arreglo.clase](arreglo) : ROTULOS[arreglo.clase]);

const PEDIDOS = ["modeling", "bpmnReplace", "elementRegistry", "elementFactory", "spaceTool", "canvas", "bpmnjs"];

export class Arreglos {
  constructor(commandStack, injector) {
    this._pila = commandStack;
    this._injector = injector;
    commandStack.register("cauce.arreglar", { preExecute: ({ hacer }) => hacer() });
  }

  _servicios() {
    return Object.fromEntries(PEDIDOS.map((nombre) => [nombre, this._injector.get(nombre)]));
  }

  /** Los elementos que toca, por su papel; null si alguno ya no está o el arreglo ya no corresponde. */
  _tocados(arreglo) {
    const clase = CLASES[arreglo?.clase];
    if (!clase) return null;
    const registro = this._injector.get("elementRegistry");
    const tocados = Object.fromEntries(clase.toca.map((papel) => [papel, registro.get(arreglo[papel])]));
    if (Object.values(tocados).some((elemento) => !elemento)) return null;
    return !clase.cabe || clase.cabe(tocados, arreglo) ? tocados : null;
  }

  puede(arreglo) {
    return this._tocados(arreglo) !== null;
  }

  /** Los hace en orden, como un solo paso de deshacer; devuelve cuántos correspondían todavía. */
  hacer(arreglos) {
    let hechos = 0;
    const hacer = () => {
      for (const arreglo of arreglos) {
        const tocados = this._tocados(arreglo);
        if (!tocados) continue;
        CLASES[arreglo.clase].hacer(this._servicios(), tocados, arreglo);
        hechos += 1;
      }
    };
    this._pila.execute("cauce.arreglar", { hacer });
    return hechos;
  }
}

Arreglos.$inject = ["commandStack", "injector"];

/** Los que se pueden hacer todos juntos: de una compuerta, un solo flujo queda para los demás casos; y nada dos veces. */
export function compatibles(arreglos) {
  const vistos = new Set();
  return arreglos.filter((arreglo) => {
    const marca = arreglo.clase === "predeterminado" ? `predeterminado ${arreglo.nodo}` : JSON.stringify(arreglo);
    if (vistos.has(marca)) return false;
    vistos.add(marca);
    return true;
  });
}
