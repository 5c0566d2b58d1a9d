// El dibujo de un proceso entero, desde su esquina: pasos y flujos (bpmn-auto-layout), datos, notas y carriles.
import { layoutProcess } from "bpmn-auto-layout";
import { BPMN, CONTENEDORES, DC, DI, esCompuerta, esEvento, medida } from "./arbol.js";
import { flujo, recta } from "./caminos.js";

const MARGEN = 40;
const ROTULO = 30;

const escapar = (texto) => texto.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Lo justo de cada paso para que la biblioteca lo acomode: clase, puntas y lo que contiene. */
class Escrito {
  constructor(arbol) {
    this.arbol = arbol;
    this.numeros = new Map();
    this.abiertos = [];
  }

  clave(id) {
    if (!this.numeros.has(id)) this.numeros.set(id, `n${this.numeros.size}`);
    return this.numeros.get(id);
  }

  documento(contenedor) {
    const cuerpo = this.contenido(contenedor);
    const figuras = this.abiertos.map((id) => `<di:BPMNShape id="d${id}" bpmnElement="${id}" isExpanded="true"/>`).join("");
    return `<b:definitions xmlns:b="${BPMN}" xmlns:di="${DI}" id="todo"><b:process id="p">${cuerpo}</b:process><di:BPMNDiagram id="g"><di:BPMNPlane id="pl" bpmnElement="p">${figuras}</di:BPMNPlane></di:BPMNDiagram></b:definitions>`;
  }

  contenido(contenedor) {
    const nodos = this.arbol.nodos(contenedor);
    const dentro = new Set(nodos.map((n) => n.id));
    const flujos = this.arbol.flujos(contenedor).filter((f) => ["sourceRef", "targetRef"].every((p) => dentro.has(this.arbol.punta(f, p)?.id)));
    const escritos = flujos.map((f) => `<b:sequenceFlow id="${this.clave(f.id)}" sourceRef="${this.clave(this.arbol.punta(f, "sourceRef").id)}" targetRef="${this.clave(this.arbol.punta(f, "targetRef").id)}"/>`);
    return nodos.map((n) => this.nodo(n, flujos, dentro)).join("") + escritos.join("");
  }

  nodo(nodo, flujos, dentro) {
    const lazos = [["targetRef", "incoming"], ["sourceRef", "outgoing"]].flatMap(([punta, nombre]) => flujos.filter((f) => this.arbol.punta(f, punta) === nodo).map((f) => `<b:${nombre}>${this.clave(f.id)}</b:${nombre}>`));
    const anfitrion = this.arbol.punta(nodo, "attachedToRef");
    const pegado = anfitrion && dentro.has(anfitrion.id) ? ` attachedToRef="${this.clave(anfitrion.id)}"` : "";
    const clase = this.clase(nodo.localName, pegado);
    const adentro = clase === "subProcess" ? this.contenido(nodo) : "";
    if (clase === "subProcess") this.abiertos.push(this.clave(nodo.id));
    return `<b:${clase} id="${escapar(this.clave(nodo.id))}"${pegado}>${lazos.join("")}${adentro}</b:${clase}>`;
  }

  clase(nombre, pegado) {
    if (CONTENEDORES.has(nombre)) return "subProcess";
    if (esCompuerta(nombre)) return "exclusiveGateway";
    if (nombre === "boundaryEvent") return pegado ? nombre : "intermediateCatchEvent";
    return esEvento(nombre) ? nombre : "task";
  }

  ids() {
    return new Map([...this.numeros].map(([id, numero]) => [numero, id]));
  }
}

/** Las cajas y las flechas de un proceso o subproceso: `{cajas, lineas}`, por id. */
async function acomodar(arbol, contenedor) {
  const escrito = new Escrito(arbol);
  const xml = escrito.documento(contenedor);
  const hecho = new DOMParser().parseFromString(await layoutProcess(xml), "application/xml");
  const ids = escrito.ids();
  const [cajas, lineas] = [new Map(), new Map()];
  for (const figura of hecho.getElementsByTagNameNS(DI, "BPMNShape")) {
    const limites = figura.getElementsByTagNameNS(DC, "Bounds")[0];
    const [x, y, ancho, alto] = ["x", "y", "width", "height"].map((n) => Number(limites.getAttribute(n)));
    cajas.set(ids.get(figura.getAttribute("bpmnElement")), { x, y, ancho, alto });
  }
  for (const flecha of hecho.getElementsByTagNameNS(DI, "BPMNEdge")) {
    const puntos = [...flecha.children].map((p) => [Number(p.getAttribute("x")), Number(p.getAttribute("y"))]);
    lineas.set(ids.get(flecha.getAttribute("bpmnElement")), puntos);
  }
  return { cajas, lineas };
}

/** Si la biblioteca no puede, los pasos van en filas: se ven todos, con lo que contienen, y se pueden mover. */
function enFilas(arbol, contenedor) {
  const cajas = new Map();
  const colocar = (dentroDe, desdeX, desdeY) => {
    const nodos = arbol.nodos(dentroDe);
    const pegados = nodos.filter((n) => esPegado(arbol, n, nodos));
    const sueltos = nodos.filter((n) => !pegados.includes(n));
    const porFila = Math.max(6, Math.ceil(Math.sqrt(sueltos.length * 2)));
    let [x, y, alta, ancho] = [desdeX, desdeY, 0, 0];
    sueltos.forEach((nodo, lugar) => {
      if (lugar && lugar % porFila === 0) [x, y, alta] = [desdeX, y + alta + 2 * MARGEN, 0];
      const caja = { x, y, ancho: medida(nodo.localName)[0], alto: medida(nodo.localName)[1] };
      if (arbol.nodos(nodo).length) {
        const [w, h] = colocar(nodo, x + MARGEN, y + MARGEN);
        [caja.ancho, caja.alto] = [w + 2 * MARGEN, h + 2 * MARGEN];
      }
      cajas.set(nodo.id, caja);
      x += caja.ancho + 2 * MARGEN;
      [alta, ancho] = [Math.max(alta, caja.alto), Math.max(ancho, x - 2 * MARGEN - desdeX)];
    });
    for (const nodo of pegados) {
      const anfitrion = cajas.get(arbol.punta(nodo, "attachedToRef").id);
      cajas.set(nodo.id, { x: anfitrion.x + anfitrion.ancho / 2 - 18, y: anfitrion.y + anfitrion.alto - 18, ancho: 36, alto: 36 });
    }
    return [ancho, y + alta - desdeY];
  };
  colocar(contenedor, 0, 0);
  return { cajas, lineas: new Map() };
}

const esPegado = (arbol, nodo, nodos) => nodo.localName === "boundaryEvent" && nodos.includes(arbol.punta(nodo, "attachedToRef"));

const limites = (cajas) => {
  const todas = [...cajas];
  if (!todas.length) return { x: 0, y: 0, ancho: 200, alto: 80 };
  const [x, y] = [Math.min(...todas.map((c) => c.x)), Math.min(...todas.map((c) => c.y))];
  return { x, y, ancho: Math.max(...todas.map((c) => c.x + c.ancho)) - x, alto: Math.max(...todas.map((c) => c.y + c.alto)) - y };
};

/** Corre todo lo del bloque. */
export function mover(bloque, dx, dy) {
  for (const caja of bloque.cajas.values()) (caja.x += dx), (caja.y += dy);
  for (const [id, puntos] of bloque.lineas) bloque.lineas.set(id, puntos.map(([x, y]) => [x + dx, y + dy]));
}

/** Los datos y las notas del proceso y de sus subprocesos, en una fila bajo los pasos. */
function agregarAdornos(arbol, bloque, contenedor) {
  const dentro = [contenedor, ...[...CONTENEDORES].flatMap((nombre) => arbol.todos(nombre, contenedor))];
  const adornos = dentro.flatMap((c) => arbol.adornos(c));
  const caja = limites(bloque.cajas.values());
  let x = caja.x;
  for (const adorno of adornos) {
    const [ancho, alto] = medida(adorno.localName);
    bloque.cajas.set(adorno.id, { x, y: caja.y + caja.alto + MARGEN, ancho, alto });
    x += ancho + MARGEN;
  }
  for (const union of dentro.flatMap((c) => arbol.asociaciones(c))) unir(arbol, bloque, union, recta);
}

function unir(arbol, bloque, elemento, trazar) {
  const [de, a] = ["sourceRef", "targetRef"].map((p) => bloque.cajas.get(arbol.punta(elemento, p)?.id));
  if (de && a) bloque.lineas.set(elemento.id, trazar(de, a));
}

/** A qué carril va cada caja: el de su paso, el de quien lo contiene o el del anfitrión; lo demás, al último. */
function repartir(arbol, bloque, hojas) {
  const carrilDe = new Map(hojas.flatMap((hoja) => arbol.nodosDe(hoja).map((id) => [id, hoja.id])));
  const hallar = (id) => {
    for (let e = arbol.porId.get(id); e && e.localName !== "process"; e = e.parentElement) {
      const anfitrion = arbol.punta(e, "attachedToRef");
      const carril = carrilDe.get(e.id) || (anfitrion && carrilDe.get(anfitrion.id));
      if (carril) return carril;
    }
    return hojas.at(-1).id;
  };
  return new Map([...bloque.cajas.keys()].map((id) => [id, hallar(id)]));
}

/** Apila los carriles: cada paso baja o sube al suyo, y las flechas se trazan otra vez. */
function enCarriles(arbol, bloque, proceso, { hojas, mayores }) {
  const donde = repartir(arbol, bloque, hojas);
  const total = limites(bloque.cajas.values());
  let arriba = total.y - MARGEN;
  const franjas = new Map();
  for (const hoja of hojas) {
    const suyas = [...bloque.cajas].filter(([id]) => donde.get(id) === hoja.id).map(([, caja]) => caja);
    const alto = Math.max(apretar(suyas, arriba + MARGEN), 80) + 2 * MARGEN;
    franjas.set(hoja.id, { x: total.x - MARGEN, y: arriba, ancho: total.ancho + 2 * MARGEN, alto, horizontal: true });
    arriba += alto;
  }
  for (const id of [...bloque.lineas.keys()]) {
    const elemento = arbol.porId.get(id);
    bloque.lineas.delete(id);
    unir(arbol, bloque, elemento, elemento.localName === "association" ? recta : flujo);
  }
  for (const mayor of [...mayores].reverse()) franjas.set(mayor.id, envolver(arbol.todos("lane", mayor).map((c) => franjas.get(c.id)).filter(Boolean)));
  for (const [id, franja] of franjas) bloque.cajas.set(id, franja);
}

/** Pone las cajas desde `arriba`, sin los huecos que dejaron las de otros carriles; devuelve cuánto ocupan. */
function apretar(cajas, arriba) {
  const filas = [];
  for (const caja of [...cajas].sort((a, b) => a.y - b.y)) {
    const fila = filas.at(-1);
    if (fila && caja.y < fila.hasta) fila.cajas.push(caja), (fila.hasta = Math.max(fila.hasta, caja.y + caja.alto));
    else filas.push({ desde: caja.y, hasta: caja.y + caja.alto, cajas: [caja] });
  }
  let y = arriba;
  for (const { desde, hasta, cajas: suyas } of filas) {
    for (const caja of suyas) caja.y += y - desde;
    y += hasta - desde + MARGEN;
  }
  return filas.length ? y - MARGEN - arriba : 0;
}

function envolver(franjas) {
  const caja = limites(franjas);
  return { ...caja, x: caja.x - ROTULO, ancho: caja.ancho + ROTULO, horizontal: true };
}

/** El bloque entero de un proceso o subproceso, con su esquina en (0, 0). */
export async function bloqueDe(arbol, contenedor) {
  const bloque = await acomodar(arbol, contenedor).catch(() => enFilas(arbol, contenedor));
  const abiertos = new Set([...CONTENEDORES].flatMap((nombre) => arbol.todos(nombre, contenedor)).map((e) => e.id));
  for (const id of abiertos) if (bloque.cajas.has(id)) bloque.cajas.get(id).abierta = true;
  for (const lugar of [contenedor, ...[...abiertos].map((id) => arbol.porId.get(id))]) {
    for (const f of arbol.flujos(lugar)) if (!bloque.lineas.has(f.id)) unir(arbol, bloque, f, flujo);
  }
  agregarAdornos(arbol, bloque, contenedor);
  const carriles = arbol.carriles(contenedor);
  if (carriles.hojas.length && contenedor.localName === "process") enCarriles(arbol, bloque, contenedor, carriles);
  const caja = limites(bloque.cajas.values());
  mover(bloque, -caja.x, -caja.y);
  return { ...bloque, ancho: caja.ancho, alto: caja.alto, conCarriles: carriles.hojas.length > 0 };
}

export { limites, MARGEN, ROTULO };
