// La barra del modelador: cada botón con data-accion hace lo suyo y se apaga cuando no corresponde.
import { todos, uno } from "./comun.js";
import { ajustar } from "./vista.js";

const PASO = 1.2;

function acciones(modelador) {
  const lienzo = modelador.get("canvas");
  const hacer = (accion, datos) => () => modelador.get("editorActions").trigger(accion, datos);
  const alinear = (type) => hacer("alignElements", { type });
  return {
    deshacer: hacer("undo"),
    rehacer: hacer("redo"),
    buscar: () => setTimeout(hacer("find")), // después de este clic: el buscador se cierra al tocar afuera
    acercar: () => lienzo.zoom(Math.min(4, lienzo.zoom() * PASO), "auto"),
    alejar: () => lienzo.zoom(Math.max(0.1, lienzo.zoom() / PASO), "auto"),
    ajustar: () => ajustar(modelador),
    mapa: () => modelador.get("minimap").toggle(),
    ...Object.fromEntries(["left", "center", "right", "top", "middle", "bottom"].map((lado) => [`alinear-${lado}`, alinear(lado)])),
    "repartir-horizontal": hacer("distributeElements", { type: "horizontal" }),
    "repartir-vertical": hacer("distributeElements", { type: "vertical" }),
  };
}

/** `propias`: las acciones que no son del modelador, por nombre. */
export function escucharBarra(caja, modelador, propias) {
  const todas = { ...acciones(modelador), ...propias };
  caja.addEventListener("click", (evento) => {
    const boton = evento.target instanceof Element && evento.target.closest("[data-accion]");
    if (!boton || boton.disabled) return;
    todas[boton.dataset.accion]?.();
    boton.closest("details")?.removeAttribute("open");
  });
  mantener(caja, modelador);
}

const apagar = (caja, accion, si) => todos(`[data-accion^="${accion}"]`, caja).forEach((boton) => (boton.disabled = si));

function mantener(caja, modelador) {
  const bus = modelador.get("eventBus");
  const pila = modelador.get("commandStack");
  const estado = { simula: false, lee: false, elegidos: 0 };
  const poner = () => {
    const quieto = estado.simula || estado.lee;
    apagar(caja, "deshacer", quieto || !pila.canUndo());
    apagar(caja, "rehacer", quieto || !pila.canRedo());
    apagar(caja, "alinear-", quieto || estado.elegidos < 2);
    apagar(caja, "repartir-", quieto || estado.elegidos < 3);
    apagar(caja, "abrir", quieto);
    apagar(caja, "descargar", estado.simula);
    uno('[data-accion="simular"]', caja)?.setAttribute("aria-pressed", String(estado.simula));
    caja.classList.toggle("simulando", estado.simula);
    caja.classList.toggle("mirando", estado.lee);
    uno("[data-propiedades]", caja).inert = estado.simula; // simulando no se cambia nada
  };
  const alPasar = (sucesos, anotar) =>
    bus.on(sucesos, (suceso) => {
      anotar(suceso);
      poner();
    });
  bus.on(["commandStack.changed", "import.done"], poner);
  alPasar("selection.changed", ({ newSelection }) => (estado.elegidos = newSelection.filter((e) => !e.waypoints).length));
  alPasar("tokenSimulation.toggleMode", ({ active }) => (estado.simula = active));
  alPasar("soloLectura.cambio", ({ activa }) => (estado.lee = activa));
  bus.on("minimap.toggle", ({ open }) => uno('[data-accion="mapa"]', caja)?.setAttribute("aria-pressed", String(open)));
  poner();
}
