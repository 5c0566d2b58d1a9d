// La lista «Revisión»: cuántos hallazgos hay, cuáles, ir a cada uno y arreglarlos.
import { conCalma, crear, uno } from "../comun.js";
import { enCuenta } from "./juntar.js";
import { cambiarSinPerderElFoco, claveDe, iconoDe, renglon } from "./piezas.js";

const GRUPOS = [
  ["Impiden publicar", "grave", "impiden publicar", "impide publicar"],
  ["Consejos", "consejo", "consejos", "consejo"],
];
const ANTES_DE_DECIR = 1200; // ms: mientras se dibuja no se dice cada cambio

export class Lista {
  constructor(caja, revision) {
    this._caja = caja;
    this._revision = revision;
    this._lugar = uno("[data-hallazgos]", caja);
    this._boton = uno("[data-revision-boton]", caja);
    this._anuncia = uno("[data-revision-anuncia]", caja);
    this._firma = this._cuenta = null;
    this._hallazgos = [];
    this._decirCuenta = conCalma(() => this.anunciar(`Revisión: ${this._cuenta.replace(" · ", ", ")}.`), ANTES_DE_DECIR);
    this._boton.addEventListener("click", () => this.alternar());
    uno("[data-revision-cerrar]", this._lugar).addEventListener("click", () => this.abrir(false));
    uno("[data-revision-todo]", this._lugar).addEventListener("click", () => revision.arreglar(this._hallazgos.filter((h) => h.sinDecidir)));
    this._lugar.addEventListener("keydown", (evento) => evento.key === "Escape" && this.abrir(false));
  }

  anunciar(frase) {
    this._anuncia.textContent = frase;
  }

  /** Por qué la lista no está completa; «» si lo está. */
  decir(frase) {
    const aviso = uno("[data-revision-aviso]", this._lugar);
    aviso.textContent = frase;
    aviso.hidden = !frase;
  }

  alternar() {
    this.abrir(this._lugar.hidden);
    if (!this._lugar.hidden) uno("button:not([hidden])", this._lugar).focus();
  }

  abrir(si) {
    const teniaElFoco = this._lugar.contains(document.activeElement);
    this._lugar.hidden = !si;
    this._boton.setAttribute("aria-expanded", String(si));
    if (!si && teniaElFoco) this._boton.focus();
  }

  /** Pone el foco en el renglón de ese hallazgo. */
  enfocar(hallazgo) {
    uno(`[data-clave=${JSON.stringify(claveDe(hallazgo))}] button`, this._lugar)?.focus();
  }

  mostrar(hallazgos) {
    const firma = JSON.stringify(hallazgos.map(({ dibujo, ...h }) => [h, dibujo?.businessObject?.name, Boolean(dibujo)]));
    if (firma === this._firma) return;
    this._firma = firma;
    this._hallazgos = hallazgos;
    this._mostrarCuenta(hallazgos);
    const todo = uno("[data-revision-todo]", this._lugar);
    todo.hidden = hallazgos.filter((h) => h.sinDecidir).length < 2;
    cambiarSinPerderElFoco(uno("[data-revision-lista]", this._lugar), hallazgos.length ? this._grupos(hallazgos) : [crear("p", { class: "revision-nada" }, "Nada que corregir en el diagrama.")], uno("[data-revision-cerrar]", this._lugar));
  }

  _grupos(hallazgos) {
    return GRUPOS.flatMap(([titulo, clase]) => {
      const suyos = hallazgos.filter((h) => h.grave === (clase === "grave"));
      if (!suyos.length) return [];
      return [crear("h3", {}, `${titulo} (${suyos.length})`), crear("ul", {}, ...suyos.map((h) => renglon(this._caja, h, this._revision, true)))];
    });
  }

  _mostrarCuenta(hallazgos) {
    const cuenta = enCuenta(hallazgos);
    uno("[data-revision-cuenta]", this._lugar).textContent = cuenta;
    const fichas = GRUPOS.flatMap(([, clase, varios, solo]) => {
      const cuantos = hallazgos.filter((h) => h.grave === (clase === "grave")).length;
      return cuantos ? [crear("span", { class: `revision-ficha ${clase}` }, iconoDe(this._caja, clase), `${cuantos}`, crear("span", { class: "revision-palabras" }, ` ${cuantos === 1 ? solo : varios}`))] : [];
    });
    uno("[data-revision-fichas]", this._boton).replaceChildren(...(fichas.length ? fichas : [iconoDe(this._caja, "bien"), "Revisado"]));
    this._boton.title = `Revisión: ${cuenta} (V)`;
    if (cuenta !== this._cuenta && this._cuenta !== null) this._decirCuenta();
    this._cuenta = cuenta;
  }
}
