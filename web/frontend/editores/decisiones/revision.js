// Lo que el servidor dice de lo escrito: celdas con error, casos sin regla y reglas que se disputan.
import { crear, enviar, todos, uno } from "../../modelador/comun.js";
import { abrirDecision, decisionesDe } from "./armar.js";

const dondeEsta = ({ fila, columna }) => [fila ? `Regla ${fila}` : "Encabezado", columna].filter(Boolean).join(", ");

export class Revision {
  /** `alRevisar(decisiones)` recibe lo que cada decisión pide; `alProbar(decision, datos)`, un caso para probar. */
  constructor({ caja, editor, escribir, alRevisar, alProbar }) {
    Object.assign(this, { caja, editor, escribir, alRevisar, alProbar });
    this.turno = 0;
    this.dicho = { decisiones: [], defectos: [] };
  }

  /** Pregunta por lo que hay ahora; una respuesta vieja no pisa a una nueva. */
  async pedir() {
    this.turno += 1;
    const mio = this.turno;
    const dicho = await enviar(this.caja.dataset.revisar, { xml: await this.escribir() }).catch(() => null);
    if (!dicho || mio !== this.turno) return; // sin red queda lo anterior; lo dice el guardado
    this.dicho = dicho;
    this.mostrar();
    this.alRevisar(dicho.decisiones);
  }

  mostrar() {
    const { defectos, decisiones } = this.dicho;
    const avisos = decisiones.flatMap(({ id, nombre, advertencias }) => advertencias.map((a) => ({ ...a, id, nombre })));
    const renglones = [...defectos.map((d) => this.defecto(d)), ...avisos.map((a) => this.aviso(a, decisiones.length > 1))];
    const lista = renglones.length ? crear("ul", {}, ...renglones) : crear("p", { class: "text-secondary" }, "No se halló nada que corregir.");
    uno("[data-revision]", this.caja).replaceChildren(lista);
    const cuenta = uno("[data-cuantos-defectos]", this.caja);
    cuenta.hidden = defectos.length === 0;
    cuenta.textContent = `${defectos.length} por corregir`;
    this.marcar();
  }

  defecto(d) {
    const ir = crear("button", { type: "button", class: "btn btn-sm" }, dondeEsta(d));
    ir.addEventListener("click", () => this.ir(d));
    const escrito = d.texto ? [crear("code", {}, d.texto), " "] : [];
    return crear("li", { class: "alert alert-danger", "data-defecto": d.elemento }, d.elemento ? ir : "", crear("span", {}, ...escrito, d.mensaje));
  }

  aviso(a, varias) {
    const probar = crear("button", { type: "button", class: "btn btn-sm" }, "Probarlo");
    probar.addEventListener("click", () => this.alProbar(a.id, Object.fromEntries(a.datos)));
    const dicho = `${varias ? `${a.nombre}: ` : ""}${a.mensaje}`;
    return crear("li", { class: "alert alert-warning", "data-aviso": a.clase }, crear("span", {}, dicho), probar);
  }

  /** Abre la decisión y lleva a la celda. */
  async ir({ decision, elemento }) {
    await abrirDecision(this.editor, decision);
    this.caja.dispatchEvent(new CustomEvent("ver-tabla"));
    const celda = this.celda(elemento);
    celda?.scrollIntoView({ block: "center", inline: "center" });
    this.editor.getActiveViewer()?.get("selection", false)?.select?.(elemento);
    celda?.querySelector("[contenteditable]")?.focus();
  }

  celda(elemento) {
    const id = CSS.escape(elemento);
    return uno(`[data-element-id="${id}"], th[data-col-id="${id}"]`, uno("[data-dibujo]", this.caja));
  }

  /** Señala en la tabla las celdas mal escritas. */
  marcar() {
    for (const celda of todos("[data-con-error]", this.caja)) celda.removeAttribute("data-con-error");
    for (const { elemento, mensaje } of this.dicho.defectos) if (elemento) this.celda(elemento)?.setAttribute("data-con-error", mensaje);
  }

  /** Señala las reglas de esa decisión que se cumplieron en la prueba y las que dieron el valor. */
  senalar(pasos) {
    for (const celda of todos("[data-se-cumple]", this.caja)) celda.removeAttribute("data-se-cumple");
    for (const { id, casan, usadas } of pasos) {
      const reglas = decisionesDe(this.editor).find((d) => d.id === id)?.decisionLogic?.rule || [];
      for (const numero of casan) {
        const cuenta = usadas.includes(numero) ? "si" : "no-cuenta";
        const fila = todos(`[data-row-id="${CSS.escape(reglas[numero - 1]?.id || "")}"]`, this.caja);
        for (const celda of fila) celda.setAttribute("data-se-cumple", cuenta);
      }
    }
  }
}
