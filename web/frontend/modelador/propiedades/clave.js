// La clave de un elemento: con ella lo nombran los escenarios, la bitácora y los cuatro ojos.
import { isAny } from "bpmn-js/lib/util/ModelUtil";

const CON_CLAVE = ["bpmn:FlowNode", "bpmn:Lane", "bpmn:Participant", "bpmn:SequenceFlow"];
const BUENA = /^[a-z][a-z0-9_]{0,79}$/;

/** Cambia la clave de un elemento, y con ella la de quien lo nombra: se deshace de una vez. */
class CambiarClave {
  constructor(modeling, elementRegistry) {
    this._modeling = modeling;
    this._registro = elementRegistry;
  }

  preExecute({ elemento, clave }) {
    const anterior = elemento.id;
    this._modeling.updateProperties(elemento, { id: clave });
    for (const otro of this._registro.filter((e) => e.type !== "label" && e.businessObject?.get?.("cauce:distintoDe"))) {
      const nombrados = otro.businessObject.get("cauce:distintoDe").split(",").map((n) => n.trim());
      if (!nombrados.includes(anterior)) continue;
      this._modeling.updateProperties(otro, { "cauce:distintoDe": nombrados.map((n) => (n === anterior ? clave : n)).join(",") });
    }
  }
}

CambiarClave.$inject = ["modeling", "elementRegistry"];

class Claves {
  constructor(commandStack) {
    commandStack.registerHandler("cauce.cambiarClave", CambiarClave);
  }
}

Claves.$inject = ["commandStack"];

export const claves = ["type", Claves];

/** Por qué `clave` no sirve para este elemento; "" si sirve. */
function reparo(e, clave, registro) {
  if (!BUENA.test(clave)) return `«${clave}» no sirve de clave: use minúsculas sin acento, números y _, empezando por una letra.`;
  if (registro.get(clave) || e.moddle.ids.assigned(clave)) return `«${clave}» ya es la clave de otro elemento. Use otra.`;
  return "";
}

/** El campo que la muestra y, donde importa, deja cambiarla. */
export function campoDeClave(e, medio) {
  const leer = () => e.bo.id;
  if (!isAny(e.elemento, CON_CLAVE)) return { id: "clave", clase: "nota", leer: () => `Clave: ${leer()}`, poner: () => {} };
  const poner = (escrita) => {
    const clave = escrita.trim();
    if (clave === leer()) return;
    const mal = reparo(e, clave, medio.registro);
    if (mal) medio.negar(mal);
    else medio.cambiarClave(e.elemento, clave);
  };
  return { id: "clave", clase: "texto", rotulo: "Clave", ayuda: "Con ella lo nombran los escenarios y la bitácora. Si ya hay casos en este paso, no la cambie.", leer, poner };
}

/** La clave del proceso de una piscina: con ella la ficha dice quién lo inicia, y se publica. */
export function campoDeProceso(e, medio) {
  const proceso = e.bo.processRef;
  const poner = (escrita) => {
    const clave = escrita.trim();
    if (clave === proceso.id) return;
    const mal = reparo(e, clave, medio.registro);
    if (mal) medio.negar(mal);
    else e.poner({ id: clave }, proceso);
  };
  return { id: "proceso-clave", clase: "texto", rotulo: "Clave del proceso", ayuda: "Con ella la ficha dice quién puede iniciarlo.", leer: () => proceso.id, poner };
}
