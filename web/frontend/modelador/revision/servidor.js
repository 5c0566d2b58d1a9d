// La revisión del servidor: se pide cuando se deja de dibujar, de a una, y lo que llega tarde no cuenta.
import { conCalma, enviar } from "../comun.js";

const CALMA = 700;
const ESPERAS = [5_000, 15_000, 30_000, 60_000];

export class DelServidor {
  /** `escribir` da el XML de ahora; `alLlegar` recibe los hallazgos; `alFallar` la frase de por qué no hay, o «». */
  constructor({ url, escribir, alLlegar, alFallar }) {
    Object.assign(this, { url, escribir, alLlegar, alFallar });
    this.vez = 0;
    this.fallas = 0;
    this.enCurso = false;
    this.pendiente = false;
    this.reintento = 0;
    this.pronto = conCalma(() => this._pedir(), CALMA);
  }

  /** El dibujo cambió: lo que esté en camino ya no vale. */
  anotar() {
    if (!this.url) return;
    this.vez += 1;
    this.pronto();
  }

  terminar() {
    this.url = "";
    this.pronto.cancelar();
    clearTimeout(this.reintento);
  }

  async _pedir() {
    if (!this.url) return;
    if (this.enCurso) {
      this.pendiente = true;
      return;
    }
    clearTimeout(this.reintento);
    this.enCurso = true;
    this.pendiente = false;
    const vez = this.vez;
    await this._traer(vez).catch((error) => this._fallo(error));
    this.enCurso = false;
    if (this.pendiente) this.pronto();
  }

  async _traer(vez) {
    const diagrama = await this.escribir();
    const { hallazgos } = await enviar(this.url, { diagrama });
    this.fallas = 0;
    this.alFallar("");
    if (vez === this.vez) this.alLlegar(hallazgos);
  }

  _fallo({ message, estado }) {
    if (!this.url) return;
    this.alFallar(`La revisión del servidor no llegó: ${message} Se muestra la de este navegador.`);
    if (estado !== undefined && estado >= 400 && estado < 500) return; // repetirlo igual daría lo mismo
    this.reintento = setTimeout(() => this._pedir(), ESPERAS[Math.min(this.fallas, ESPERAS.length - 1)]);
    this.fallas += 1;
  }
}
