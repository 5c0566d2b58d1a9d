// Cambiar un fragmento sin perder el foco, lo que se está escribiendo ni los archivos elegidos.
import { Idiomorph } from "idiomorph";
import { hallar } from "./comun.js";

const FORMAS = { "morph": "outerHTML", "morph:outerHTML": "outerHTML", "morph:innerHTML": "innerHTML" };
const CONTROLES = "input[name]:not([type=file]), select[name], textarea[name]";
const editados = new WeakMap(); // control → cuándo lo tocó la persona por última vez
const pedidos = new WeakMap(); // pedido → cuándo salió, si los nombres de su respuesta son los de la página
let salio = Infinity; // cuándo salió el pedido cuya respuesta se está poniendo

const anotar = ({ target }) => editados.set(target, performance.now());

/** Las filas que se quitan o se mueven cambian de nombre; en lo demás, cada campo vuelve con el suyo. */
const conservaNombres = (boton) => !/^(quitar|subir|bajar):/.test(boton.value ?? "");

function copiar(control, nuevo) {
  if (control.matches("[type=radio], [type=checkbox]")) nuevo.toggleAttribute("checked", control.checked);
  else if (control.tagName === "TEXTAREA") nuevo.textContent = control.value;
  else if (control.tagName === "SELECT") for (const opcion of nuevo.options) opcion.toggleAttribute("selected", opcion.value === control.value);
  else nuevo.setAttribute("value", control.value);
}

/** Lo que se tocó después de salir el pedido vale más que lo que el servidor alcanzó a ver. */
function conservarLoNuevo(destino, fragmento) {
  const controles = hallar(destino, CONTROLES);
  const tocados = new Set(controles.filter((c) => editados.get(c) > salio).map((c) => c.name));
  const clave = (c) => (c.matches("[type=radio], [type=checkbox]") ? `${c.name}=${c.value}` : c.name);
  const nuevos = new Map([...fragmento.querySelectorAll(CONTROLES)].map((c) => [clave(c), c]));
  for (const control of controles) {
    if (tocados.has(control.name) && nuevos.has(clave(control))) copiar(control, nuevos.get(clave(control)));
  }
}

export function iniciar() {
  for (const evento of ["input", "change"]) document.addEventListener(evento, anotar, true);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => conservaNombres(detail.elt) && pedidos.set(detail.xhr, performance.now()));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    salio = pedidos.get(detail.xhr) ?? Infinity;
  });
  htmx.defineExtension("morph", {
    isInlineSwap: (modo) => FORMAS[modo] === "outerHTML",
    handleSwap(modo, destino, fragmento) {
      if (!FORMAS[modo]) return false;
      conservarLoNuevo(destino, fragmento);
      return Idiomorph.morph(destino, fragmento.children, { morphStyle: FORMAS[modo], ignoreActiveValue: true });
    },
  });
}
