// Los paquetes que carga una sola página: su guion, y los estilos de sus bibliotecas seguidos de los propios.
export const PAQUETES = {
  menciones: { guion: "guiones/menciones.js" },
  visor: {
    guion: "guiones/visor.js",
    estilos: [
      "node_modules/bpmn-js/dist/assets/diagram-js.css",
      "node_modules/bpmn-js/dist/assets/bpmn-js.css",
      "estilos/visor.css",
    ],
  },
};
