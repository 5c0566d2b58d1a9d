// Casos de ejemplo guardados en este equipo, por decisión, para volver a probarlos.
import { crear, uno } from "../../modelador/comun.js";

const TOPE = 30;

function leer(lugar) {
  try {
    const leido = JSON.parse(localStorage.getItem(lugar));
    return Array.isArray(leido) ? leido : [];
  } catch {
    return []; // sin permiso para guardar, o lo guardado no se entiende
  }
}

export class Casos {
  /** `datos()` da lo escrito ahora; `alElegir(datos)` lo prueba. */
  constructor(caja, datos, alElegir) {
    Object.assign(this, { caja, datos, alElegir });
    uno("[data-guardar-caso]", caja).addEventListener("submit", (evento) => {
      evento.preventDefault();
      this.agregar(new FormData(evento.target).get("nombre").trim());
      evento.target.reset();
    });
  }

  abrir(decision) {
    this.lugar = `cauce-casos:${this.caja.dataset.archivo}:${decision}`;
    this.mostrar();
  }

  agregar(nombre) {
    if (!nombre) return;
    const otros = leer(this.lugar).filter((caso) => caso.nombre !== nombre);
    this.guardar([...otros, { nombre, datos: this.datos() }].slice(-TOPE));
  }

  guardar(casos) {
    try {
      localStorage.setItem(this.lugar, JSON.stringify(casos));
    } catch {
      return; // sin lugar: se sigue sin guardarlo
    }
    this.mostrar();
  }

  mostrar() {
    const casos = leer(this.lugar);
    uno("[data-casos]", this.caja).replaceChildren(...casos.map((caso) => this.renglon(caso, casos)));
  }

  renglon(caso, casos) {
    const probar = crear("button", { type: "button", class: "btn btn-sm" }, caso.nombre);
    probar.addEventListener("click", () => this.alElegir(caso.datos));
    const quitar = crear("button", { type: "button", class: "btn-close", "aria-label": `Quitar el caso ${caso.nombre}` });
    quitar.addEventListener("click", () => this.guardar(casos.filter((otro) => otro !== caso)));
    return crear("li", {}, probar, quitar);
  }
}
