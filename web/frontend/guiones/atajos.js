// El teclado: botones con data-atajo, secuencias «g b», «/» para buscar y «?» para ver la ayuda.
import { crear, todos, uno } from "./comun.js";
import { abrir } from "./dialogos.js";
import { teclaDeLista } from "./lista.js";

const ESPERA = 1200;
const FIJOS = [
  ["/", "Buscar"],
  ["?", "Ver estos atajos"],
  ["Esc", "Cerrar lo que está abierto"],
];
const DE_LISTA = [
  ["j", "Renglón siguiente"],
  ["k", "Renglón anterior"],
  ["Intro", "Abrir el renglón"],
];
let pendiente = "";
let reloj = 0;

const escribe = (elemento) =>
  elemento.isContentEditable || elemento.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])');

const alcanzable = (elemento) => elemento.checkVisibility() || elemento.closest(".navegacion, .cuenta") !== null;

function pulsar(combinacion) {
  const hallado = todos("[data-atajo]").find((e) => e.dataset.atajo === combinacion && !e.disabled && alcanzable(e));
  if (!hallado) return false;
  if (hallado.matches("input:not([type=submit], [type=button]), select, textarea")) hallado.focus();
  else hallado.click();
  return true;
}

const empieza = (prefijo) => todos("[data-atajo]").some((e) => e.dataset.atajo.startsWith(`${prefijo} `));

function buscar() {
  const campo = uno("main [data-buscar]:not([hidden])");
  const visible = campo?.checkVisibility() ? campo : uno(".cabecera [data-buscar]");
  visible?.focus();
  visible?.select();
  return Boolean(visible);
}

function nombreDe(elemento) {
  const texto = elemento.getAttribute("aria-label") || elemento.dataset.atajoNombre || elemento.textContent;
  return texto.replace(/\s+/g, " ").trim();
}

function renglones() {
  const lista = uno("[data-lista] [data-renglon]") ? [...DE_LISTA] : [];
  const vistos = new Set();
  for (const e of todos("[data-renglon] [data-atajo-renglon]")) {
    if (vistos.has(e.dataset.atajoRenglon)) continue;
    vistos.add(e.dataset.atajoRenglon);
    lista.push([e.dataset.atajoRenglon, e.type === "checkbox" ? "Marcar el renglón" : `${nombreDeBoton(e)} (el renglón señalado)`]);
  }
  return lista;
}

const nombreDeBoton = (e) => e.textContent.replace(/\s+/g, " ").trim() || nombreDe(e);

function ayuda() {
  const botones = todos("[data-atajo]").filter(alcanzable).map((e) => [e.dataset.atajo, nombreDe(e)]);
  const grupos = [
    ["En esta página", botones.filter(([tecla]) => !tecla.startsWith("g "))],
    ["En la lista", renglones()],
    ["Ir a", botones.filter(([tecla]) => tecla.startsWith("g ")).sort()],
    ["Siempre", FIJOS],
  ].filter(([, pares]) => pares.length);
  const cuerpo = uno("#ayuda-teclado .dialogo-cuerpo");
  cuerpo.replaceChildren(...grupos.flatMap(([titulo, pares]) => [crear("h3", {}, titulo), listaDe(pares)]));
  abrir(uno("#ayuda-teclado"));
  return true;
}

function listaDe(pares) {
  const filas = pares.flatMap(([tecla, nombre]) => [
    crear("dt", {}, ...tecla.split(" ").flatMap((t) => [crear("kbd", {}, t), " "])),
    crear("dd", {}, nombre),
  ]);
  return crear("dl", { class: "datos mb-3" }, ...filas);
}

function resolver(tecla) {
  const combinacion = pendiente ? `${pendiente} ${tecla}` : tecla;
  clearTimeout(reloj);
  pendiente = "";
  if (pulsar(combinacion)) return true;
  if (empieza(combinacion)) {
    pendiente = combinacion;
    reloj = setTimeout(() => (pendiente = ""), ESPERA);
    return true;
  }
  if (tecla === "/") return buscar();
  if (tecla === "?") return ayuda();
  return teclaDeLista(tecla);
}

export function iniciar() {
  document.addEventListener("keydown", (evento) => {
    if (evento.defaultPrevented || evento.ctrlKey || evento.metaKey || evento.altKey || evento.isComposing) return;
    if (escribe(evento.target) || uno("dialog[open]")) return;
    if (resolver(evento.key)) evento.preventDefault();
  });
  document.addEventListener("click", (evento) => {
    if (evento.target instanceof Element && evento.target.closest("[data-ayuda-teclado]")) ayuda();
  });
}
