// Formularios: un solo envío, borrador que se guarda solo, cambios sin guardar, foco en los errores.
import { alCargar, escuchar, hallar, todos, uno } from "./comun.js";

const PAUSA = 1500;
const cambiados = new Set();
const relojes = new WeakMap();

function alEnviar(forma, evento) {
  if (evento.defaultPrevented) return;
  if (forma.dataset.enviado) {
    evento.preventDefault();
    return;
  }
  cambiados.delete(forma);
  if (forma.method !== "post" || forma.hasAttribute("hx-post")) return;
  forma.dataset.enviado = "si";
  const botones = todos('button:not([type="button"]), input[type="submit"]', forma);
  setTimeout(() => botones.forEach((b) => b.setAttribute("aria-disabled", "true")));
}

function alVolver(evento) {
  if (!evento.persisted) return;
  for (const forma of todos("form[data-enviado]")) soltarEnvio(forma);
}

/** Permite volver a enviar un formulario. */
export function soltarEnvio(forma) {
  delete forma.dataset.enviado;
  todos("[aria-disabled]", forma).forEach((b) => b.removeAttribute("aria-disabled"));
}

function alCambiar(forma) {
  if (forma.matches("[data-cuida], [data-autoguarda]")) cambiados.add(forma);
  if (!forma.dataset.autoguarda) return;
  clearTimeout(relojes.get(forma));
  relojes.set(forma, setTimeout(() => guardar(forma), PAUSA));
}

function decir(forma, texto) {
  const lugar = uno("[data-guardado]", forma) || document.querySelector("[data-guardado]");
  if (lugar) lugar.textContent = texto;
}

async function guardar(forma) {
  if (forma.dataset.enviado || !forma.isConnected) return;
  const datos = new FormData(forma);
  for (const [nombre, valor] of [...datos]) if (valor instanceof File) datos.delete(nombre);
  decir(forma, "Guardando el borrador…");
  try {
    const respuesta = await fetch(forma.dataset.autoguarda, { method: "POST", body: datos, headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!respuesta.ok || respuesta.redirected) throw new Error(respuesta.statusText);
    cambiados.delete(forma);
    const hora = new Intl.DateTimeFormat("es-BO", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "America/La_Paz" });
    decir(forma, `Borrador guardado a las ${hora.format(new Date())}.`);
  } catch {
    decir(forma, "No se pudo guardar el borrador; se intentará con el próximo cambio. No cierre la página.");
  }
}

function alSalir(evento) {
  const vivos = [...cambiados].filter((forma) => forma.isConnected && !forma.dataset.enviado);
  if (vivos.length) evento.preventDefault();
}

function enfocarErrores(raiz) {
  const resumen = hallar(raiz, "[data-resumen-errores]")[0];
  if (!resumen) return;
  resumen.focus();
  if (!document.title.startsWith("Error")) document.title = `Error: ${document.title}`;
}

function irAlCampo(enlace, evento) {
  const campo = document.getElementById(decodeURIComponent(enlace.hash.slice(1)));
  if (!campo) return;
  evento.preventDefault();
  const destino = campo.matches("input, select, textarea, button, a") ? campo : uno("input, select, textarea", campo) || campo;
  for (let cerrado = destino.closest("details:not([open])"); cerrado; cerrado = cerrado.parentElement.closest("details:not([open])")) cerrado.open = true;
  destino.focus();
  destino.scrollIntoView({ block: "center" });
}

export function iniciar() {
  escuchar("submit", "form", alEnviar);
  escuchar("input", "form", alCambiar);
  escuchar("change", "form", alCambiar);
  escuchar("click", "[data-resumen-errores] a[href^='#']", irAlCampo);
  escuchar("click", '[aria-disabled="true"]', (_, evento) => evento.preventDefault(), true);
  addEventListener("beforeunload", alSalir);
  addEventListener("pageshow", alVolver);
  alCargar(enfocarErrores);
}
