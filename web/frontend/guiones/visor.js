// El visor: el diagrama del expediente, por dónde vino y dónde está. Lo carga solo esa página.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const PASO = 60;
const [AIRE, PIE] = [12, 44]; // píxeles alrededor y debajo, donde va la marca de bpmn.io
const MARCAS = { hechos: "visor-hecho", activos: "visor-activo", cancelados: "visor-cancelado", flujos: "visor-recorrido", ajenos: "visor-ajeno" };
const ids = (texto) => (texto || "").split(" ").filter(Boolean);

function pintar(visor, caja) {
  const lienzo = visor.get("canvas");
  const registro = visor.get("elementRegistry");
  const capas = visor.get("overlays");
  const existe = (id) => registro.get(id) !== undefined;
  for (const [dato, marca] of Object.entries(MARCAS)) {
    for (const id of ids(caja.dataset[dato]).filter(existe)) lienzo.addMarker(id, marca);
  }
  // una fase o una piscina abierta solo se bordea: pintarla entera taparía lo que tiene dentro
  registro.filter((e) => e.children?.length && !e.waypoints).forEach((e) => lienzo.addMarker(e.id, "visor-contenedor"));
  for (const id of ids(caja.dataset.activos).filter((id) => existe(id) && !registro.get(id).children?.length)) {
    capas.add(id, "aqui", { position: { bottom: -4, left: 4 }, html: etiqueta("aqui", "Está aquí") });
  }
  for (const par of ids(caja.dataset.veces)) {
    const [id, veces] = par.split("=");
    if (existe(id)) capas.add(id, "veces", { position: { top: -10, right: 12 }, html: etiqueta("veces", `${veces}×`) });
  }
}

function colorear(visor, calor) {
  const registro = visor.get("elementRegistry");
  for (const [id, [nivel, texto]] of Object.entries(calor)) {
    if (!registro.get(id)) continue;
    visor.get("canvas").addMarker(id, `visor-calor-${nivel}`);
    visor.get("overlays").add(id, "calor", { position: { top: -10, right: 16 }, html: etiqueta(`calor calor-${nivel}`, texto) });
  }
}

function etiqueta(clase, texto) {
  const nodo = document.createElement("div");
  nodo.className = clase;
  nodo.textContent = texto;
  return nodo;
}

function alTeclado(lienzo, encajar, evento) {
  const mueve = { ArrowLeft: [PASO, 0], ArrowRight: [-PASO, 0], ArrowUp: [0, PASO], ArrowDown: [0, -PASO] }[evento.key];
  if (mueve) lienzo.scroll({ dx: mueve[0], dy: mueve[1] });
  else if (evento.key === "+" || evento.key === "=") lienzo.zoom(lienzo.zoom() * 1.2);
  else if (evento.key === "-") lienzo.zoom(lienzo.zoom() / 1.2);
  else if (evento.key === "0") encajar();
  else return;
  evento.preventDefault();
}

function nombrar(caja) {
  const nombre = caja.getAttribute("aria-label") || "Diagrama del proceso";
  caja.setAttribute("tabindex", "0");
  caja.setAttribute("role", "application");
  caja.setAttribute("aria-roledescription", "diagrama");
  caja.setAttribute("aria-label", `${nombre}. Flechas para mover, + y − para acercar o alejar, 0 para verlo todo.`);
  const dibujo = caja.querySelector(".djs-container > svg");
  dibujo?.setAttribute("aria-hidden", "true");
  dibujo?.setAttribute("focusable", "false");
  dibujo?.removeAttribute("tabindex");
  const marca = caja.querySelector(".bjs-powered-by");
  marca?.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
  marca?.setAttribute("title", "Hecho con bpmn.io");
}

/** Todo el diagrama, sin que la marca tape su esquina. */
function encajarEntero(lienzo) {
  const { inner, outer } = lienzo.viewbox();
  const escala = Math.min(1, (outer.width - 2 * AIRE) / inner.width, (outer.height - AIRE - PIE) / inner.height);
  if (!(escala > 0)) return lienzo.zoom("fit-viewport", "auto");
  const [ancho, alto] = [outer.width / escala, outer.height / escala];
  const arriba = Math.max(AIRE / escala, (alto - PIE / escala - inner.height) / 2);
  return lienzo.viewbox({ x: inner.x - (ancho - inner.width) / 2, y: inner.y - arriba, width: ancho, height: alto });
}

/** Ve todo; si así no se leería, acerca hasta que se lea y pone en el centro el paso actual. */
function centrar(visor, caja) {
  const lienzo = visor.get("canvas");
  if (!caja.clientWidth || !caja.clientHeight) return; // oculto: no hay dónde encajar
  encajarEntero(lienzo);
  if (lienzo.zoom() >= 0.5) return;
  const registro = visor.get("elementRegistry");
  const paso = ids(caja.dataset.activos).find((id) => registro.get(id) && !registro.get(id).children?.length);
  const primero = registro.get(paso || ids(caja.dataset.activos)[0] || ids(caja.dataset.hechos).at(-1));
  if (!primero) return;
  const [ancho, alto] = [caja.clientWidth / 0.8, caja.clientHeight / 0.8];
  const [x, y] = [primero.x + (primero.width || 0) / 2, primero.y + (primero.height || 0) / 2];
  lienzo.viewbox({ x: x - ancho / 2, y: y - alto / 2, width: ancho, height: alto });
}

/** Los botones de su barra, que está antes: en una página puede haber dos diagramas. */
function escucharBotones(caja, lienzo, encajar) {
  const barra = caja.parentElement.querySelector("[data-visor-barra]");
  if (!barra) return;
  barra.hidden = false;
  const hacer = { acercar: () => lienzo.zoom(lienzo.zoom() * 1.2), alejar: () => lienzo.zoom(lienzo.zoom() / 1.2), ajustar: encajar };
  for (const [que, accion] of Object.entries(hacer)) {
    barra.querySelector(`[data-visor-${que}]`)?.addEventListener("click", accion);
  }
}

async function mostrar(caja) {
  const respuesta = await fetch(caja.dataset.xml, { credentials: "same-origin" });
  if (!respuesta.ok) throw new Error(`el servidor respondió ${respuesta.status}`);
  const visor = new NavigatedViewer({ container: caja });
  await visor.importXML(await respuesta.text());
  const lienzo = visor.get("canvas");
  const encajar = () => caja.clientWidth && encajarEntero(lienzo);
  let tocado = false;
  pintar(visor, caja);
  colorear(visor, JSON.parse(caja.dataset.calor || "{}"));
  centrar(visor, caja);
  nombrar(caja);
  escucharBotones(caja, lienzo, encajar);
  caja.addEventListener("keydown", (evento) => alTeclado(lienzo, encajar, evento));
  for (const gesto of ["pointerdown", "wheel", "keydown"]) caja.addEventListener(gesto, () => (tocado = true), { passive: true });
  new ResizeObserver(() => {
    lienzo.resized();
    if (!tocado) centrar(visor, caja);
  }).observe(caja);
}

function buscar() {
  for (const caja of document.querySelectorAll("[data-visor]:not([data-dibujado])")) {
    caja.dataset.dibujado = "si";
    mostrar(caja).catch((error) => {
      const aviso = document.createElement("p");
      aviso.className = "alert alert-warning";
      aviso.textContent = `No se pudo dibujar el diagrama (${error.message}). Lo mismo está escrito en la lista.`;
      caja.replaceWith(aviso);
    });
  }
}

buscar();
document.addEventListener("htmx:afterSettle", buscar);
