// Los formularios: filtrar una lista larga escribiendo, y no recalcular lo que ya se envió.
import { escuchar, todos } from "./comun.js";

const plegar = (texto) => texto.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function filtrarLista(lista, pedido) {
  lista.todas ??= [...lista.options];
  const elegida = lista.selectedOptions[0];
  const quedan = lista.todas.filter((o) => !o.value || o === elegida || plegar(o.text).includes(pedido));
  lista.replaceChildren(...quedan);
  lista.value = elegida?.value ?? "";
  return quedan.filter((o) => o.value && plegar(o.text).includes(pedido)).length;
}

function filtrarCaja(caja, pedido) {
  const opciones = todos("label", caja);
  for (const opcion of opciones) {
    const marcada = opcion.querySelector("input").checked; // lo ya elegido no se esconde
    opcion.hidden = !marcada && !plegar(opcion.textContent).includes(pedido);
  }
  return opciones.filter((o) => !o.hidden).length;
}

function filtrar(filtro) {
  const control = document.getElementById(filtro.dataset.filtra);
  const quedan = (control.tagName === "SELECT" ? filtrarLista : filtrarCaja)(control, plegar(filtro.value.trim()));
  document.getElementById(`${control.id}-quedan`).textContent = quedan === 1 ? "Queda 1 opción" : `Quedan ${quedan} opciones`;
}

escuchar("input", "[data-filtra]", filtrar);
escuchar("change", "[data-filtra]", (_filtro, evento) => evento.stopPropagation(), true); // no es un dato del formulario
escuchar("keydown", "[data-filtra]", (_filtro, evento) => evento.key === "Enter" && evento.preventDefault());
document.addEventListener("htmx:afterSettle", () => {
  for (const filtro of todos("[data-filtra]")) {
    delete document.getElementById(filtro.dataset.filtra).todas; // las opciones pueden ser otras
    if (filtro.value) filtrar(filtro);
  }
});

// Al enviar, el último campo que cambió todavía quiere recalcular: llegaría con la tarea ya cerrada.
const enviados = new WeakSet();
window.addEventListener("submit", (evento) => evento.defaultPrevented || enviados.add(evento.target));
window.addEventListener("pageshow", (evento) => evento.persisted && todos("form").forEach((forma) => enviados.delete(forma)));
document.addEventListener("htmx:beforeRequest", (evento) => {
  const { elt } = evento.detail;
  if (elt.matches(".campos") && enviados.has(elt.closest("form"))) evento.preventDefault();
});
