// Lo que el modelador dice: el estado del guardado, los avisos de paso y las preguntas.
import { crear, uno } from "./comun.js";

const DURACION = 8000;
const URGENTES = new Set(["sin_red", "rechazado", "conflicto"]);

/** La función que muestra el estado del guardado en la barra de `caja`. */
export function decirEn(caja) {
  const lugar = uno("[data-estado-guardado]", caja);
  return (estado, frase) => {
    lugar.dataset.estadoGuardado = estado;
    uno("[data-frase]", lugar).textContent = frase;
    uno("[data-resolver]", lugar).hidden = estado !== "conflicto";
    uno("[data-reintentar]", lugar).hidden = estado !== "sin_red" && estado !== "rechazado";
    uno("[data-se-anuncia]", caja).textContent = URGENTES.has(estado) ? frase : "";
  };
}

/** Muestra un aviso sobre el lienzo; los que no son de peligro se van solos. */
export function avisar(texto, tono = "info") {
  const cerrar = crear("button", { type: "button", class: "btn-close", "aria-label": "Cerrar este aviso" });
  const aviso = crear("div", { class: `alert alert-${tono}`, role: tono === "danger" ? "alert" : "status" }, crear("div", {}, texto), cerrar);
  cerrar.addEventListener("click", () => aviso.remove());
  uno("[data-avisos]").append(aviso);
  if (tono !== "danger") setTimeout(() => aviso.remove(), DURACION);
}

/** Pregunta en el diálogo dado, con `texto`; devuelve el valor del botón elegido, «» si se cerró. */
export function preguntar(caja, selector, texto) {
  const dialogo = uno(selector, caja);
  uno("[data-pregunta]", dialogo).textContent = texto;
  dialogo.returnValue = "";
  dialogo.showModal();
  return new Promise((responder) => dialogo.addEventListener("close", () => responder(dialogo.returnValue), { once: true }));
}
