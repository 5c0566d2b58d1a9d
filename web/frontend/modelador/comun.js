// Lo que comparten los editores de procesos: pedir al servidor, y armar piezas de la página.

const testigoDe = (cuerpo) => JSON.parse(cuerpo.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
let testigo = testigoDe(document.body);

/** El servidor negó o falló: `estado` HTTP (0 = sin red) y los `datos` que respondió, si los hubo. */
export class Rechazo extends Error {
  constructor(mensaje, estado, datos = {}) {
    super(mensaje);
    this.estado = estado;
    this.datos = datos;
  }
}

const SIN_SESION = "Su sesión terminó. Ingrese otra vez en otra pestaña y se guardará.";

/** Quien volvió a ingresar en otra pestaña tiene otro testigo: lo toma y dice si cambió. */
async function renovarTestigo() {
  const respuesta = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
  if (respuesta.redirected) throw new Rechazo(SIN_SESION, 401);
  const nuevo = respuesta.ok ? testigoDe(new DOMParser().parseFromString(await respuesta.text(), "text/html").body) : "";
  const cambio = nuevo !== "" && nuevo !== testigo;
  if (cambio) testigo = nuevo;
  return cambio;
}

/** Pide `url` y devuelve la respuesta; lanza `Rechazo` si no es 2xx o no hay red. */
export async function pedir(url, opciones = {}, deNuevo = true) {
  const headers = { "X-CSRFToken": testigo, Accept: "application/json", ...opciones.headers };
  const respuesta = await fetch(url, { credentials: "same-origin", cache: "no-store", ...opciones, headers }).catch(() => {
    throw new Rechazo("No hay conexión con el servidor.", 0);
  });
  if (respuesta.redirected || respuesta.status === 401) throw new Rechazo(SIN_SESION, 401);
  if (respuesta.ok) return respuesta;
  if (deNuevo && respuesta.status === 400 && (await renovarTestigo())) return pedir(url, opciones, false);
  const datos = await respuesta.json().catch(() => ({}));
  throw new Rechazo(datos.mensaje || `El servidor respondió ${respuesta.status}.`, respuesta.status, datos);
}

/** Envía `cuerpo` como JSON y devuelve el JSON de la respuesta. */
export async function enviar(url, cuerpo, metodo = "POST", mas = {}) {
  const headers = { "Content-Type": "application/json" };
  const respuesta = await pedir(url, { method: metodo, headers, body: JSON.stringify(cuerpo), ...mas });
  return respuesta.json();
}

export const leerTexto = async (url) => (await pedir(url, { headers: { Accept: "*/*" } })).text();
export const leerJson = async (url) => (await pedir(url)).json();

/** Lo guardado de un archivo de un borrador: `{contenido, revision}`. */
export async function leerArchivo(url) {
  const respuesta = await pedir(url, { headers: { Accept: "*/*" } });
  return { contenido: await respuesta.text(), revision: Number(respuesta.headers.get("X-Revision")) };
}

/** Por qué revisión va ese archivo. */
export async function revisionDe(url) {
  const respuesta = await pedir(url, { method: "HEAD" });
  return Number(respuesta.headers.get("X-Revision"));
}

export const uno = (selector, dentro = document) => dentro.querySelector(selector);
export const todos = (selector, dentro = document) => [...dentro.querySelectorAll(selector)];

/** Un elemento con atributos (true = sin valor; false o null = no va) e hijos. */
export function crear(etiqueta, atributos = {}, ...hijos) {
  const elemento = document.createElement(etiqueta);
  for (const [nombre, valor] of Object.entries(atributos)) {
    if (valor === true) elemento.setAttribute(nombre, "");
    else if (valor !== false && valor != null) elemento.setAttribute(nombre, valor);
  }
  elemento.append(...hijos);
  return elemento;
}

/** Corre `accion` cuando pasan `ms` sin que la vuelvan a llamar; `.ya()` la corre al instante si estaba pendiente. */
export function conCalma(accion, ms) {
  let reloj = 0;
  const despues = (...datos) => {
    clearTimeout(reloj);
    reloj = setTimeout(() => {
      reloj = 0;
      accion(...datos);
    }, ms);
  };
  despues.cancelar = () => {
    clearTimeout(reloj);
    reloj = 0;
  };
  despues.ya = () => {
    if (!reloj) return;
    despues.cancelar();
    accion();
  };
  return despues;
}

/** Entrega `contenido` como archivo para guardar en el equipo. */
export function descargar(nombre, contenido, tipo) {
  const url = URL.createObjectURL(new Blob([contenido], { type: tipo }));
  const enlace = crear("a", { href: url, download: nombre });
  document.body.append(enlace);
  enlace.click();
  enlace.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const HORA = new Intl.DateTimeFormat("es-BO", { timeZone: "America/La_Paz", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DIA = new Intl.DateTimeFormat("es-BO", { timeZone: "America/La_Paz", day: "2-digit", month: "2-digit", year: "numeric" });

/** «14:32» si el instante es de hoy; si no, «22/11/2026 14:32». Hora de La Paz. */
export function cuando(iso) {
  const instante = new Date(iso);
  if (Number.isNaN(instante.getTime())) return "";
  const hora = HORA.format(instante);
  return DIA.format(instante) === DIA.format(new Date()) ? hora : `${DIA.format(instante)} ${hora}`;
}
