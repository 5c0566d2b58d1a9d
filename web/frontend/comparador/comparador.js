// Dos ediciones de un diagrama, lado a lado: qué se agregó, quitó, cambió y movió.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { diff } from "bpmn-js-differ";
import { crear } from "../guiones/comun.js";
import camunda from "camunda-bpmn-moddle/resources/camunda.json";
import cauce from "../modelador/cauce.json";
import { distintos, indice, propios, renglones } from "./lectura.js";
import { enPalabras, nombreDe } from "./palabras.js";

const CLASES = {
  agregado: { titulo: "Agregado", signo: "+", lados: ["despues"] },
  quitado: { titulo: "Quitado", signo: "−", lados: ["antes"] },
  cambiado: { titulo: "Cambiado", signo: "≠", lados: ["antes", "despues"] },
  movido: { titulo: "Movido", signo: "↔", lados: ["antes", "despues"] },
};

async function dibujar(raiz, lado) {
  const respuesta = await fetch(raiz.dataset[lado], { credentials: "same-origin" });
  if (!respuesta.ok) throw new Error(`el servidor respondió ${respuesta.status}`);
  const visor = new NavigatedViewer({ container: raiz.querySelector(`[data-lado=${lado}]`), moddleExtensions: { camunda, cauce } });
  await visor.importXML(await respuesta.text());
  visor.get("canvas").zoom("fit-viewport", "auto");
  return visor;
}

/** Mover o acercar un lado hace lo mismo en el otro. */
function acompasar(visores) {
  let quien = null;
  for (const [lado, visor] of Object.entries(visores)) {
    visor.get("eventBus").on("canvas.viewbox.changed", ({ viewbox }) => {
      if (quien && quien !== lado) return;
      quien = lado;
      const otro = visores[lado === "antes" ? "despues" : "antes"];
      const { x, y, width, height } = viewbox;
      otro.get("canvas").viewbox({ x, y, width, height });
      quien = null;
    });
  }
}

/** Los que solo cambiaron de lugar o de tamaño, según bpmn-js-differ: lo que dicen se mira aparte, porque él no ve lo anidado. */
function movidos(antes, despues) {
  try {
    return Object.keys(diff(antes, despues)._layoutChanged);
  } catch {
    return []; // un dibujo con figuras de elementos que no están: lo que dicen se compara igual
  }
}

function cambiosDe({ antes, despues }) {
  const [definidoAntes, definidoDespues] = [antes.getDefinitions(), despues.getDefinitions()];
  const [viejo, nuevo] = [indice(definidoAntes), indice(definidoDespues)];
  const cambios = [];
  const anotar = (clase, id, modelo, detalles = []) => cambios.push({ clase, id, modelo, detalles });
  for (const [id, modelo] of nuevo.hallados) if (!viejo.hallados.has(id)) anotar("agregado", id, modelo, propios(renglones(modelo, nuevo.carriles)));
  for (const [id, modelo] of viejo.hallados) if (!nuevo.hallados.has(id)) anotar("quitado", id, modelo);
  for (const [id, modelo] of nuevo.hallados) {
    if (!viejo.hallados.has(id)) continue;
    const detalles = distintos(renglones(viejo.hallados.get(id), viejo.carriles), renglones(modelo, nuevo.carriles));
    if (detalles.length) anotar("cambiado", id, modelo, detalles);
  }
  for (const id of movidos(definidoAntes, definidoDespues)) if (nuevo.hallados.has(id)) anotar("movido", id, nuevo.hallados.get(id));
  return cambios;
}

function marcar(visores, { clase, id }) {
  for (const lado of CLASES[clase].lados) {
    const registro = visores[lado].get("elementRegistry");
    if (!registro.get(id)) continue;
    visores[lado].get("canvas").addMarker(id, `dif-${clase}`);
    if (registro.get(id).waypoints) continue;
    const html = crear("div", { class: `marca-dif dif-${clase}` }, CLASES[clase].signo);
    visores[lado].get("overlays").add(id, "dif", { position: { top: -12, right: clase === "movido" ? 38 : 12 }, html });
  }
}

function irA(visores, id) {
  for (const visor of Object.values(visores)) {
    const elemento = visor.get("elementRegistry").get(id);
    if (!elemento) continue;
    const lienzo = visor.get("canvas");
    const centro = elemento.waypoints ? elemento.waypoints[0] : { x: elemento.x + elemento.width / 2, y: elemento.y + elemento.height / 2 };
    const { width, height } = lienzo.viewbox().outer;
    lienzo.viewbox({ x: centro.x - width / 2, y: centro.y - height / 2, width, height });
  }
}

function renglon(visores, { clase, id, modelo, detalles }) {
  const boton = crear("button", { type: "button", class: "btn btn-sm btn-link" }, nombreDe(modelo, id));
  boton.addEventListener("click", () => irA(visores, id));
  const dichos = detalles.map((detalle) => crear("li", {}, enPalabras(...detalle)));
  return crear("tr", {}, crear("td", {}, crear("span", { class: `marca-dif dif-${clase}`, "aria-hidden": "true" }, CLASES[clase].signo), ` ${CLASES[clase].titulo}`), crear("th", { scope: "row" }, boton), crear("td", {}, crear("ul", { class: "mb-0 ps-3" }, ...dichos)));
}

function listar(raiz, visores, cambios) {
  const lugar = raiz.querySelector("[data-cambios]");
  if (!cambios.length) return lugar.replaceChildren(crear("p", {}, "El archivo cambió, pero el dibujo y lo que hace son los mismos."));
  const encabezado = crear("tr", {}, ...["Cambio", "Elemento", "Qué"].map((t) => crear("th", { scope: "col" }, t)));
  const cuerpo = crear("tbody", {}, ...cambios.map((cambio) => renglon(visores, cambio)));
  const titulo = crear("caption", {}, `${cambios.length} ${cambios.length === 1 ? "cambio" : "cambios"} en el diagrama; pulse el elemento para verlo.`);
  const tabla = crear("table", { class: "table table-sm table-mobile-md" }, titulo, crear("thead", {}, encabezado), cuerpo);
  lugar.replaceChildren(crear("div", { class: "table-responsive", tabindex: "0", role: "region", "aria-label": "Tabla: cambios del diagrama" }, tabla));
}

async function comparar(raiz) {
  const [antes, despues] = await Promise.all(["antes", "despues"].map((lado) => dibujar(raiz, lado)));
  const visores = { antes, despues };
  const cambios = cambiosDe(visores);
  acompasar(visores);
  for (const cambio of cambios) marcar(visores, cambio);
  for (const svg of raiz.querySelectorAll(".djs-container > svg")) svg.setAttribute("aria-hidden", "true"), svg.setAttribute("focusable", "false"), svg.removeAttribute("tabindex");
  for (const marca of raiz.querySelectorAll(".bjs-powered-by")) marca.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)"), marca.setAttribute("title", "Hecho con bpmn.io");
  listar(raiz, visores, cambios);
}

for (const raiz of document.querySelectorAll("[data-comparador]")) {
  comparar(raiz).catch((error) => {
    raiz.querySelector("[data-cambios]").replaceChildren(crear("p", { class: "alert alert-warning" }, `No se pudieron comparar los diagramas: ${error.message}.`));
  });
}
