// Cuando las pestañas no caben, la que se está mirando queda a la vista; la página no se mueve.
import { alCargar, hallar } from "./comun.js";

export const iniciar = () =>
  alCargar((raiz) => hallar(raiz, ".nav-tabs .active").forEach((e) => (e.closest(".nav-tabs").scrollLeft = e.offsetLeft - 99)));
