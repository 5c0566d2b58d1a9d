// Nombrar a alguien al comentar: «@» abre la lista; flechas, Intro o Tab eligen; Esc la cierra.
import { crear, escuchar, todos, uno } from "./comun.js";

const NOMBRE = /(?:^|[^\p{L}\d_.@])@([\p{L}\d_.-]*)$/u;
const PAUSA = 180;
let reloj = 0;

const listaDe = (campo) => document.getElementById(campo.dataset.menciona);
const avisoDe = (campo) => listaDe(campo).parentElement.querySelector("[data-menciona-aviso]");
const elegida = (lista) => uno('[aria-selected="true"]', lista);
const escrito = (campo) => campo.value.slice(0, campo.selectionStart).match(NOMBRE);

function alEscribir(campo) {
  clearTimeout(reloj);
  const hallado = escrito(campo);
  if (!hallado) return cerrar(campo);
  reloj = setTimeout(() => buscar(campo, hallado[1]), PAUSA);
}

async function buscar(campo, q) {
  const lista = listaDe(campo);
  await htmx.ajax("GET", lista.dataset.busca, { source: lista, target: lista, swap: "innerHTML", values: { q } });
  if (escrito(campo)?.[1] !== q || document.activeElement !== campo) return;
  const cuantas = todos("[role=option]", lista).length;
  if (!cuantas) cerrar(campo);
  else senalar(campo, 0);
  lista.hidden = !cuantas;
  decir(campo, cuantas ? `${cuantas} ${cuantas === 1 ? "persona" : "personas"}: elija con las flechas e Intro.` : q && `Nadie que pueda verlo coincide con «@${q}».`);
}

function decir(campo, texto) {
  avisoDe(campo).replaceChildren(...(texto ? [crear("span", {}, texto)] : []));
}

function senalar(campo, cual) {
  const opciones = todos("[role=option]", listaDe(campo));
  const puesta = opciones.at(cual % opciones.length);
  opciones.forEach((o) => o.setAttribute("aria-selected", String(o === puesta)));
  campo.setAttribute("aria-activedescendant", puesta.id);
  puesta.scrollIntoView({ block: "nearest" });
}

function cerrar(campo) {
  clearTimeout(reloj);
  listaDe(campo).hidden = true;
  campo.removeAttribute("aria-activedescendant");
  decir(campo, "");
}

function poner(campo, opcion) {
  const hasta = campo.selectionStart;
  const desde = hasta - escrito(campo)[1].length;
  campo.setRangeText(`${opcion.dataset.usuario} `, desde, hasta, "end");
  cerrar(campo);
  campo.dispatchEvent(new Event("change", { bubbles: true }));
  campo.focus();
}

function alTeclear(campo, evento) {
  const lista = listaDe(campo);
  if (lista.hidden || evento.isComposing) return;
  const opciones = todos("[role=option]", lista);
  const puesta = opciones.indexOf(elegida(lista));
  if (evento.key === "ArrowDown") senalar(campo, puesta + 1);
  else if (evento.key === "ArrowUp") senalar(campo, puesta - 1);
  else if (evento.key === "Enter" || evento.key === "Tab") poner(campo, opciones[Math.max(puesta, 0)]);
  else if (evento.key === "Escape") cerrar(campo);
  else return;
  evento.preventDefault();
}

escuchar("input", "[data-menciona]", alEscribir);
escuchar("keydown", "[data-menciona]", alTeclear);
escuchar("focusout", "[data-menciona]", (campo) => cerrar(campo));
escuchar("mousedown", "[data-busca] [role=option]", (opcion, evento) => {
  evento.preventDefault(); // el foco sigue en el texto
  poner(uno(`[data-menciona="${opcion.parentElement.id}"]`), opcion);
});
