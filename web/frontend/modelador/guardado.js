// Guardar solo: poco después de cada cambio, diciendo siempre en qué quedó.
import { cuando, enviar } from "./comun.js";

const CALMA = 1200; // ms sin dibujar antes de guardar
const TOPE = 8000; // ms que un cambio espera como mucho, aunque se siga dibujando
const REINTENTOS = [3, 6, 12, 30, 60]; // segundos

/**
 * Lleva el borrador de este navegador al servidor.
 * `escribir()` da el contenido; `respaldo` guarda en este equipo lo que todavía no llegó; `decir(estado, frase)` lo muestra; `alChocar(conflicto)` recibe el 409.
 * Estados: guardado, pendiente, guardando, sin_red, rechazado, conflicto.
 */
export class Guardado {
  constructor({ url, revision, escribir, decir, alChocar, respaldo }) {
    Object.assign(this, { url, revision, escribir, decir, alChocar, respaldo });
    this.cambios = 0; // cuántos hubo desde que se abrió
    this.guardados = 0; // hasta cuál llegó al servidor
    this.fallos = 0;
    this.detenido = false;
    this.enCurso = null;
    addEventListener("online", () => this.ya());
    document.addEventListener("visibilitychange", () => document.hidden && this.ya());
    addEventListener("beforeunload", (evento) => this.pendiente() && evento.preventDefault());
  }

  pendiente() {
    return this.cambios > this.guardados;
  }

  /** Algo cambió. */
  anotar() {
    this.cambios += 1;
    if (this.detenido) return;
    this.desde ??= performance.now();
    this.decir("pendiente", "Hay cambios sin guardar");
    this.programar(Math.max(0, Math.min(CALMA, TOPE - (performance.now() - this.desde))));
  }

  programar(ms) {
    clearTimeout(this.reloj);
    this.reloj = setTimeout(() => this.guardar(), ms);
  }

  /** Guarda ahora lo que falte y espera a que termine. */
  async ya() {
    if (this.enCurso) await this.enCurso;
    if (this.pendiente() && !this.detenido) await this.guardar();
  }

  /** Deja de guardar: alguien más guardó otra cosa, o se pasó a mirar. */
  detener() {
    clearTimeout(this.reloj);
    this.detenido = true;
  }

  /** Vuelve a guardar, sobre esta revisión y con nada pendiente. */
  seguirDesde(revision) {
    this.revision = revision;
    this.guardados = this.cambios;
    this.detenido = false;
    this.fallos = 0;
  }

  guardar() {
    clearTimeout(this.reloj);
    this.enCurso ??= this.enviar().finally(() => {
      this.enCurso = null;
    });
    return this.enCurso;
  }

  async enviar() {
    const hasta = this.cambios;
    this.decir("guardando", "Guardando…");
    try {
      const contenido = await this.escribir();
      this.respaldo.guardar(contenido, this.revision);
      const dado = await enviar(this.url, { contenido, revision: this.revision }, "PUT");
      this.alGuardar(hasta, dado);
    } catch (rechazo) {
      this.alFallar(rechazo);
    }
  }

  alGuardar(hasta, { revision, tocado_el: tocado }) {
    this.revision = revision;
    this.guardados = hasta;
    this.fallos = 0;
    this.desde = undefined;
    this.respaldo.borrar();
    this.decir("guardado", `Guardado ${cuando(tocado)} por usted`);
    if (this.pendiente()) this.anotarDespues();
  }

  anotarDespues() {
    this.decir("pendiente", "Hay cambios sin guardar");
    this.programar(CALMA);
  }

  alFallar(rechazo) {
    if (rechazo.estado === 409 && rechazo.datos.quien) return this.chocar(rechazo.datos);
    if (rechazo.estado >= 400 && rechazo.estado < 500 && ![401, 408, 429].includes(rechazo.estado)) {
      return this.decir("rechazado", `No se guardó: ${rechazo.message}`);
    }
    const espera = REINTENTOS[Math.min(this.fallos, REINTENTOS.length - 1)];
    this.fallos += 1;
    this.programar(espera * 1000);
    return this.decir("sin_red", `No se guardó: ${rechazo.message || "algo falló."} Lo suyo sigue en esta página; se vuelve a intentar en ${espera} s.`);
  }

  chocar(datos) {
    this.detener();
    this.decir("conflicto", `No se guarda: ${datos.quien} guardó otra versión (${cuando(datos.cuando)}).`);
    this.alChocar(datos);
  }
}
