// Los paquetes que carga una sola página: su guion, y los estilos de sus bibliotecas seguidos de los propios.
export const PAQUETES = {
  ensayo: { estilos: ["estilos/ensayo.css"] },
  menciones: { guion: "guiones/menciones.js" },
  opciones: { guion: "guiones/opciones.js" },
  visor: {
    guion: "guiones/visor.js",
    estilos: [
      "node_modules/bpmn-js/dist/assets/diagram-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-js.css",
      "estilos/visor.css",
    ],
  },
  comparador: {
    guion: "comparador/comparador.js",
    estilos: [
      "node_modules/bpmn-js/dist/assets/diagram-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-js.css",
      "estilos/visor.css",
      "comparador/comparador.css",
    ],
  },
  importacion: {
    guion: "importacion/importacion.js",
    estilos: [
      "node_modules/bpmn-js/dist/assets/diagram-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-js.css",
      "estilos/visor.css",
      "importacion/importacion.css",
    ],
  },
  modelador: {
    guion: "modelador/modelador.js",
    textos: "tests/web/modelador/textos.json",
    estilos: [
      "node_modules/bpmn-js/dist/assets/diagram-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-font/css/bpmn-codes.css",
      "modelador/fuente.css",
      "node_modules/diagram-js-minimap/assets/diagram-js-minimap.css",
      "node_modules/bpmn-js-color-picker/colors/color-picker.css",
      "node_modules/bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css",
      "modelador/modelador.css",
      "modelador/propiedades/propiedades.css",
      "modelador/revision/revision.css",
    ],
  },
  "editor-formularios": {
    guion: "editores/formularios.js",
    textos: "tests/web/editor_formularios/textos.json",
    // form-js se parte en dos paquetes y npm da a cada uno otra edición de preact: con dos no se dibuja nada
    alias: { preact: "node_modules/@bpmn-io/form-js-editor/node_modules/preact" },
    estilos: [
      "node_modules/@bpmn-io/form-js-viewer/dist/assets/form-js.css",
      "node_modules/@bpmn-io/form-js-editor/dist/assets/form-js-editor.css",
      "modelador/modelador.css",
      "modelador/propiedades/propiedades.css",
      "editores/formularios.css",
    ],
  },
  "editor-decisiones": {
    guion: "editores/decisiones.js",
    textos: "tests/web/editor_decisiones/textos.json",
    espanol: "editores/decisiones/espanol.json",
    estilos: [
      "node_modules/dmn-js/dist/assets/diagram-js.css",
      "node_modules/dmn-js/dist/assets/dmn-js-shared.css",
      "node_modules/dmn-js/dist/assets/dmn-js-drd.css",
      "node_modules/dmn-js/dist/assets/dmn-js-decision-table.css",
      "node_modules/dmn-js/dist/assets/dmn-js-decision-table-controls.css",
      "node_modules/dmn-js/dist/assets/dmn-js-literal-expression.css",
      "node_modules/dmn-js/dist/assets/dmn-js-boxed-expression.css",
      "node_modules/dmn-js/dist/assets/dmn-js-boxed-expression-controls.css",
      "node_modules/dmn-js/dist/assets/dmn-font/css/dmn-codes.css",
      "modelador/modelador.css",
      "editores/decisiones.css",
    ],
  },
};
