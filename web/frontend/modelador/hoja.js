// El diagrama, como lo que se edita por turnos, se guarda solo y se rescata (turnos.js dice qué es una hoja).
import { reemplazar } from "./archivos.js";

/** La hoja de este modelador. */
export function hojaDe(caja, modelador) {
  const soloLectura = modelador.get("soloLectura");
  return {
    cosa: "este diagrama",
    archivo: `diagrama/${caja.dataset.clave}`,
    extension: "bpmn",
    tipo: "application/bpmn+xml",
    mira: () => soloLectura.activa,
    mirar: (si) => soloLectura.poner(si),
    reemplazar: (xml) => reemplazar(modelador, xml),
    /** Pone ese XML sin mover lo que se está viendo. */
    async traer(xml) {
      const lienzo = modelador.get("canvas");
      const { x, y, width, height } = lienzo.viewbox();
      await modelador.importXML(xml);
      lienzo.viewbox({ x, y, width, height });
    },
  };
}
