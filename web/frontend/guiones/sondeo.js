// Avisar que hay algo nuevo: pregunta cada 20 s con ETag, y calla mientras nadie mira la página.
import { alCargar, hallar } from "./comun.js";

const CADA = 20000;
const atendidos = new WeakSet();

function sondear(lugar) {
  if (atendidos.has(lugar)) return;
  atendidos.add(lugar);
  let marca = lugar.dataset.etag || "";
  const preguntar = async () => {
    if (!lugar.isConnected) {
      clearInterval(reloj);
      document.removeEventListener("visibilitychange", alMirar);
      return;
    }
    if (document.hidden) return;
    const cabeceras = { "HX-Request": "true", ...(marca && { "If-None-Match": marca }) };
    const respuesta = await fetch(lugar.dataset.sondeo, { headers: cabeceras, cache: "no-store" }).catch(() => null);
    if (!respuesta || respuesta.status !== 200 || respuesta.redirected) return;
    marca = respuesta.headers.get("ETag") || "";
    lugar.innerHTML = await respuesta.text();
    htmx.process(lugar);
  };
  const alMirar = () => !document.hidden && preguntar();
  const reloj = setInterval(preguntar, CADA);
  document.addEventListener("visibilitychange", alMirar);
}

export function iniciar() {
  alCargar((raiz) => hallar(raiz, "[data-sondeo]").forEach(sondear));
  document.addEventListener("htmx:beforeRequest", (evento) => {
    const pulso = evento.detail.elt.getAttribute("hx-trigger") || "";
    if (document.hidden && pulso.startsWith("every")) evento.preventDefault();
  });
}
