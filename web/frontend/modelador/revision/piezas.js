// Cómo se ve un hallazgo, en la lista y en el recuadro de su elemento.
import { crear, uno } from "../comun.js";
import { tituloDe } from "../propiedades/grupos.js";
import { rotuloDe } from "./arreglos.js";

export const claseDe = ({ grave }) => (grave ? "grave" : "consejo");
export const claveDe = (h) => `${h.codigo} ${h.elemento} ${h.mensaje}`;

/** El dibujo de esa clase, tomado de la página. */
export const iconoDe = (caja, clase) => uno(`[data-revision-icono="${clase}"]`, caja).content.cloneNode(true);

/** Cómo se nombra de qué elemento se habla, aunque no tenga nombre. */
export function nombreDe({ nombre, dibujo, elemento }) {
  if (nombre) return nombre;
  if (!dibujo) return /[:.]/.test(elemento) ? elemento : "El diagrama"; // lo de un formulario o una tabla dice dónde
  const deExtremo = (extremo) => extremo?.businessObject?.name;
  if (dibujo.waypoints && (deExtremo(dibujo.source) || deExtremo(dibujo.target))) {
    return ["Flujo", deExtremo(dibujo.source) && `de «${deExtremo(dibujo.source)}»`, deExtremo(dibujo.target) && `a «${deExtremo(dibujo.target)}»`].filter(Boolean).join(" ");
  }
  return `${tituloDe(dibujo)}, sin nombre`;
}

/** El botón que lo arregla, si hay cómo. */
function botonDeArreglo(h, revision) {
  if (!h.arreglable) return "";
  const rotulo = rotuloDe(h.arreglo);
  const texto = crear("span", {}, `Arreglar: ${rotulo[0].toLowerCase()}${rotulo.slice(1)}`, crear("span", { class: "visually-hidden" }, `. ${nombreDe(h)}`));
  const boton = crear("button", { type: "button", class: "btn btn-sm", "data-arreglar": true }, texto);
  boton.addEventListener("click", () => revision.arreglar([h]));
  return boton;
}

function quienEs(caja, h, revision) {
  const dicho = [iconoDe(caja, claseDe(h)), crear("span", { class: "visually-hidden" }, h.grave ? "Impide publicar: " : "Consejo: "), crear("strong", {}, nombreDe(h))];
  if (!h.dibujo) return crear("span", { class: "revision-quien" }, ...dicho);
  const boton = crear("button", { type: "button", class: "revision-quien", title: "Ir al elemento" }, ...dicho);
  boton.addEventListener("click", () => revision.ir(h));
  return boton;
}

/** El renglón de un hallazgo; `conNombre` dice de quién es y lleva a él. */
export function renglon(caja, h, revision, conNombre) {
  const quien = conNombre ? quienEs(caja, h, revision) : crear("span", { class: "revision-quien" }, iconoDe(caja, claseDe(h)), crear("strong", {}, h.grave ? "Impide publicar" : "Consejo"));
  const texto = crear("span", { class: "revision-texto" }, `${h.mensaje} `, crear("span", { class: "revision-que" }, h.que_hacer));
  return crear("li", { class: `revision-renglon ${claseDe(h)}`, "data-elemento": h.elemento, "data-codigo": h.codigo, "data-clave": claveDe(h) }, quien, texto, botonDeArreglo(h, revision));
}

/** Cambia lo de adentro de `lugar` sin que quien usa el teclado pierda dónde estaba. */
export function cambiarSinPerderElFoco(lugar, hijos, siNoQueda) {
  const activo = lugar.contains(document.activeElement) ? document.activeElement : null;
  const renglones = () => [...lugar.querySelectorAll("[data-clave]")];
  const antes = activo?.closest("[data-clave]");
  const orden = renglones().indexOf(antes);
  const deArreglo = activo?.hasAttribute("data-arreglar");
  lugar.replaceChildren(...hijos);
  if (!activo) return;
  const ahora = renglones();
  const suyo = ahora.find((r) => r.dataset.clave === antes?.dataset.clave) || ahora[Math.min(Math.max(orden, 0), ahora.length - 1)];
  const a = suyo && ((deArreglo && suyo.querySelector("[data-arreglar]")) || suyo.querySelector("button"));
  (a || siNoQueda)?.focus();
}
