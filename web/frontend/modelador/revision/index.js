// La revisión mientras se dibuja: módulo de didi que el modelador suma a los suyos.
import { uno } from "../comun.js";
import { Arreglos, compatibles } from "./arreglos.js";
import { escucharAtajos } from "./atajos.js";
import { enFrase } from "./frases.js";
import { irA, irALaDireccion } from "./ir.js";
import { juntar } from "./juntar.js";
import { Lista } from "./lista.js";
import { Marcas } from "./marcas.js";
import { eleccionDe } from "./propuestas.js";
import { hallar } from "./reglas.js";
import { DelServidor } from "./servidor.js";

const AL_CAMBIAR = 120; // ms: varios cambios seguidos se revisan una vez
const AL_ABRIR = 500; // ms: primero que se pueda dibujar

class Revision {
  constructor(eventBus, injector, arreglos, deCauce) {
    this._servicio = (nombre) => injector.get(nombre, false);
    this._arreglos = arreglos;
    this._locales = [];
    this._remotos = [];
    this._reloj = 0;
    this._vistas = [];
    eventBus.once("attach", () => this._empezar(eventBus, deCauce?.revisar || "")); // antes no está en la página
  }

  _empezar(bus, url) {
    const caja = this._servicio("canvas").getContainer().closest("[data-modelador]");
    if (!caja || !uno("[data-hallazgos]", caja)) return;
    this._servidor = this._delServidor(url);
    this._vistas = [new Lista(caja, this), new Marcas(caja, this, this._servicio)];
    escucharAtajos(this._vistas[0], this);
    this._escuchar(bus);
  }

  _delServidor(url) {
    return new DelServidor({
      url,
      escribir: async () => (await this._servicio("bpmnjs").saveXML({ format: true })).xml,
      alLlegar: (hallazgos) => this._poner({ remotos: hallazgos }),
      alFallar: (frase) => this._vistas[0].decir(frase),
    });
  }

  _escuchar(bus) {
    const simula = () => this._servicio("toggleMode")?._active;
    const anotar = (en = AL_CAMBIAR) => {
      clearTimeout(this._reloj);
      this._reloj = setTimeout(() => this._mirar(), en);
      this._servidor.anotar();
    };
    bus.on("commandStack.changed", () => void (simula() || anotar())); // devolver algo callaría a los demás
    bus.on("import.done", () => {
      this._remotos = [];
      anotar(AL_ABRIR);
    });
    bus.on("soloLectura.cambio", () => this._mostrar());
    bus.on("tokenSimulation.toggleMode", ({ active }) => void (active || anotar()));
    bus.on("diagram.destroy", () => {
      clearTimeout(this._reloj);
      this._servidor.terminar();
    });
    addEventListener("hashchange", () => irALaDireccion(this._servicio));
    document.addEventListener("visibilitychange", () => document.hidden || this._servidor.anotar()); // otro pudo agregar lo que faltaba
  }

  /** Las reglas del navegador, sobre lo dibujado ahora. */
  async _mirar() {
    const definiciones = this._servicio("bpmnjs").getDefinitions();
    if (!definiciones) return;
    const bos = new Map();
    const medio = { tituloDe: (clave) => this._servicio("panelDePropiedades")?._entorno?.formularios.find((f) => f.clave === clave)?.titulo || "" };
    const recorrer = (bo) => {
      if (!bo || bos.has(bo.id)) return;
      if (bo.id) bos.set(bo.id, bo);
      for (const parte of ["rootElements", "participants", "messageFlows", "laneSets", "lanes", "childLaneSet", "flowElements", "artifacts"]) [bo[parte] || []].flat().forEach(recorrer);
    };
    recorrer(definiciones);
    const informes = await hallar(definiciones);
    this._poner({ locales: informes.filter(({ id }) => bos.has(id)).map((informe) => enFrase(informe, bos.get(informe.id), medio)).filter(Boolean) });
  }

  _poner({ locales = this._locales, remotos = this._remotos }) {
    this._locales = locales;
    this._remotos = remotos;
    this._mostrar();
  }

  _mostrar() {
    const hallazgos = this.hallazgos();
    for (const vista of this._vistas) vista.mostrar(hallazgos);
  }

  /** Todo lo hallado, cada cosa con su figura y su arreglo; `sinDecidir`: se arregla sin elegir nada. */
  hallazgos() {
    const registro = this._servicio("elementRegistry");
    return juntar(this._remotos, this._locales).map((h) => {
      const dibujo = registro.get(h.elemento) || registro.find((e) => e.businessObject?.processRef?.id === h.elemento) || null;
      const arreglo = h.arreglo || eleccionDe(h, dibujo?.businessObject);
      const arreglable = this.edita() && this._arreglos.puede(arreglo);
      return { ...h, dibujo, arreglo, arreglable, sinDecidir: arreglable && Boolean(h.arreglo) && h.arreglo.clase !== "variable" }; // un nombre parecido es una suposición
    });
  }

  edita() {
    return !this._servicio("soloLectura")?.activa && !this._servicio("toggleMode")?._active;
  }

  ir(hallazgo) {
    irA(this._servicio, hallazgo.dibujo);
  }

  /** Hace los arreglos de esos hallazgos, como un solo paso; el servidor dirá si quedó algo. */
  arreglar(hallazgos) {
    const elegidos = compatibles(hallazgos.filter((h) => h.arreglable).map((h) => h.arreglo));
    if (!elegidos.length) return;
    const quitados = new Set(elegidos.map((arreglo) => JSON.stringify(arreglo)));
    const hechos = this._arreglos.hacer(elegidos);
    this._vistas[0].anunciar(hechos === 1 ? "Arreglado. Ctrl Z lo deshace." : `${hechos} arreglados. Ctrl Z los deshace juntos.`);
    this._poner({ remotos: this._remotos.filter((h) => !quitados.has(JSON.stringify(h.arreglo))) });
  }

  /** Al abrir con #e=… va a ese elemento. */
  irALaDireccion() {
    irALaDireccion(this._servicio);
  }
}

Revision.$inject = ["eventBus", "injector", "arreglosDeRevision", "config.cauce"];

export default { __init__: ["revision"], arreglosDeRevision: ["type", Arreglos], revision: ["type", Revision] };
