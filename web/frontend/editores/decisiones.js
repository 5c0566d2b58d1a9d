// El editor de decisiones. Lo carga solo la página de las decisiones de un borrador.
import { avisar, decirEn } from "../modelador/avisos.js";
import { conCalma, crear, descargar, leerArchivo, revisionDe, todos, uno } from "../modelador/comun.js";
import { Guardado } from "../modelador/guardado.js";
import { mostrarChoque, ofrecerRespaldo } from "../modelador/rescate.js";
import { Respaldo } from "../modelador/respaldo.js";
import { turnarse } from "../modelador/turnos.js";
import { armar, escrito, escucharMarcas, leerEn } from "./decisiones/armar.js";
import { Prueba } from "./decisiones/probar.js";
import { Revision } from "./decisiones/revision.js";
import { escucharVistas } from "./decisiones/vistas.js";

const NUNCA = matchMedia("not all"); // en pantallas chicas también se edita, corriendo la tabla
const CALMA = 500; // ms sin escribir antes de revisar

/** Las decisiones, como lo que se edita por turnos (modelador/turnos.js dice qué es una hoja). */
function hojaDe(caja, editor) {
  let mira = false;
  return {
    cosa: "esta tabla",
    archivo: `decision/${caja.dataset.clave}`,
    extension: "dmn",
    tipo: "application/xml",
    mira: () => mira,
    mirar(si) {
      mira = si;
      caja.classList.toggle("mirando", si);
      uno("[data-dibujo]", caja).inert = si;
    },
    traer: (contenido) => leerEn(editor, contenido),
    reemplazar: (contenido) => leerEn(editor, contenido),
  };
}

function verLado(caja, cual) {
  caja.dataset.lado = cual;
  for (const boton of todos("[data-lado-de]", caja)) boton.setAttribute("aria-pressed", String(boton.dataset.ladoDe === cual));
}

function escucharBotones(caja, editor, guardado) {
  const hacer = (accion) => () => editor.getActiveViewer()?.get("editorActions").trigger(accion);
  const acciones = {
    deshacer: hacer("undo"),
    rehacer: hacer("redo"),
    guardar: () => guardado.ya(),
    conflicto: () => uno("[data-dialogo-conflicto]", caja).showModal(),
    descargar: async () => descargar(`${caja.dataset.clave}.dmn`, await escrito(editor), "application/xml"),
    recargar: () => {
      guardado.seguirDesde(guardado.revision); // lo suyo se deja a propósito
      guardado.respaldo.borrar();
      location.reload();
    },
  };
  caja.addEventListener("click", ({ target }) => {
    acciones[target.closest("[data-accion]")?.dataset.accion]?.();
    const lado = target.closest("[data-lado-de]");
    if (lado) verLado(caja, lado.dataset.ladoDe);
    if (target.closest("[data-cierra]")) target.closest("dialog").close();
  });
  caja.addEventListener("ver-tabla", () => verLado(caja, "tabla"));
}

function ponerBotones(caja, editor) {
  const pila = editor.getActiveViewer()?.get("commandStack", false);
  for (const [accion, puede] of [["deshacer", pila?.canUndo()], ["rehacer", pila?.canRedo()]]) uno(`[data-accion="${accion}"]`, caja).disabled = !puede;
}

/** Cada vista tiene su editor y su propia pila de cambios. */
function escucharCambios(editor, alCambiar) {
  const escuchar = (vista) => vista.on?.("commandStack.changed", ({ trigger }) => alCambiar(trigger !== "clear"));
  for (const vista of Object.values(editor._viewers)) escuchar(vista);
  editor.on("viewer.created", ({ viewer }) => escuchar(viewer));
}

function guardarSolo(caja, editor, hoja, revision) {
  return new Guardado({
    url: caja.dataset.archivo,
    revision,
    escribir: () => escrito(editor),
    decir: decirEn(caja),
    alChocar: (datos) => mostrarChoque(caja, hoja, datos),
    respaldo: new Respaldo(caja.dataset.archivo),
  });
}

/** El panel: la revisión y la prueba, que se hablan. */
function ponerPanel(caja, editor) {
  const escribir = () => escrito(editor);
  const piezas = {};
  const revision = new Revision({ caja, editor, escribir, alRevisar: (d) => piezas.prueba.poner(d), alProbar: (id, datos) => piezas.prueba.con(id, datos) });
  piezas.prueba = new Prueba({ caja, editor, escribir, revision });
  return { revision, prueba: piezas.prueba };
}

async function abrir(caja) {
  const { contenido, revision } = await leerArchivo(caja.dataset.archivo);
  uno("[data-lienzo]", caja).prepend(crear("div", { class: "decisiones-dibujo", "data-dibujo": true }));
  const editor = armar(caja);
  Object.assign(caja, { editor });
  const sinLeer = await leerEn(editor, contenido);
  if (sinLeer.length) Object.assign(caja.dataset, { editable: "no", porQueNo: "El archivo tiene partes que este editor no conoce: se puede mirar y probar; guardarlo aquí las perdería." });
  const hoja = hojaDe(caja, editor);
  const guardado = guardarSolo(caja, editor, hoja, revision);
  Object.assign(caja, { guardado, hoja });
  const { revision: revisor, prueba } = ponerPanel(caja, editor);
  const revisar = conCalma(() => revisor.pedir(), CALMA);
  escucharCambios(editor, (deVerdad) => {
    ponerBotones(caja, editor);
    if (deVerdad && !hoja.mira()) guardado.anotar();
    revisar();
  });
  escucharVistas(caja, editor, (vista) => {
    ponerBotones(caja, editor);
    prueba.elegir(vista?.id);
    revisor.marcar();
    prueba.senalar();
  });
  editor.on("import.done", revisar);
  escucharBotones(caja, editor, guardado);
  escucharMarcas(caja);
  await turnarse({ caja, hoja, guardado, angosta: NUNCA, releer: () => leerArchivo(caja.dataset.archivo), revisionGuardada: () => revisionDe(caja.dataset.archivo) });
  await ofrecerRespaldo(caja, hoja, guardado, contenido);
  await revisor.pedir();
  prueba.elegir(editor.getActiveView()?.id);
  caja.classList.add("lista");
}

function decirQueNoAbre(caja, error) {
  const aviso = "Las decisiones no se pueden abrir aquí. Se pueden descargar, corregir y volver a subir.";
  uno("[data-espera]", caja).textContent = aviso;
  caja.classList.add("no-abre");
  avisar(`${aviso} (${error.message})`, "danger");
}

const caja = uno("[data-editor-decisiones]");
if (caja) abrir(caja).catch((error) => decirQueNoAbre(caja, error));
