// El editor de bpmn.io con los componentes, la fábrica y el panel de la casa.
import { FormEditor } from "@bpmn-io/form-js-editor";
import { uno } from "../../modelador/comun.js";
import componentes from "./componentes.js";
import fabrica from "./fabrica.js";
import { Panel } from "./panel.js";

// su panel no se carga, y una tabla nueva no inventa de dónde salen sus filas
const SIN_SU_PANEL = { propertiesPanel: ["type", Panel], propertiesProvider: ["value", {}], tableDataSourceBehavior: ["value", {}] };

/** El editor dentro de `caja`, que trae en sus data-… las direcciones del borrador. */
export function armar(caja) {
  return new FormEditor({
    container: uno("[data-lienzo]", caja),
    propertiesPanel: { parent: uno("[data-propiedades]", caja) },
    cauce: { ...caja.dataset },
    additionalModules: [componentes, fabrica, SIN_SU_PANEL],
  });
}

/** Dos campos con el mismo id (solo importa dentro del editor): al segundo se le da otro. */
function sinIdsRepetidos(nodo, vistos = new Set()) {
  for (const campo of nodo.components || []) {
    const { id } = campo;
    for (let n = 2; campo.id && vistos.has(campo.id); n += 1) campo.id = `${id}_${n}`;
    vistos.add(campo.id);
    sinIdsRepetidos(campo, vistos);
  }
  return nodo;
}

/** Pone en el editor el esquema que ese texto dice. */
export const leerEn = (editor, contenido) => editor.importSchema(sinIdsRepetidos(JSON.parse(contenido)));

/** El esquema como se guarda: con la edición que traía, que es la que el servidor lee. */
export function escrito(editor) {
  const { schemaVersion = 18 } = editor._getState().schema;
  return `${JSON.stringify({ ...editor.saveSchema(), schemaVersion }, null, 2)}\n`;
}

/** Nombra lo que la biblioteca deja sin nombre para quien usa lector de pantalla. */
export function nombrar(caja) {
  const lienzo = uno("[data-lienzo]", caja);
  uno("[data-espera]", caja)?.remove();
  const nombre = "Campos del formulario: se arrastran desde la paleta, o se agregan con un clic en ella.";
  uno(".fjs-form-container", lienzo)?.setAttribute("aria-label", nombre);
  uno(".fjs-form-container", lienzo)?.setAttribute("role", "group");
  const marca = uno(".fjs-powered-by-link", lienzo);
  marca?.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
  marca?.setAttribute("title", "Hecho con bpmn.io");
  // el enlace lleva a bpmn.io, sin recuadro en inglés
  lienzo.addEventListener("click", (evento) => evento.target.closest?.(".fjs-powered-by-link") && evento.stopPropagation(), true);
}
