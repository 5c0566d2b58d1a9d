// Dónde va lo que un archivo no trae dibujado: cada piscina bajo la otra, y lo que falte, bajo lo que ya está.
import { Arbol, medida } from "./arbol.js";
import { bloqueDe, limites, MARGEN, mover, ROTULO } from "./bloque.js";
import { flujo, mensaje, recta } from "./caminos.js";

const ENTRE_PISCINAS = 40;
const ALTO_CERRADA = 60;
const redondo = (n) => Math.round(n * 100) / 100;

class Disposicion {
  constructor(arbol) {
    this.arbol = arbol;
    this.planos = new Map();
    this.cajas = new Map(arbol.cajas); // las que ya estaban y las que se ponen
    this.lineas = new Map();
    this.en = new Map(arbol.planoDe); // en qué plano está cada uno
  }

  plano(id) {
    if (!this.planos.has(id)) this.planos.set(id, { elemento: id, figuras: [], lineas: [] });
    return this.planos.get(id);
  }

  poner(plano, id, caja) {
    if (this.cajas.has(id)) return;
    this.cajas.set(id, caja);
    this.en.set(id, plano);
    const figura = { elemento: id, caja: [caja.x, caja.y, caja.ancho, caja.alto].map(redondo) };
    if (caja.abierta !== undefined) figura.abierta = caja.abierta;
    if (caja.horizontal !== undefined) figura.horizontal = caja.horizontal;
    this.plano(plano).figuras.push(figura);
  }

  trazar(plano, id, puntos) {
    if (this.arbol.lineas.has(id) || this.lineas.has(id)) return;
    this.lineas.set(id, puntos);
    this.en.set(id, plano);
    this.plano(plano).lineas.push({ elemento: id, puntos: puntos.map((p) => p.map(redondo)) });
  }

  /** La caja de un elemento; la de una flecha es un punto a mitad de camino. */
  cajaDe(elemento) {
    const linea = elemento && this.lineas.get(elemento.id);
    if (!linea) return elemento && this.cajas.get(elemento.id);
    const [x, y] = linea[Math.floor(linea.length / 2)];
    return { x, y, ancho: 0, alto: 0 };
  }

  unir(plano, elemento, camino) {
    const puntas = ["sourceRef", "targetRef"].map((punta) => this.arbol.punta(elemento, punta));
    const [de, a] = puntas.map((punta) => punta && this.en.get(punta.id) === plano && this.cajaDe(punta));
    if (de && a) this.trazar(plano, elemento.id, camino(de, a));
  }

  agregar(plano, bloque, dx, dy) {
    mover(bloque, dx, dy);
    for (const [id, caja] of mayoresPrimero(bloque.cajas)) this.poner(plano, id, caja);
    for (const [id, puntos] of bloque.lineas) this.trazar(plano, id, puntos);
  }

  /** Hasta dónde llega lo dibujado en un plano. */
  fondo(plano) {
    const suyas = [...this.arbol.planoDe].filter(([, p]) => p === plano).map(([id]) => this.arbol.cajas.get(id)).filter(Boolean);
    const puestas = this.planos.has(plano) ? this.plano(plano).figuras.map((f) => this.cajas.get(f.elemento)) : [];
    return suyas.length + puestas.length ? limites([...suyas, ...puestas]) : null;
  }
}

const mayoresPrimero = (cajas) => [...cajas].sort(([, a], [, b]) => b.ancho * b.alto - a.ancho * a.alto);
const algunoDibujado = (arbol, contenedor) => arbol.nodos(contenedor).some((n) => arbol.dibujado(n));

/** Lo que hay que agregar al dibujo de `xml`: una lista de planos con sus figuras y sus flechas. */
export async function disponer(xml) {
  const arbol = new Arbol(xml);
  const d = new Disposicion(arbol);
  const colaboracion = arbol.colaboracion();
  const piscinas = colaboracion ? arbol.todos("participant", colaboracion) : [];
  const enPiscina = new Set(piscinas.map((p) => arbol.procesoDe(p)?.id));
  for (const piscina of piscinas) await disponerPiscina(d, colaboracion.id, piscina);
  if (colaboracion) terminarColaboracion(d, colaboracion, piscinas);
  for (const proceso of arbol.procesos().filter((p) => !enPiscina.has(p.id))) await disponerSuelto(d, proceso);
  return [...d.planos.values()].filter((p) => p.figuras.length || p.lineas.length);
}

async function disponerPiscina(d, plano, piscina) {
  const proceso = d.arbol.procesoDe(piscina);
  const vacia = !proceso || !d.arbol.nodos(proceso).length;
  const estaba = d.cajas.has(piscina.id);
  if (!vacia && algunoDibujado(d.arbol, proceso)) {
    if (!estaba) d.poner(plano, piscina.id, alrededor(d, proceso));
    return completar(d, planoDe(d, proceso, plano), proceso);
  }
  if (vacia) return estaba || d.poner(plano, piscina.id, cerrada(d, plano));
  const bloque = await bloqueDe(d.arbol, proceso);
  const fondo = d.fondo(plano);
  const margen = bloque.conCarriles ? 0 : MARGEN;
  const y = fondo ? fondo.y + fondo.alto + ENTRE_PISCINAS : 0;
  // si la piscina ya estaba dibujada, y vacía, se queda: lo suyo va debajo de todo
  if (!estaba) d.poner(plano, piscina.id, { x: 0, y, ancho: ROTULO + bloque.ancho + 2 * margen, alto: bloque.alto + 2 * margen, horizontal: true, abierta: true });
  return d.agregar(plano, bloque, ROTULO + margen, y + margen);
}

function cerrada(d, plano) {
  const fondo = d.fondo(plano);
  const y = fondo ? fondo.y + fondo.alto + ENTRE_PISCINAS : 0;
  return { x: fondo ? fondo.x : 0, y, ancho: Math.max(fondo?.ancho || 0, 600), alto: ALTO_CERRADA, horizontal: true };
}

const planoDe = (d, proceso, omision) => d.arbol.nodos(proceso).map((n) => d.arbol.planoDe.get(n.id)).find(Boolean) || omision;

function alrededor(d, proceso) {
  const { hojas, mayores } = d.arbol.carriles(proceso);
  const suyos = [...d.arbol.nodos(proceso), ...hojas, ...mayores].map((e) => d.cajas.get(e.id)).filter(Boolean);
  const caja = limites(suyos);
  const margen = hojas.some((c) => d.cajas.has(c.id)) ? 0 : ROTULO;
  return { x: caja.x - margen - ROTULO, y: caja.y - margen, ancho: caja.ancho + 2 * margen + ROTULO, alto: caja.alto + 2 * margen, horizontal: true, abierta: true };
}

/** Las piscinas nuevas al mismo ancho, las notas sueltas debajo y los mensajes entre todas. */
function terminarColaboracion(d, colaboracion, piscinas) {
  const plano = colaboracion.id;
  const nuevas = d.planos.has(plano) ? d.plano(plano).figuras.filter((f) => piscinas.some((p) => p.id === f.elemento)) : [];
  if (nuevas.length === piscinas.length) igualar(d, nuevas);
  enHilera(d, plano, d.arbol.adornos(colaboracion));
  const anchas = new Set(piscinas.map((p) => p.id));
  for (const flecha of d.arbol.todos("messageFlow", colaboracion)) {
    const cual = (punta) => anchas.has(d.arbol.punta(flecha, punta)?.id);
    d.unir(plano, flecha, (de, a) => mensaje(de, a, { de: cual("sourceRef"), a: cual("targetRef") }));
  }
  for (const union of d.arbol.asociaciones(colaboracion)) d.unir(plano, union, recta);
}

function igualar(d, figuras) {
  const ancho = Math.max(...figuras.map((f) => f.caja[2]));
  for (const figura of figuras) {
    const extra = ancho - figura.caja[2];
    figura.caja[2] = ancho;
    d.cajas.get(figura.elemento).ancho = ancho;
    const proceso = d.arbol.procesoDe(d.arbol.porId.get(figura.elemento));
    const carriles = proceso ? d.arbol.todos("lane", proceso).map((c) => c.id) : [];
    for (const otra of d.plano(d.arbol.colaboracion().id).figuras) if (carriles.includes(otra.elemento)) (otra.caja[2] += extra), (d.cajas.get(otra.elemento).ancho += extra);
  }
}

async function disponerSuelto(d, proceso) {
  if (!d.arbol.nodos(proceso).length) return;
  if (algunoDibujado(d.arbol, proceso)) return completar(d, planoDe(d, proceso, proceso.id), proceso);
  d.agregar(proceso.id, await bloqueDe(d.arbol, proceso), MARGEN, MARGEN);
}

/** Lo que falta de un proceso dibujado a medias: los pasos en hilera, los carriles alrededor de los suyos y las flechas. */
async function completar(d, plano, contenedor) {
  const { arbol } = d;
  for (const nodo of arbol.nodos(contenedor).filter((n) => arbol.nodos(n).length)) await completarDentro(d, plano, nodo);
  enHilera(d, plano, [...arbol.nodos(contenedor), ...arbol.adornos(contenedor)]);
  const { hojas, mayores } = contenedor.localName === "process" ? arbol.carriles(contenedor) : { hojas: [], mayores: [] };
  for (const carril of hojas.filter((c) => !d.cajas.has(c.id))) {
    const suyas = arbol.nodosDe(carril).map((id) => d.cajas.get(id)).filter(Boolean);
    d.poner(plano, carril.id, { ...ensanchar(suyas.length ? limites(suyas) : cerrada(d, plano)), horizontal: true });
  }
  for (const mayor of mayores) d.poner(plano, mayor.id, { ...ensanchar(limites(arbol.todos("lane", mayor).map((c) => d.cajas.get(c.id)).filter(Boolean))), horizontal: true });
  for (const f of arbol.flujos(contenedor)) d.unir(plano, f, flujo);
  for (const union of arbol.asociaciones(contenedor)) d.unir(plano, union, recta);
}

const ensanchar = ({ x, y, ancho, alto }) => ({ x: x - ROTULO, y: y - ROTULO / 2, ancho: ancho + 2 * ROTULO, alto: alto + ROTULO });

/** Lo de dentro de un subproceso: si está cerrado y sin dibujar, en su propio plano; si no, lo que falte, y su marco. */
async function completarDentro(d, plano, subproceso) {
  const caja = d.arbol.cajas.get(subproceso.id);
  if (algunoDibujado(d.arbol, subproceso) || caja?.abierta) {
    const suyo = planoDe(d, subproceso, plano);
    await completar(d, suyo, subproceso);
    if (!caja) d.poner(plano, subproceso.id, { ...marco(d, subproceso), abierta: suyo === plano });
    return;
  }
  const bloque = await bloqueDe(d.arbol, subproceso);
  if (caja) return d.agregar(subproceso.id, bloque, MARGEN, MARGEN);
  const fondo = d.fondo(plano) || { x: 0, y: 0, alto: 0 };
  const [x, y] = [fondo.x, fondo.y + fondo.alto + MARGEN];
  d.poner(plano, subproceso.id, { x, y, ancho: bloque.ancho + 2 * MARGEN, alto: bloque.alto + 2 * MARGEN, abierta: true });
  d.agregar(plano, bloque, x + MARGEN, y + MARGEN);
}

function marco(d, subproceso) {
  const { x, y, ancho, alto } = limites(d.arbol.nodos(subproceso).map((n) => d.cajas.get(n.id)).filter(Boolean));
  return { x: x - MARGEN, y: y - MARGEN, ancho: ancho + 2 * MARGEN, alto: alto + 2 * MARGEN };
}

function enHilera(d, plano, elementos) {
  const faltan = elementos.filter((e) => !d.cajas.has(e.id));
  const fondo = d.fondo(plano) || { x: 0, y: 0, alto: 0 };
  let x = fondo.x;
  for (const elemento of faltan) {
    const [ancho, alto] = medida(elemento.localName);
    d.poner(plano, elemento.id, { x, y: fondo.y + fondo.alto + MARGEN, ancho, alto });
    x += ancho + MARGEN;
  }
}
