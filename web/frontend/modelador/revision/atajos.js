// El teclado de la revisión: V abre y cierra la lista, F8 lleva al siguiente hallazgo.
import { uno } from "../comun.js";

const ESCRIBE = "input, textarea, select, [contenteditable=true], [contenteditable=''], .cm-editor *";

export function escucharAtajos(lista, revision) {
  let ultimo = -1;
  const siguiente = (paso) => {
    const hallazgos = revision.hallazgos().filter((h) => h.dibujo);
    if (!hallazgos.length) return;
    ultimo = (ultimo + paso + hallazgos.length) % hallazgos.length;
    lista.abrir(true);
    revision.ir(hallazgos[ultimo]);
    lista.enfocar(hallazgos[ultimo]);
  };
  document.addEventListener(
    "keydown",
    (evento) => {
      if (evento.ctrlKey || evento.altKey || evento.metaKey || evento.target.closest?.(ESCRIBE) || uno("dialog[open]")) return;
      const hacer = { v: () => lista.alternar(), V: () => lista.alternar(), F8: () => siguiente(evento.shiftKey ? -1 : 1) }[evento.key];
      if (!hacer) return;
      evento.preventDefault();
      evento.stopPropagation();
      hacer();
    },
    true,
  );
}
