// Listas de trabajo: j y k mueven la señal, Intro abre, y cada renglón tiene sus teclas.
import { alCargar, escuchar, hallar, todos, uno } from "./comun.js";

const renglones = () => todos("[data-lista] [data-renglon]").filter((r) => r.checkVisibility());
const senalado = () => uno("[data-renglon].senalada");

function mover(paso) {
  const filas = renglones();
  if (!filas.length) return false;
  const desde = filas.indexOf(senalado());
  const hasta = desde < 0 ? (paso > 0 ? 0 : filas.length - 1) : Math.min(Math.max(desde + paso, 0), filas.length - 1);
  senalar(filas[hasta]);
  return true;
}

function senalar(fila) {
  senalado()?.classList.remove("senalada");
  fila.classList.add("senalada");
  const destino = uno("[data-abrir]", fila) || uno("a, button", fila) || fila;
  destino.focus({ preventScroll: true });
  fila.scrollIntoView({ block: "nearest" });
}

/** Atiende una tecla si es de la lista; dice si lo era. */
export function teclaDeLista(tecla) {
  if (tecla === "j") return mover(1);
  if (tecla === "k") return mover(-1);
  const fila = document.activeElement?.closest?.("[data-renglon]") || senalado();
  if (!fila) return false;
  if (tecla === "Enter") return abrirFila(fila);
  const accion = todos("[data-atajo-renglon]", fila).find((e) => e.dataset.atajoRenglon === tecla);
  accion?.click();
  return Boolean(accion);
}

function abrirFila(fila) {
  if (document.activeElement?.matches("a, button, summary, input")) return false; // ya hace lo suyo
  const enlace = uno("[data-abrir]", fila);
  enlace?.click();
  return Boolean(enlace);
}

function contar(lote) {
  const cajas = todos('tbody input[type="checkbox"], [data-renglon] input[type="checkbox"]', lote);
  const marcadas = cajas.filter((c) => c.checked).length;
  const todas = uno("[data-marcar-todas]", lote);
  if (todas) {
    todas.checked = marcadas > 0 && marcadas === cajas.length;
    todas.indeterminate = marcadas > 0 && marcadas < cajas.length;
  }
  for (const cuenta of todos("[data-cuenta]", lote)) cuenta.textContent = marcadas;
  for (const pide of todos("[data-pide-marcadas]", lote)) pide.disabled = marcadas === 0;
}

let ultima = null;

function alMarcar(caja, evento) {
  const lote = caja.closest("[data-lote]");
  if (caja.matches("[data-marcar-todas]")) {
    todos('[data-renglon] input[type="checkbox"]', lote).forEach((c) => (c.checked = caja.checked));
  } else if (evento.shiftKey && ultima?.isConnected && ultima.closest("[data-lote]") === lote) {
    const cajas = todos('[data-renglon] input[type="checkbox"]', lote);
    const [a, b] = [cajas.indexOf(ultima), cajas.indexOf(caja)].sort((x, y) => x - y);
    cajas.slice(a, b + 1).forEach((c) => (c.checked = caja.checked));
  }
  ultima = caja;
  contar(lote);
}

/** Una tabla que no cabe se desplaza también con el teclado. */
const ancho = new ResizeObserver((cambios) => {
  for (const { target } of cambios) {
    const sobra = target.scrollWidth > target.clientWidth;
    target.toggleAttribute("tabindex", sobra);
    if (!sobra) continue;
    target.setAttribute("tabindex", "0");
    target.setAttribute("role", "region");
    if (target.hasAttribute("aria-label")) continue;
    target.setAttribute("aria-label", uno("caption", target)?.textContent || "Tabla que se desplaza");
  }
});

export function iniciar() {
  escuchar("click", '[data-lote] input[type="checkbox"]', alMarcar);
  escuchar("focusin", "[data-renglon]", (fila) => {
    if (fila === senalado()) return;
    senalado()?.classList.remove("senalada");
    if (uno(":focus-visible", fila)) fila.classList.add("senalada");
  });
  alCargar((raiz) => {
    hallar(raiz, "[data-lote]").forEach(contar);
    hallar(raiz, ".table-responsive").forEach((tabla) => ancho.observe(tabla));
  });
}
