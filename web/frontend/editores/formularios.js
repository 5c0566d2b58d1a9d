// El editor de formularios. Lo carga solo la página de un formulario de un borrador.
import { avisar, decirEn } from "../modelador/avisos.js";
import { conCalma, crear, descargar, leerArchivo, revisionDe, todos, uno } from "../modelador/comun.js";
import { Guardado } from "../modelador/guardado.js";
import { mostrarChoque, ofrecerRespaldo } from "../modelador/rescate.js";
import { Respaldo } from "../modelador/respaldo.js";
import { turnarse } from "../modelador/turnos.js";
import { armar, escrito, leerEn, nombrar } from "./formularios/armar.js";
import { elegirCampo } from "./formularios/campos.js";
import { escucharMano } from "./formularios/mano.js";
import { Previa } from "./formularios/previa.js";

const NUNCA = matchMedia("not all"); // en pantallas chicas también se edita, por pestañas

/** El formulario, como lo que se edita por turnos (modelador/turnos.js dice qué es una hoja). */
function hojaDe(caja, editor) {
  const { clave } = caja.dataset;
  let mira = false;
  return {
    cosa: "este formulario",
    archivo: `formulario/${clave}`,
    extension: "form",
    tipo: "application/json",
    mira: () => mira,
    mirar(si) {
      mira = si;
      caja.classList.toggle("mirando", si);
      uno("[data-lienzo]", caja).inert = si;
      uno("[data-propiedades]", caja).inert = si;
      caja.classList.toggle("vista-grande", si); // quien mira, mira cómo queda
      verPestana(caja, si ? "vista" : "armar");
    },
    traer: (contenido) => leerEn(editor, contenido),
    reemplazar: (contenido) => leerEn(editor, contenido),
  };
}

function verPestana(caja, cual) {
  caja.dataset.pestana = cual;
  for (const boton of todos("[data-pestana-de]", caja)) boton.setAttribute("aria-pressed", String(boton.dataset.pestanaDe === cual));
}

function escucharBotones(caja, editor, guardado) {
  const pila = editor.get("commandStack");
  const acciones = {
    deshacer: () => pila.undo(),
    rehacer: () => pila.redo(),
    ampliar: () => {
      const grande = caja.classList.toggle("vista-grande");
      uno('[data-accion="ampliar"]', caja).setAttribute("aria-pressed", String(grande));
    },
    guardar: () => guardado.ya(),
    conflicto: () => uno("[data-dialogo-conflicto]", caja).showModal(),
    descargar: () => descargar(`${caja.dataset.clave}.form`, escrito(editor), "application/json"),
    recargar: () => {
      guardado.seguirDesde(guardado.revision); // lo suyo se deja a propósito
      guardado.respaldo.borrar();
      location.reload();
    },
  };
  caja.addEventListener("click", ({ target }) => {
    acciones[target.closest("[data-accion]")?.dataset.accion]?.();
    const pestana = target.closest("[data-pestana-de]");
    if (pestana) verPestana(caja, pestana.dataset.pestanaDe);
    if (target.closest("[data-cierra]")) target.closest("dialog").close();
    const falta = target.closest("[data-campo]");
    if (falta && !caja.classList.contains("mirando") && elegirCampo(editor, falta.dataset.campo)) verPestana(caja, "propiedades");
  });
  const alDia = () => {
    for (const [accion, puede] of [["deshacer", pila.canUndo()], ["rehacer", pila.canRedo()]]) uno(`[data-accion="${accion}"]`, caja).disabled = !puede;
  };
  editor.on("commandStack.changed", alDia);
  editor.on("changed", ({ schema }) => {
    if (schema) uno("h1", caja).textContent = schema.title || caja.dataset.clave;
  });
}

function guardarSolo(caja, editor, hoja, revision) {
  const guardado = new Guardado({
    url: caja.dataset.archivo,
    revision,
    escribir: async () => escrito(editor),
    decir: decirEn(caja),
    alChocar: (datos) => mostrarChoque(caja, hoja, datos),
    respaldo: new Respaldo(caja.dataset.archivo),
  });
  editor.on("commandStack.changed", ({ trigger }) => trigger !== "clear" && !hoja.mira() && guardado.anotar());
  return guardado;
}

async function abrir(caja) {
  const { contenido, revision } = await leerArchivo(caja.dataset.archivo);
  const editor = armar(caja);
  Object.assign(caja, { editor });
  await leerEn(editor, contenido);
  nombrar(caja);
  const hoja = hojaDe(caja, editor);
  const guardado = guardarSolo(caja, editor, hoja, revision);
  Object.assign(caja, { guardado, hoja });
  const previa = new Previa(caja, editor, () => escrito(editor));
  editor.on("changed", conCalma(() => previa.pedir(), 400));
  escucharBotones(caja, editor, guardado);
  escucharMano(caja, editor, hoja);
  await turnarse({ caja, hoja, guardado, angosta: NUNCA, releer: () => leerArchivo(caja.dataset.archivo), revisionGuardada: () => revisionDe(caja.dataset.archivo) });
  await ofrecerRespaldo(caja, hoja, guardado, contenido);
  previa.marcar();
  caja.classList.add("lista");
}

function decirQueNoAbre(caja, error) {
  const { archivo, clave } = caja.dataset;
  const bajar = crear("a", { href: archivo, download: `${clave}.form` }, "descárguelo");
  const frase = ["El formulario no se puede abrir para armarlo. En la vista previa está qué corregir: ", bajar, ", corríjalo y vuelva a subirlo al borrador."];
  (uno("[data-espera]", caja) || uno("[data-lienzo]", caja)).replaceChildren(...frase);
  caja.classList.add("no-abre");
  avisar(`El formulario no se pudo abrir: ${error.message}`, "danger");
}

const caja = uno("[data-editor-formularios]");
if (caja) abrir(caja).catch((error) => decirQueNoAbre(caja, error));
