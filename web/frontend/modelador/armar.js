// El modelador de bpmn.io con todo lo que Cauce le suma.
import Modeler from "bpmn-js/lib/Modeler";
import colores from "bpmn-js-color-picker";
import { CreateAppendAnythingModule as crearYAgregar } from "bpmn-js-create-append-anything/dist/index.es.js";
import copiarEntrePestanas from "bpmn-js-native-copy-paste";
import simulacion from "bpmn-js-token-simulation/lib/modeler.js";
import camunda from "camunda-bpmn-moddle/resources/camunda.json";
import mapa from "diagram-js-minimap";
import cauce from "./cauce.json";
import { uno } from "./comun.js";
import espanol from "./espanol/index.js";
import fabrica from "./fabrica.js";
import propiedades from "./propiedades/index.js";
import revision from "./revision/index.js";
import soloLectura from "./solo_lectura.js";

const COLORES = [
  { label: "Default", fill: undefined, stroke: undefined },
  { label: "Blue", fill: "#bbdefb", stroke: "#0d4372" },
  { label: "Orange", fill: "#ffe0b2", stroke: "#6b3c00" },
  { label: "Green", fill: "#c8e6c9", stroke: "#205022" },
  { label: "Red", fill: "#ffcdd2", stroke: "#831311" },
  { label: "Purple", fill: "#e1bee7", stroke: "#5b176d" },
];

/**
 * El modelador dentro de `caja`, que trae en sus data-… las direcciones del borrador.
 * Los módulos las piden como `config.cauce`; el panel va en `config.propertiesPanel.parent`.
 */
export function armar(caja) {
  return new Modeler({
    container: uno("[data-lienzo]", caja),
    moddleExtensions: { camunda, cauce },
    propertiesPanel: { parent: uno("[data-propiedades]", caja) },
    colorPicker: { colors: COLORES },
    minimap: { open: false },
    cauce: { ...caja.dataset },
    additionalModules: [espanol, fabrica, mapa, crearYAgregar, colores, copiarEntrePestanas, simulacion, soloLectura, propiedades, revision],
  });
}

/** Nombra lo que las bibliotecas dejan sin nombre para quien usa lector de pantalla. */
export function nombrar(caja, modelador) {
  const dibujo = modelador.get("canvas")._svg;
  dibujo.setAttribute("role", "application");
  dibujo.setAttribute("aria-roledescription", "diagrama");
  dibujo.setAttribute("aria-label", `${caja.dataset.nombre}. Lienzo del diagrama: con la tecla ? se ven los atajos.`);
  const marca = uno(".bjs-powered-by", caja);
  marca?.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
  marca?.setAttribute("title", "Hecho con bpmn.io");
  marca?.addEventListener("click", (evento) => evento.stopImmediatePropagation(), true); // el enlace lleva a bpmn.io, sin recuadro en inglés
  uno(".djs-minimap", caja)?.setAttribute("aria-hidden", "true");
}
