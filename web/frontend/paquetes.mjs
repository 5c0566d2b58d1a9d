// Los paquetes que carga una sola página: su guion, y los estilos de sus bibliotecas seguidos de los propios.
export const PAQUETES = {
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
    ],
  },
};
