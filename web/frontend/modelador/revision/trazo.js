// Los arreglos que dibujan: poner una compuerta que une o reparte, o un final, con lugar para que se lea.
import { getNewShapePosition } from "bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil";
import { is } from "bpmn-js/lib/util/ModelUtil";
import { selfAndAllChildren } from "diagram-js/lib/util/Elements";

const PASO = 100; // lo que se corre lo que está a la derecha
const LUGAR = 110; // lo que hace falta libre para que quepa una compuerta con sus flechas
const FLUJO = { type: "bpmn:SequenceFlow" };
export const deSecuencia = (conexiones) => conexiones.filter((c) => is(c, FLUJO.type));
const medio = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

export class Trazo {
  constructor({ modeling, elementFactory, elementRegistry, spaceTool, canvas }) {
    Object.assign(this, { modeling, elementFactory, elementRegistry, spaceTool, canvas });
  }

  /** Junta todo lo que llega a `nodo` en una compuerta propia antes de él. */
  unirAntes(nodo) {
    const llegan = deSecuencia(nodo.incoming);
    const derecha = Math.max(...llegan.map(({ source }) => source.x + source.width).filter((x) => x <= nodo.x), -Infinity);
    if (nodo.x - derecha < LUGAR) this._correr(nodo, nodo.x - 1);
    const compuerta = this._compuerta(is(nodo, "bpmn:Gateway") ? nodo.type : "bpmn:ExclusiveGateway", nodo, nodo.x - PASO / 2);
    for (const flujo of llegan) this._reconectar("reconnectEnd", flujo, compuerta);
    this.modeling.connect(compuerta, nodo, FLUJO);
  }

  /** Saca todo lo que sale de `nodo` por una compuerta paralela después de él. */
  repartirDespues(nodo) {
    const salen = deSecuencia(nodo.outgoing);
    const borde = nodo.x + nodo.width;
    const izquierda = Math.min(...salen.map(({ target }) => target.x).filter((x) => x >= borde), Infinity);
    if (izquierda - borde < LUGAR) this._correr(nodo, borde + 1);
    const compuerta = this._compuerta("bpmn:ParallelGateway", nodo, borde + PASO / 2);
    for (const flujo of salen) this._reconectar("reconnectStart", flujo, compuerta);
    this.modeling.connect(nodo, compuerta, FLUJO);
  }

  /** Lleva `nodo` a un evento final nuevo. */
  terminar(nodo) {
    const fin = this.elementFactory.createShape({ type: "bpmn:EndEvent" });
    this.modeling.appendShape(nodo, fin, getNewShapePosition(nodo, fin, this.elementRegistry), (nodo.host || nodo).parent);
  }

  _compuerta(type, nodo, x) {
    return this.modeling.createShape({ type }, { x, y: medio(nodo).y }, nodo.parent);
  }

  _reconectar(orden, flujo, compuerta) {
    this.modeling[orden](flujo, compuerta, medio(compuerta));
    this.modeling.layoutConnection(flujo);
  }

  _correr(nodo, desde) {
    const delta = { x: PASO, y: 0 };
    const todos = selfAndAllChildren(this.canvas.findRoot(nodo), true);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(todos, "x", PASO, desde);
    this.spaceTool.makeSpace(movingShapes, resizingShapes, delta, "e", desde);
  }
}
