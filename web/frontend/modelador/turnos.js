// Quién edita: solo lectura cuando no corresponde, cuando otro llegó antes o cuando la pantalla es chica.
import { uno } from "./comun.js";
import { Presencia, fraseDe } from "./presencia.js";

const ANGOSTA = "Para dibujar hace falta una pantalla más grande: aquí se puede mirar.";

/** Muestra la cinta con una frase y los botones que correspondan; sin frase la esconde. */
function cinta(caja, frase, puedeEditar = false, puedeTraer = false) {
  const lugar = uno("[data-cinta]", caja);
  lugar.hidden = !frase;
  uno("[data-cinta-frase]", lugar).textContent = frase || "";
  uno("[data-editar]", lugar).hidden = !puedeEditar;
  uno("[data-traer]", lugar).hidden = !puedeTraer;
}

/**
 * `hoja` es lo que se edita: `cosa` («este diagrama»), `archivo` (clase/clave), `mira()`, `mirar(si)`,
 * `traer(contenido)` lo pone tal como está guardado y `reemplazar(contenido)` lo pone como un cambio.
 * `releer()` da `{contenido, revision}`.
 */
class Turno {
  constructor({ caja, hoja, guardado, angosta, releer, revisionGuardada }) {
    Object.assign(this, { caja, hoja, guardado, angosta, releer, revisionGuardada });
    this.editable = caja.dataset.editable === "si";
    this.presencia = new Presencia({
      url: caja.dataset.presencia,
      archivo: hoja.archivo,
      alCambiar: (otros) => this.alCambiar(otros),
      alPasar: () => this.seguir().catch(() => {}), // sin red: ya se dirá al guardar
    });
    this.mira = false;
    this.otros = [];
  }

  async empezar() {
    if (!this.editable) return this.mirar(this.caja.dataset.porQueNo);
    if (this.angosta.matches) this.mirar(ANGOSTA);
    else if ((await this.presencia.preguntar()).length) this.mirar(`${fraseDe(this.otros, this.hoja.cosa)} Se abrió solo para mirar.`, true);
    else await this.ocupar();
    this.angosta.addEventListener("change", () => (this.angosta.matches ? this.achicar() : this.agrandar()));
    uno("[data-editar]", this.caja).addEventListener("click", () => this.editar());
    uno("[data-traer]", this.caja).addEventListener("click", () => this.traer().then(() => cinta(this.caja, "")));
    return this.presencia.empezar();
  }

  mirar(frase, puedeEditar = false) {
    this.mira = true;
    this.guardado.detener();
    this.hoja.mirar(true);
    cinta(this.caja, frase, puedeEditar);
  }

  /** La ventana quedó chica: guarda lo que falte y pasa a mirar. */
  async achicar() {
    await this.guardado.ya();
    this.presencia.edita = false;
    this.mirar(ANGOSTA);
  }

  /** La ventana volvió a alcanzar: edita, si nadie más lo hace. */
  async agrandar() {
    if ((await this.presencia.preguntar()).length) cinta(this.caja, `${fraseDe(this.otros, this.hoja.cosa)} Se abrió solo para mirar.`, true);
    else if (!this.guardado.pendiente()) await this.editar();
  }

  /** Desde ahora figura como que edita. */
  ocupar() {
    this.presencia.edita = true;
    return this.presencia.preguntar();
  }

  /** Pasa a editar sobre lo último que hay guardado. */
  async editar() {
    await this.traer();
    this.hoja.mirar(false);
    this.guardado.seguirDesde(this.guardado.revision);
    this.mira = false;
    this.presencia.ultimo = "";
    cinta(this.caja, "");
    await this.ocupar();
  }

  /** Pone en la página lo último guardado. */
  async traer() {
    const { contenido, revision } = await this.releer();
    await this.hoja.traer(contenido);
    if (this.mira) this.guardado.revision = revision;
    else this.guardado.seguirDesde(revision);
  }

  /** Si alguien guardó después: quien mira lo ve enseguida; quien edita, y nada tiene pendiente, puede traerlo. */
  async seguir() {
    if (!this.mira && (!this.otros.length || this.guardado.pendiente())) return;
    if ((await this.revisionGuardada()) <= this.guardado.revision) return;
    if (this.mira) await this.traer();
    else cinta(this.caja, `Otra persona guardó una versión más nueva de ${this.hoja.cosa}.`, false, true);
  }

  alCambiar(otros) {
    const habia = this.otros.length > 0;
    this.otros = otros;
    if (this.mira && !this.angosta.matches && this.editable) {
      cinta(this.caja, otros.length ? `${fraseDe(otros, this.hoja.cosa)} Se abrió solo para mirar.` : `Ya nadie más edita ${this.hoja.cosa}.`, true);
    } else if (!this.mira && (otros.length || habia)) {
      cinta(this.caja, otros.length ? `${fraseDe(otros, this.hoja.cosa)} Si los dos guardan, el segundo recibe un aviso y no se pierde nada.` : "");
    }
  }
}

/** Decide si esta persona edita o mira, y lo mantiene al día. */
export async function turnarse(datos) {
  const turno = new Turno(datos);
  await turno.empezar();
  return turno;
}
