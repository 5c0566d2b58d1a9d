// Fechas dd/mm/aaaa: se escriben; el calendario del navegador ayuda. Y tiempos que se dicen «hace…».
import { alCargar, crear, escuchar, hallar, icono, todos, uno } from "./comun.js";

const MINUTO = 60000;
const dos = (numero) => String(numero).padStart(2, "0");

/** Devuelve aaaa-mm-dd de lo escrito (dd/mm/aaaa, d-m-aa, ddmmaaaa), o vacío si no es una fecha. */
export function leerFecha(texto) {
  const hallado = texto.trim().match(/^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/) || texto.trim().match(/^(\d{2})(\d{2})(\d{4})$/);
  if (!hallado) return "";
  const [dia, mes] = [Number(hallado[1]), Number(hallado[2])];
  const anio = Number(hallado[3].length === 2 ? `20${hallado[3]}` : hallado[3]);
  const fecha = new Date(Date.UTC(anio, mes - 1, dia));
  const existe = fecha.getUTCFullYear() === anio && fecha.getUTCMonth() === mes - 1 && fecha.getUTCDate() === dia;
  return existe ? `${anio}-${dos(mes)}-${dos(dia)}` : "";
}

const escribir = (iso) => iso.split("-").reverse().join("/");

function poner(campo, iso) {
  campo.value = escribir(iso);
  campo.dispatchEvent(new Event("input", { bubbles: true }));
  campo.dispatchEvent(new Event("change", { bubbles: true }));
}

const dentro = (campo) => campo.closest(".campo-fecha:not(input)");

/** Pone el botón a un campo que la plantilla dejó solo. */
function ponerBoton(campo) {
  if (dentro(campo) || campo.disabled || campo.readOnly) return;
  const rotulo = campo.labels?.[0]?.textContent.replace(/\s+/g, " ").replace(" *", "").trim() || "la fecha";
  const boton = crear("button", { type: "button", class: "btn btn-icon fecha-boton", "aria-label": `Elegir en el calendario: ${rotulo}`, "data-calendario": true }, icono("calendar"));
  const grupo = crear("div", { class: "input-group campo-fecha" });
  campo.replaceWith(grupo);
  grupo.append(campo, boton);
}

function abrirCalendario(boton) {
  const grupo = boton.closest(".campo-fecha");
  const campo = uno("input[data-fecha]", grupo);
  if (campo.matches(":disabled, [readonly]")) return;
  uno(".fecha-nativa", grupo)?.remove();
  const nativa = crear("input", { type: "date", class: "fecha-nativa", tabindex: "-1", "aria-hidden": "true", min: campo.dataset.minimo, max: campo.dataset.maximo });
  nativa.value = leerFecha(campo.value);
  nativa.addEventListener("input", (evento) => evento.stopPropagation());
  nativa.addEventListener("change", (evento) => {
    evento.stopPropagation();
    if (nativa.value) poner(campo, nativa.value);
    nativa.remove();
    campo.focus();
  });
  grupo.append(nativa);
  nativa.showPicker();
}

function relativo(desde, ahora) {
  const minutos = Math.round((desde - ahora) / MINUTO);
  const formato = new Intl.RelativeTimeFormat("es", { numeric: "auto" });
  if (Math.abs(minutos) < 60) return formato.format(minutos, "minute");
  if (Math.abs(minutos) < 1440) return formato.format(Math.round(minutos / 60), "hour");
  return formato.format(Math.round(minutos / 1440), "day");
}

function refrescar(raiz = document) {
  for (const tiempo of hallar(raiz, "time[data-relativo]")) {
    const texto = relativo(Date.parse(tiempo.dateTime), Date.now());
    if (tiempo.textContent !== texto) tiempo.textContent = texto;
  }
}

export function iniciar() {
  escuchar("click", "[data-calendario]", abrirCalendario);
  escuchar("focusout", "input[data-fecha]", (campo) => {
    const iso = leerFecha(campo.value);
    if (iso && campo.value !== escribir(iso)) poner(campo, iso);
  });
  alCargar((raiz) => {
    hallar(raiz, "input[data-fecha]").forEach(ponerBoton);
    refrescar(raiz);
  });
  setInterval(() => {
    if (!document.hidden && todos("time[data-relativo]").length) refrescar();
  }, MINUTO);
}
