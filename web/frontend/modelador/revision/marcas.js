// Las marcas sobre el dibujo: cuántos hallazgos tiene cada elemento y, al tocarla, cuáles.
import { crear, uno } from "../comun.js";
import { mostrarMarca } from "./ir.js";
import { enCuenta } from "./juntar.js";
import { iconoDe, nombreDe } from "./piezas.js";
import { Recuadro } from "./recuadro.js";

const TIPO = "revision";
const LADO = 22;
const ESCALA = { min: 0.75, max: 1 };
const SE_VE = { minZoom: 0.25 };

/** Dónde va: en la esquina de una figura, adentro de un carril, a la mitad de un flujo. */
function lugarDe(elemento) {
  if (elemento.waypoints) {
    const { x, y } = medioDe(elemento.waypoints);
    const izquierda = Math.min(...elemento.waypoints.map((p) => p.x));
    const arriba = Math.min(...elemento.waypoints.map((p) => p.y));
    return { left: x - izquierda - LADO / 2, top: y - arriba - LADO / 2 };
  }
  if (/Participant|Lane/.test(elemento.type)) return { left: 4, top: 4 };
  return { left: -LADO / 2, top: -LADO * 0.85 }; // sin tapar el signo que dice qué tarea es
}

/** El punto a mitad de camino de una línea quebrada. */
function medioDe(puntos) {
  const tramos = puntos.slice(1).map((fin, i) => ({ inicio: puntos[i], fin, largo: Math.hypot(fin.x - puntos[i].x, fin.y - puntos[i].y) }));
  let falta = tramos.reduce((suma, { largo }) => suma + largo, 0) / 2;
  for (const { inicio, fin, largo } of tramos) {
    if (falta <= largo && largo) return { x: inicio.x + ((fin.x - inicio.x) * falta) / largo, y: inicio.y + ((fin.y - inicio.y) * falta) / largo };
    falta -= largo;
  }
  return puntos[0];
}

function porElemento(hallazgos) {
  const grupos = new Map();
  for (const hallazgo of hallazgos.filter(({ dibujo }) => dibujo?.parent)) {
    const { id } = hallazgo.dibujo;
    grupos.set(id, [...(grupos.get(id) || []), hallazgo]);
  }
  return grupos;
}

export class Marcas {
  constructor(caja, revision, servicio) {
    this._caja = caja;
    this._overlays = servicio("overlays");
    this._lienzo = servicio("canvas");
    this._registro = servicio("elementRegistry");
    this._seleccion = servicio("selection");
    this._puestas = new Map();
    this._recuadro = new Recuadro(caja, revision, (id) => this._botonDe(id));
    servicio("eventBus").on("canvas.viewbox.changed", () => this._recuadro.recolocar());
    servicio("eventBus").on("import.parse.start", () => this._olvidar());
  }

  mostrar(hallazgos) {
    const grupos = porElemento(hallazgos);
    for (const id of [...this._puestas.keys()].filter((puesto) => !grupos.has(puesto))) this._quitar(id);
    for (const [id, suyos] of grupos) this._poner(id, suyos);
    this._recuadro.mostrar(grupos);
  }

  _olvidar() {
    this._puestas.clear();
    this._recuadro.cerrar();
  }

  _botonDe(id) {
    return uno(`[data-revision-marca=${JSON.stringify(id)}]`, this._caja);
  }

  _quitar(id) {
    this._overlays.remove(this._puestas.get(id).overlay);
    this._puestas.delete(id);
  }

  _poner(id, suyos) {
    const elemento = this._registro.get(id);
    const position = lugarDe(elemento);
    const firma = JSON.stringify([position, suyos.map((h) => [h.grave, h.mensaje, nombreDe(h)])]);
    const puesta = this._puestas.get(id);
    if (puesta?.firma === firma && puesta.elemento === elemento) return;
    const teniaElFoco = document.activeElement === this._botonDe(id);
    if (puesta) this._quitar(id);
    const overlay = this._overlays.add(elemento, TIPO, { position, html: this._marca(id, suyos), scale: ESCALA, show: SE_VE });
    this._puestas.set(id, { overlay, firma, elemento });
    if (teniaElFoco) this._botonDe(id).focus();
  }

  _marca(id, suyos) {
    const clase = suyos.some((h) => h.grave) ? "grave" : "consejo";
    const dicho = `${nombreDe(suyos[0])}: ${enCuenta(suyos).replace(" · ", ", ")}`;
    const cuantos = suyos.length > 1 ? crear("span", { class: "revision-cuantos" }, `${suyos.length}`) : "";
    const dentro = [iconoDe(this._caja, clase), cuantos, crear("span", { class: "visually-hidden" }, ` ${dicho}`)];
    const boton = crear("button", { type: "button", class: `revision-marca ${clase}`, "data-revision-marca": id, "aria-haspopup": "dialog", title: suyos.map((h) => h.mensaje).join("\n") }, ...dentro);
    boton.addEventListener("focus", () => mostrarMarca(this._lienzo, this._registro.get(id), boton));
    boton.addEventListener("click", () => this._abrir(id));
    return boton;
  }

  /** Elige también el elemento: la marca está donde se pulsaría para elegirlo. */
  _abrir(id) {
    this._seleccion.select(this._registro.get(id));
    this._recuadro.alternar(id);
  }
}
