// La vista previa: el servidor la hace con lo que hay en el editor, y dice qué está mal y dónde.
import { pedir, todos, uno } from "../../modelador/comun.js";
import { buscarCampo } from "./campos.js";

export class Previa {
  constructor(caja, editor, escribir) {
    Object.assign(this, { caja, editor, escribir });
    this.turno = 0;
    this.vista = escribir();
  }

  /** Pide la vista de lo que hay ahora; una respuesta vieja no pisa a una nueva. */
  async pedir() {
    const body = this.escribir();
    if (body === this.vista) return;
    this.turno += 1;
    const mio = this.turno;
    const headers = { "Content-Type": "application/json", Accept: "text/html" };
    const respuesta = await pedir(this.caja.dataset.vistaUrl, { method: "POST", headers, body }).catch(() => null);
    const html = respuesta && (await respuesta.text());
    if (!html || mio !== this.turno) return; // sin red queda la anterior; lo dice el guardado
    this.vista = body;
    const lugar = uno("[data-vista]", this.caja);
    const { scrollTop } = lugar.parentElement;
    lugar.innerHTML = html;
    lugar.parentElement.scrollTop = scrollTop;
    this.marcar();
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
