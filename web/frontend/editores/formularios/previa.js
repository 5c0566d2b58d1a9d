// La vista previa: el servidor la hace con lo que hay en el editor, y dice qué está mal y dónde.
import { pedir, todos, uno } from "../../modelador/comun.js";
import { buscarCampo } from "./campos.js";

export class Previa {
  constructor(caja, editor, escribir) {
    Object.assign(this, { caja, editor, escribir });
    this.turno = 0;
    this.vista = escribir();
    this.lugar = uno("[data-vista]", caja);
    this.probada = false; // si alguien ya escribió en ella
    this.lugar.addEventListener("change", () => this.probar());
    this.lugar.addEventListener("submit", (evento) => {
      evento.preventDefault();
      this.probar(evento.submitter);
    });
  }

  /** Con lo que se escribe en ella se ve qué aparece, qué se oculta y qué se calcula. */
  probar(boton) {
    this.probada = true;
    return this.pedir(boton);
  }

  /** El esquema solo o, si se está probando, con lo escrito (sin archivos: no se adjunta nada). */
  _cuerpo(esquema, boton) {
    if (!this.probada) return { body: esquema, headers: { "Content-Type": "application/json", Accept: "text/html" } };
    const body = new FormData(this.lugar, boton?.name ? boton : null);
    for (const [nombre, valor] of [...body]) if (valor instanceof File) body.delete(nombre);
    body.set("_esquema", esquema);
    return { body, headers: { Accept: "text/html" } };
  }

  /** Pide la vista de lo que hay ahora; una respuesta vieja no pisa a una nueva. */
  async pedir(boton) {
    const esquema = this.escribir();
    if (esquema === this.vista && !this.probada) return;
    this.turno += 1;
    const mio = this.turno;
    const respuesta = await pedir(this.caja.dataset.vistaUrl, { method: "POST", ...this._cuerpo(esquema, boton) }).catch(() => null);
    const html = respuesta && (await respuesta.text());
    if (!html || mio !== this.turno) return; // sin red queda la anterior; lo dice el guardado
    this.vista = esquema;
    this._mostrar(html);
    this.marcar();
  }

  /** Cambia la vista sin mover lo que se mira ni el foco. */
  _mostrar(html) {
    const { lugar } = this;
    const enfocado = lugar.contains(document.activeElement) && document.activeElement.id;
    const { scrollTop } = lugar.parentElement;
    lugar.innerHTML = html;
    lugar.parentElement.scrollTop = scrollTop;
    if (enfocado) document.getElementById(enfocado)?.focus();
  }

  /** Señala en el lienzo los campos de los que la revisión habla, y cuenta lo que impide publicar. */
  marcar() {
    const malos = new Set(todos("[data-vista] [data-campo]", this.caja).map((b) => buscarCampo(this.editor, b.dataset.campo)?.id));
    for (const dibujo of todos("[data-lienzo] .fjs-element[data-id]", this.caja)) dibujo.toggleAttribute("data-con-falta", malos.has(dibujo.dataset.id));
    const cuenta = Number(uno("[data-faltas]", this.caja)?.dataset.faltas || 0);
    const marca = uno("[data-cuantas-faltas]", this.caja);
    marca.hidden = cuenta === 0;
    marca.textContent = `${cuenta} por corregir`;
  }
}
