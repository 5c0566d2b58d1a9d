// Los mensajes de la página: se leen en voz alta, se cierran, y los de éxito se van solos.
import { crear, hallar, alCargar, escuchar, icono, uno } from "./comun.js";

const DURACION = 12000;

/** Muestra un aviso en #anuncios. `tono`: success, info, warning o danger. */
export function avisar(texto, tono = "info") {
  const aviso = crear("div", { class: `alert alert-${tono}` }, crear("div", {}, texto));
  if (tono === "danger") aviso.setAttribute("role", "alert");
  uno("#anuncios")?.append(aviso);
  preparar(aviso);
}

function preparar(aviso) {
  if (uno(".cierra-aviso", aviso)) return;
  aviso.append(crear("button", { type: "button", class: "cierra-aviso", "aria-label": "Cerrar este aviso" }, icono("x")));
  if (aviso.matches(".alert-success")) setTimeout(() => despedir(aviso), DURACION);
}

function despedir(aviso) {
  if (aviso.matches(":hover, :focus-within")) setTimeout(() => despedir(aviso), DURACION);
  else aviso.remove();
}

/** Un rechazo que el servidor ya ubicó en la página se pone ahí, no entre los avisos. */
function alUbicar({ detail }) {
  const lugar = detail.xhr.status >= 400 && detail.xhr.getResponseHeader("HX-Retarget");
  if (!lugar || lugar === "#anuncios" || !uno(lugar)) return;
  detail.shouldSwap = true;
  detail.isError = false;
}

function alFallar(evento) {
  const { xhr } = evento.detail;
  const leido = new DOMParser().parseFromString(xhr?.responseText || "", "text/html");
  const frase = uno("[role=alert], .alert, .empty-subtitle", leido)?.textContent.trim();
  avisar(frase || "El servidor no respondió como se esperaba. Vuelva a intentarlo.", "danger");
}

export function iniciar() {
  alCargar((raiz) => hallar(raiz, "#anuncios > .alert").forEach(preparar));
  escuchar("click", ".cierra-aviso", (boton) => boton.closest(".alert").remove());
  document.addEventListener("htmx:beforeSwap", alUbicar);
  document.addEventListener("htmx:responseError", alFallar);
  document.addEventListener("htmx:sendError", (evento) => {
    if (evento.detail.elt.matches('[hx-trigger*="every"]')) return; // el sondeo vuelve a intentar
    avisar("No hay conexión con el servidor. Revise la red y vuelva a intentarlo.", "danger");
  });
}
