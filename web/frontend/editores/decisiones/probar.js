// Probar una decisión con datos sueltos: qué da, qué reglas se cumplen y qué valió cada entrada.
import { crear, enviar, todos, uno } from "../../modelador/comun.js";
import { abrirDecision } from "./armar.js";
import { Casos } from "./casos.js";
import { dibujarCampo } from "./campos.js";

export class Prueba {
  constructor({ caja, editor, escribir, revision }) {
    Object.assign(this, { caja, editor, escribir, revision });
    this.decisiones = [];
    this.dichos = {}; // lo escrito, por decisión
    this.cual = "";
    this.hecha = false;
    this.turno = 0;
    this.casos = new Casos(caja, () => this.datos(), (datos) => this.con(this.cual, datos));
    const forma = uno("[data-prueba]", caja);
    forma.addEventListener("submit", (evento) => {
      evento.preventDefault();
      this.probar();
    });
    forma.addEventListener("input", () => (this.dichos[this.cual] = this.datos()));
  }

  datos() {
    return Object.fromEntries(new FormData(uno("[data-prueba]", this.caja)));
  }

  /** Llegó otra revisión: los campos pueden ser otros, y lo probado puede dar otra cosa. */
  poner(decisiones) {
    this.decisiones = decisiones;
    if (!decisiones.some(({ id }) => id === this.cual)) this.cual = decisiones.at(-1)?.id || "";
    this.dibujar();
    if (this.hecha) this.probar();
  }

  /** Se abrió esa decisión. */
  elegir(id) {
    if (id === this.cual || !this.decisiones.some((d) => d.id === id)) return;
    this.cual = id;
    this.olvidar();
    this.dibujar();
  }

  olvidar() {
    this.hecha = false;
    this.turno += 1;
    uno("[data-resultado]", this.caja).replaceChildren();
    this.revision.senalar([]);
    this.pasos = [];
  }

  dibujar() {
    const decision = this.decisiones.find(({ id }) => id === this.cual);
    const campos = decision?.campos || [];
    const forma = JSON.stringify([this.cual, campos]);
    uno("[data-cual]", this.caja).textContent = decision ? `«${decision.nombre || decision.id}»` : "";
    if (forma === this.forma) return;
    this.forma = forma;
    const dichos = this.dichos[this.cual] || {};
    const controles = campos.map((campo, n) => dibujarCampo(campo, n, dichos[campo.nombre]));
    const nada = crear("p", { class: "text-secondary" }, "Esta decisión todavía no mira ningún dato: escriba en el encabezado de cada entrada qué dato mira.");
    uno("[data-campos]", this.caja).replaceChildren(...(controles.length ? controles : [nada]));
    this.casos.abrir(this.cual);
  }

  /** Prueba esa decisión con esos datos. */
  async con(id, datos) {
    await abrirDecision(this.editor, id);
    this.elegir(id);
    for (const control of todos("[data-campos] [name]", this.caja)) control.value = datos[control.name] ?? "";
    this.dichos[this.cual] = this.datos();
    await this.probar();
  }

  async probar() {
    if (!this.cual) return;
    this.turno += 1;
    const mio = this.turno;
    const pedido = { xml: await this.escribir(), decision: this.cual, datos: this.datos() };
    const dado = await enviar(this.caja.dataset.probar, pedido).catch((rechazo) => ({ rechazo }));
    if (mio !== this.turno) return;
    this.hecha = true;
    this.mostrar(dado);
  }

  mostrar({ rechazo, ...dado }) {
    for (const lugar of todos("[data-falta-de]", this.caja)) lugar.textContent = rechazo?.datos.faltas?.find(({ campo }) => campo === lugar.dataset.faltaDe)?.mensaje || "";
    const error = rechazo?.message || dado.error;
    const partes = error ? [crear("p", { class: "alert alert-danger", "data-no-dio": true }, error)] : [crear("p", { class: "decisiones-valor" }, "Da ", crear("strong", { "data-valor": true }, dado.resultado))];
    this.pasos = dado.pasos || [];
    for (const paso of [...this.pasos].reverse()) if (paso.frase || paso.entradas.length || this.pasos.length > 1) partes.push(this.paso(paso));
    uno("[data-resultado]", this.caja).replaceChildren(...partes);
    this.senalar();
  }

  senalar() {
    this.revision.senalar(this.pasos || []);
  }

  paso({ id, nombre, valor, entradas, frase }) {
    const requerida = id !== this.cual;
    const titulo = requerida ? [crear("h3", {}, `Antes: ${nombre}${valor ? ` = ${valor}` : ""}`)] : [];
    const valores = entradas.map(([texto, vale]) => crear("li", {}, crear("code", {}, texto), ` vale ${vale}`));
    const lista = valores.length ? [crear("ul", { "data-entradas": true }, ...valores)] : [];
    return crear("div", { class: "decisiones-paso" }, ...titulo, crear("p", { "data-frase-de": id }, frase), ...lista);
  }
}
