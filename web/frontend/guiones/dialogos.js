// Diálogos nativos, menús que se cierran solos, tema, menú del teléfono, copiar e imprimir.
import { alCargar, escuchar, hallar, todos, uno } from "./comun.js";
import { avisar } from "./avisos.js";

/** Abre un <dialog> y pone el foco en el primer campo. */
export function abrir(dialogo) {
  if (!dialogo || dialogo.open) return;
  dialogo.showModal();
  uno("[autofocus], .dialogo-cuerpo :is(input:not([type=hidden]), select, textarea)", dialogo)?.focus();
}

function elegirTema(boton) {
  try {
    localStorage.setItem("cauce-tema", boton.dataset.tema);
  } catch {
    avisar("Este navegador no deja guardar el tema: valdrá el del sistema.", "warning");
  }
  dispatchEvent(new Event("cauce:tema"));
  marcarTema();
}

function marcarTema() {
  const actual = document.documentElement.dataset.tema;
  for (const boton of todos("button[data-tema]")) boton.setAttribute("aria-pressed", String(boton.dataset.tema === actual));
}

async function copiar(boton) {
  try {
    await navigator.clipboard.writeText(boton.dataset.copia);
    avisar("Copiado.", "success");
  } catch {
    avisar(`No se pudo copiar solo. El texto es: ${boton.dataset.copia}`, "warning");
  }
}

function alternarMenu(boton) {
  const abierta = uno(`#${boton.getAttribute("aria-controls")}`).classList.toggle("abierta");
  boton.setAttribute("aria-expanded", String(abierta));
}

function cerrarMenus(evento) {
  for (const menu of todos("details[data-menu][open]")) if (!menu.contains(evento.target)) menu.open = false;
}

function alEscape(evento) {
  if (evento.key !== "Escape") return;
  for (const menu of todos("details[data-menu][open]")) {
    menu.open = false;
    uno("summary", menu).focus();
  }
  const boton = uno('.abre-menu[aria-expanded="true"]');
  if (boton) {
    alternarMenu(boton);
    boton.focus();
  }
}

export function iniciar() {
  escuchar("click", "[data-abre]", (boton, evento) => {
    evento.preventDefault();
    abrir(document.getElementById(boton.dataset.abre));
  });
  escuchar("click", "[data-cierra]", (boton) => boton.closest("dialog")?.close());
  escuchar("click", "dialog", (dialogo, evento) => evento.target === dialogo && dialogo.close());
  escuchar("click", "button[data-tema]", elegirTema);
  escuchar("click", "[data-copia]", copiar);
  escuchar("click", "[data-imprime]", () => print());
  escuchar("click", ".abre-menu", alternarMenu);
  escuchar("change", "[data-envia-al-cambiar]", (campo) => campo.form.requestSubmit());
  document.addEventListener("click", cerrarMenus);
  document.addEventListener("keydown", alEscape);
  alCargar((raiz) => {
    marcarTema();
    hallar(raiz, "dialog[data-abierto]").forEach(abrir);
  });
}
