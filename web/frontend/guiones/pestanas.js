// Cuando las pestañas no caben, la que se está mirando queda a la vista.
import { alCargar, hallar, uno } from "./comun.js";

function centrar(fila) {
  const actual = uno("[aria-current], .active", fila);
  if (!actual || fila.scrollWidth <= fila.clientWidth) return;
  const caja = actual.getBoundingClientRect();
  fila.scrollLeft += caja.left - fila.getBoundingClientRect().left - (fila.clientWidth - caja.width) / 2;
}

export function iniciar() {
  alCargar((raiz) => hallar(raiz, ".nav-tabs").forEach(centrar));
}
