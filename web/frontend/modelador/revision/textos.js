// Los arreglos que corrigen lo escrito dentro de un elemento o del archivo.

const nombreLocal = (propiedad) => propiedad.split(":").at(-1);

const DE_OTROS = new Set(["flowElements", "artifacts", "laneSets", "lanes", "childLaneSet"]); // cada figura tiene lo suyo
const PARA_LEER = new Set(["id", "name", "text", "textFormat"]); // lo que leen las personas no se toca

/** Todo lo escrito dentro de `bo` que lee el motor: `{dueno, propiedad, texto}`. */
function* escritos(bo) {
  for (const { name, type, isReference, isMany } of bo.$descriptor.properties) {
    const valor = bo.get(name);
    if (valor === undefined || valor === null || isReference || DE_OTROS.has(nombreLocal(name))) continue;
    if (typeof valor === "string" && type === "String" && !PARA_LEER.has(nombreLocal(name))) yield { dueno: bo, propiedad: name, texto: valor };
    for (const hijo of isMany ? valor : [valor]) if (hijo?.$descriptor && hijo.$parent === bo) yield* escritos(hijo);
  }
}

const NOMBRE = "[\\p{L}\\p{N}_]";

/** Cambia la variable `de` por `por` donde el elemento la nombra; `propiedad`, si se da, dice en cuál. */
export function reemplazarVariable(modeling, elemento, { propiedad, de, por }) {
  const buscada = new RegExp(`(?<!${NOMBRE})${de.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!${NOMBRE})`, "gu");
  for (const { dueno, propiedad: donde, texto } of [...escritos(elemento.businessObject)]) {
    const esDeAhi = !propiedad || enCamino(dueno, donde, elemento.businessObject).includes(nombreLocal(propiedad));
    const nuevo = esDeAhi ? texto.replace(buscada, por) : texto;
    if (nuevo !== texto) modeling.updateModdleProperties(elemento, dueno, { [donde]: nuevo });
  }
}

/** Los nombres de propiedad por los que se baja desde `bo` hasta ese texto. */
function enCamino(dueno, donde, bo) {
  const camino = [nombreLocal(donde)];
  for (let actual = dueno; actual && actual !== bo; actual = actual.$parent) {
    const padre = actual.$parent;
    const lugar = padre?.$descriptor?.properties.find(({ name }) => [padre.get(name)].flat().includes(actual));
    camino.push(nombreLocal(lugar?.name || ""), nombreLocal(actual.$type));
  }
  return camino;
}

/** Quita del archivo un mensaje, señal, error o escalada que nadie usa. */
export function quitarDefinicion({ modeling, canvas, bpmnjs }, id) {
  const archivo = bpmnjs.getDefinitions();
  const rootElements = archivo.get("rootElements").filter((definicion) => definicion.id !== id);
  modeling.updateModdleProperties(canvas.getRootElement(), archivo, { rootElements });
}
