// El visor: el diagrama del expediente, por dónde vino y dónde está. Lo carga solo esa página.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const PASO = 60;

function pintar(visor, datos) {
  const lienzo = visor.get("canvas");
  const registro = visor.get("elementRegistry");
  const capas = visor.get("overlays");
  const existe = (id) => registro.get(id) !== undefined;
  for (const id of (datos.recorrido || []).filter(existe)) lienzo.addMarker(id, "recorrido");
  for (const [id, veces] of Object.entries(datos.veces || {})) {
    if (existe(id) && veces > 1) capas.add(id, "veces", { position: { top: -10, right: 12 }, html: etiqueta("veces", `${veces}×`) });
  }
  for (const id of (datos.actuales || []).filter(existe)) {
    lienzo.addMarker(id, "actual");
    capas.add(id, "aqui", { position: { bottom: -4, left: 4 }, html: etiqueta("aqui", "Está aquí") });
  }
}

function etiqueta(clase, texto) {
  const nodo = document.createElement("div");
  nodo.className = clase;
  nodo.textContent = texto;
  return nodo;
}

function alTeclado(visor, evento) {
  const lienzo = visor.get("canvas");
  const mueve = { ArrowLeft: [PASO, 0], ArrowRight: [-PASO, 0], ArrowUp: [0, PASO], ArrowDown: [0, -PASO] }[evento.key];
  if (mueve) lienzo.scroll({ dx: mueve[0], dy: mueve[1] });
  else if (evento.key === "+" || evento.key === "=") lienzo.zoom(lienzo.zoom() * 1.2);
  else if (evento.key === "-") lienzo.zoom(lienzo.zoom() / 1.2);
  else if (evento.key === "0") lienzo.zoom("fit-viewport", "auto");
  else return;
  evento.preventDefault();
}

function nombrar(caja, nombre) {
  caja.setAttribute("tabindex", "0");
  caja.setAttribute("role", "application");
  caja.setAttribute("aria-label", `${nombre}. Flechas para mover, + y − para acercar o alejar, 0 para verlo entero. El mismo recorrido está en la lista que sigue.`);
  const dibujo = caja.querySelector(".djs-container > svg");
  dibujo?.setAttribute("aria-hidden", "true");
  dibujo?.setAttribute("focusable", "false");
  dibujo?.removeAttribute("tabindex");
  const marca = caja.querySelector(".bjs-powered-by");
  marca?.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
  marca?.setAttribute("title", "Hecho con bpmn.io");
}

async function mostrar(caja) {
  const datos = JSON.parse(document.getElementById(caja.dataset.datos)?.textContent || "{}");
  const respuesta = await fetch(caja.dataset.diagrama, { credentials: "same-origin" });
  if (!respuesta.ok) throw new Error(`el servidor respondió ${respuesta.status}`);
  const visor = new NavigatedViewer({ container: caja });
  await visor.importXML(await respuesta.text());
  const lienzo = visor.get("canvas");
  let tocado = false;
  const encajar = () => {
    lienzo.zoom("fit-viewport", "auto");
    tocado = false;
  };
  pintar(visor, datos);
  encajar();
  nombrar(caja, caja.dataset.nombre || "Diagrama del proceso");
  caja.addEventListener("keydown", (evento) => alTeclado(visor, evento));
  const botones = document.querySelectorAll(`[data-visor="${caja.id}"]`);
  const hacer = { acercar: () => lienzo.zoom(lienzo.zoom() * 1.2), alejar: () => lienzo.zoom(lienzo.zoom() / 1.2), encajar };
  botones.forEach((boton) => boton.addEventListener("click", () => hacer[boton.dataset.hace]()));
  for (const gesto of ["pointerdown", "wheel", "keydown"]) caja.addEventListener(gesto, () => (tocado = true), { passive: true });
  new ResizeObserver(() => {
    lienzo.resized();
    if (!tocado) encajar();
  }).observe(caja);
}

for (const caja of document.querySelectorAll("[data-diagrama]")) {
  mostrar(caja).catch((error) => {
    const aviso = document.createElement("p");
    aviso.className = "alert alert-warning m-3";
    aviso.setAttribute("role", "alert");
    aviso.textContent = `No se pudo dibujar el diagrama (${error.message}). El recorrido está en la lista que sigue.`;
    caja.replaceChildren(aviso);
  });
}
