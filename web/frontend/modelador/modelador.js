// El modelador de procesos. Lo carga solo la página del diagrama de un borrador.
import { abrirDelEquipo, descargarBpmn, descargarSvg, escucharArchivos } from "./archivos.js";
import { armar, nombrar } from "./armar.js";
import { avisar, decirEn } from "./avisos.js";
import { escucharBarra } from "./barra.js";
import { leerArchivo, revisionDe, uno } from "./comun.js";
import { Guardado } from "./guardado.js";
import { hojaDe } from "./hoja.js";
import { mostrarChoque, ofrecerRespaldo } from "./rescate.js";
import { Respaldo } from "./respaldo.js";
import { escucharTacto } from "./tacto.js";
import { escucharTeclas } from "./teclas.js";
import { turnarse } from "./turnos.js";
import { encuadrar, seguirTamano } from "./vista.js";

const ANGOSTA = matchMedia("(max-width: 47.99rem)");

function decirQueNoAbre(caja, error) {
  uno("[data-espera]", caja).textContent = `El diagrama no se pudo abrir: ${error.message}`;
  caja.classList.add("no-abre");
}

/** Lo que la barra y los diálogos hacen además de lo que ya sabe el modelador. */
function accionesPropias(caja, modelador, guardado, abrirArchivo) {
  const { clave } = caja.dataset;
  const encima = (selector) => () => uno(selector, caja).showModal();
  return {
    "descargar-bpmn": () => descargarBpmn(modelador, clave),
    "descargar-svg": () => descargarSvg(modelador, clave),
    abrir: abrirArchivo,
    guardar: () => guardado.ya(),
    teclas: encima("[data-dialogo-teclas]"),
    conflicto: encima("[data-dialogo-conflicto]"),
    panel: () => caja.classList.toggle("sin-panel"),
    pantalla: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    recargar: () => location.reload(),
    simular: async () => {
      await guardado.ya(); // la simulación pinta el dibujo: lo que falte se guarda antes
      modelador.get("toggleMode").toggleMode();
    },
  };
}

function guardarSolo(caja, modelador, hoja, revision) {
  const simula = () => modelador.get("toggleMode")._active;
  const escribir = async () => {
    if (simula()) modelador.get("toggleMode").toggleMode(false);
    return (await modelador.saveXML({ format: true })).xml;
  };
  const guardado = new Guardado({
    url: caja.dataset.archivo,
    revision,
    escribir,
    decir: decirEn(caja),
    alChocar: (datos) => mostrarChoque(caja, hoja, datos),
    respaldo: new Respaldo(caja.dataset.archivo),
  });
  modelador.on("native-copy-paste:error", () => avisar("El navegador no dejó usar el portapapeles. Permítalo para esta página y repita.", "warning"));
  modelador.on("commandStack.changed", ({ trigger }) => void (trigger !== "clear" && !simula() && guardado.anotar()));
  return guardado;
}

async function abrir(caja) {
  const modelador = armar(caja);
  caja.modelador = modelador;
  const { contenido, revision } = await leerArchivo(caja.dataset.archivo);
  const { warnings } = await modelador.importXML(contenido);
  const hoja = hojaDe(caja, modelador);
  nombrar(caja, modelador);
  const guardado = guardarSolo(caja, modelador, hoja, revision);
  caja.guardado = guardado;
  const abrirArchivo = escucharArchivos(caja, (nombre, texto) => modelador.get("soloLectura").activa || abrirDelEquipo(caja, modelador, guardado, nombre, texto));
  escucharBarra(caja, modelador, accionesPropias(caja, modelador, guardado, abrirArchivo));
  escucharTeclas(caja);
  seguirTamano(uno("[data-lienzo]", caja), modelador);
  escucharTacto(uno("[data-lienzo]", caja), modelador.get("canvas"));
  await turnarse({ caja, hoja, guardado, angosta: ANGOSTA, releer: () => leerArchivo(caja.dataset.archivo), revisionGuardada: () => revisionDe(caja.dataset.archivo) });
  await ofrecerRespaldo(caja, hoja, guardado, contenido);
  encuadrar(modelador);
  modelador.get("revision").irALaDireccion();
  if (warnings.length) avisar(`El diagrama se abrió con ${warnings.length} avisos: algo de él no se dibuja.`, "warning");
  caja.classList.add("lista");
  performance.mark("modelador-listo");
}

const caja = uno("[data-modelador]");
if (caja) abrir(caja).catch((error) => decirQueNoAbre(caja, error));
