// El teclado: la ayuda con «?», y que las teclas del sitio no se metan en el dibujo.
import { uno } from "./comun.js";

const ESCRIBE = "input, textarea, select, [contenteditable=true], [contenteditable=''], .cm-editor *";

export function escucharTeclas(caja) {
  document.addEventListener(
    "keydown",
    (evento) => {
      if (evento.key !== "?" || evento.target.closest?.(ESCRIBE) || uno("dialog[open]")) return;
      evento.preventDefault();
      evento.stopPropagation();
      uno("[data-dialogo-teclas]", caja).showModal();
    },
    true,
  );
  caja.addEventListener("keydown", (evento) => {
    if (evento.ctrlKey && evento.key.toLowerCase() === "s") evento.preventDefault(); // ya se guarda solo
  });
  // Lo que se teclea sobre el lienzo es del dibujo: no llega a los atajos del sitio.
  uno("[data-lienzo]", caja).addEventListener("keydown", (evento) => evento.key === "Escape" || evento.stopPropagation());
}
