// Mirar sin cambiar: ni dibujar, ni escribir, ni por teclado; acercar, buscar, copiar y simular sí.

const PERMITIDAS = new Set(["stepZoom", "zoom", "find", "moveCanvas", "handTool", "copy", "selectElements", "toggleTokenSimulation"]);
const HERRAMIENTA = /^(hand|lasso)/;
const DE_SIMULACION = /TokenSimulation/;

function rodear(objeto, nombre, hacer) {
  const propio = objeto[nombre];
  objeto[nombre] = function rodeado(...datos) {
    return hacer(() => propio.apply(this, datos), datos);
  };
}

class SoloLectura {
  constructor(eventBus, canvas, commandStack, contextPad, directEditing, dragging, editorActions) {
    this._eventBus = eventBus;
    this._canvas = canvas;
    this._contextPad = contextPad;
    this.activa = false;
    const siEdita = (seguir) => (this.activa ? undefined : seguir());
    for (const [servicio, metodo] of [[contextPad, "open"], [directEditing, "activate"], [commandStack, "execute"], [commandStack, "undo"], [commandStack, "redo"]]) {
      rodear(servicio, metodo, siEdita);
    }
    rodear(dragging, "init", (seguir, datos) => (this.activa && !datos.some((dato) => HERRAMIENTA.test(dato)) ? undefined : seguir()));
    rodear(editorActions, "trigger", (seguir, [accion]) => (this.activa && !PERMITIDAS.has(accion) && !DE_SIMULACION.test(accion) ? undefined : seguir()));
  }

  /** Pone o quita el modo; avisa `soloLectura.cambio` con `{activa}` a quien escribe en el diagrama. */
  poner(activa) {
    if (activa === this.activa) return;
    if (activa) this._contextPad.close();
    this.activa = activa;
    this._canvas.getContainer().classList.toggle("solo-lectura", activa);
    this._eventBus.fire("soloLectura.cambio", { activa });
  }
}

SoloLectura.$inject = ["eventBus", "canvas", "commandStack", "contextPad", "directEditing", "dragging", "editorActions"];

export default { __init__: ["soloLectura"], soloLectura: ["type", SoloLectura] };
