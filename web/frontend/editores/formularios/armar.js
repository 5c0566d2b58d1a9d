// El editor de bpmn.io con los componentes, la fábrica y el panel de la casa.
import { FormEditor } from "@bpmn-io/form-js-editor";
import { uno } from "../../modelador/comun.js";
import componentes from "./componentes.js";
import fabrica from "./fabrica.js";
import { Panel } from "./panel.js";

const SIN_SU_PANEL = { propertiesPanel: ["type", Panel], propertiesProvider: ["value", {}] };

/** El editor dentro de `caja`, que trae en sus data-… las direcciones del borrador. */
export function armar(caja) {
  return new FormEditor({
    container: uno("[data-lienzo]", caja),
    propertiesPanel: { parent: uno("[data-propiedades]", caja) },
    cauce: { ...caja.dataset },
    additionalModules: [componentes, fabrica, SIN_SU_PANEL],
  });
}

/** El esquema como se guarda. */
export const escrito = (editor) => `${JSON.stringify(editor.saveSchema(), null, 2)}\n`;

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
