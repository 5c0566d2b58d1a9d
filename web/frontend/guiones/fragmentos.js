// Cambiar un fragmento sin perder el foco, lo que se está escribiendo ni los archivos elegidos.
import { Idiomorph } from "idiomorph";

const FORMAS = { "morph": "outerHTML", "morph:outerHTML": "outerHTML", "morph:innerHTML": "innerHTML" };

export function iniciar() {
  htmx.defineExtension("morph", {
    isInlineSwap: (modo) => FORMAS[modo] === "outerHTML",
    handleSwap: (modo, destino, fragmento) =>
      FORMAS[modo] && Idiomorph.morph(destino, fragmento.children, { morphStyle: FORMAS[modo], ignoreActiveValue: true }),
  });
}
