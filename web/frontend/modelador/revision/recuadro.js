// El recuadro de una marca: todo lo que se halló de un elemento, y cómo se arregla.
import { crear, uno } from "../comun.js";
import { cambiarSinPerderElFoco, nombreDe, renglon } from "./piezas.js";

const AIRE = 6;

export class Recuadro {
  constructor(caja, revision, botonDe) {
    this._caja = caja;
    this._revision = revision;
    this._botonDe = botonDe;
    this._zona = uno("[data-lienzo]", caja).parentElement;
    this._de = "";
    this._grupos = new Map();
    const cerrar = crear("button", { type: "button", class: "btn-close", "aria-label": "Cerrar este recuadro" });
    cerrar.addEventListener("click", () => this.cerrar(true));
    this._titulo = crear("h2", { id: "titulo-recuadro-revision" });
    this._renglones = crear("ul");
    this._cerrar = cerrar;
    this._hoja = crear("div", { class: "revision-recuadro", role: "dialog", "aria-labelledby": "titulo-recuadro-revision", tabindex: "-1", hidden: true }, crear("div", { class: "revision-recuadro-cabeza" }, this._titulo, cerrar), this._renglones);
    this._zona.append(this._hoja);
    this._hoja.addEventListener("keydown", (evento) => {
      evento.stopPropagation();
      if (evento.key === "Escape") this.cerrar(true);
    });
    document.addEventListener("pointerdown", ({ target }) => this._de && !this._hoja.contains(target) && !target.closest?.("[data-revision-marca]") && this.cerrar(), true);
  }

  alternar(id) {
    if (this._de === id) return this.cerrar(true);
    this._de = id;
    this._hoja.hidden = false;
    this._llenar();
    this.recolocar();
    this._hoja.focus();
  }

  cerrar(volver = false) {
    if (!this._de) return;
    const boton = this._botonDe(this._de);
    this._de = "";
    this._hoja.hidden = true;
    if (volver) boton?.focus();
  }

  /** Los hallazgos de ahora, por elemento: si el suyo no tiene más, se cierra. */
  mostrar(grupos) {
    this._grupos = grupos;
    if (!this._de) return;
    if (!grupos.has(this._de)) {
      const teniaElFoco = this._hoja.contains(document.activeElement);
      this.cerrar();
      if (teniaElFoco) uno("[data-lienzo] svg", this._caja)?.focus?.();
      return;
    }
    this._llenar();
    this.recolocar();
  }

  _llenar() {
    const suyos = this._grupos.get(this._de) || [];
    if (!suyos.length) return;
    this._titulo.textContent = nombreDe(suyos[0]);
    cambiarSinPerderElFoco(this._renglones, suyos.map((h) => renglon(this._caja, h, this._revision, false)), this._cerrar);
  }

  /** Junto a su marca, sin salirse de la zona; si la marca no se ve, se cierra. */
  recolocar() {
    const boton = this._de && this._botonDe(this._de);
    if (!boton) return;
    const zona = this._zona.getBoundingClientRect();
    const marca = boton.getBoundingClientRect();
    if (!marca.width || marca.right < zona.left || marca.left > zona.right || marca.bottom < zona.top || marca.top > zona.bottom) return this.cerrar();
    const { width, height } = this._hoja.getBoundingClientRect();
    const entre = (valor, tope) => Math.max(AIRE, Math.min(valor, tope - AIRE));
    const debajo = marca.bottom - zona.top + AIRE;
    const arriba = marca.top - zona.top - height - AIRE;
    const top = debajo + height <= zona.height || arriba < 0 ? debajo : arriba;
    this._hoja.style.left = `${entre(marca.left - zona.left, zona.width - width)}px`;
    this._hoja.style.top = `${entre(top, zona.height - height)}px`;
  }
}
