// El diagrama como archivo: llevarlo al equipo (.bpmn, .svg) y abrir uno del equipo.
import { avisar, preguntar } from "./avisos.js";
import { descargar, uno } from "./comun.js";
import { encuadrar } from "./vista.js";

const ES_XML = /<(?:\w+:)?definitions[\s>]/;

export async function descargarBpmn(modelador, clave) {
  const { xml } = await modelador.saveXML({ format: true });
  descargar(`${clave}.bpmn`, xml, "application/bpmn+xml");
}

export async function descargarSvg(modelador, clave) {
  const { svg } = await modelador.saveSVG();
  descargar(`${clave}.svg`, svg, "image/svg+xml");
}

/**
 * Pone en el lienzo el XML dado. Si no se puede leer, deja lo que había y lanza un error con la razón.
 * Devuelve los avisos de la lectura.
 */
export async function reemplazar(modelador, xml) {
  if (!ES_XML.test(xml)) throw new Error("El archivo no es un diagrama BPMN.");
  const { xml: anterior } = await modelador.saveXML();
  try {
    return (await modelador.importXML(xml)).warnings;
  } catch (error) {
    await modelador.importXML(anterior);
    const sinDibujo = /no diagram to display|no hay diagrama/.test(error.message);
    throw new Error(sinDibujo ? "El archivo no trae las figuras del diagrama. Impórtelo desde la lista de procesos, que las acomoda." : `El archivo no se pudo leer: ${error.message}`);
  }
}

/** Escucha el botón de abrir y lo que se suelte sobre el lienzo; `alElegir(nombre, texto)`. */
export function escucharArchivos(caja, alElegir) {
  const campo = uno("[data-archivo-del-equipo]", caja);
  const leer = async (archivo) => archivo && alElegir(archivo.name, await archivo.text());
  campo.addEventListener("change", async () => {
    await leer(campo.files[0]);
    campo.value = "";
  });
  const lienzo = uno("[data-lienzo]", caja);
  lienzo.addEventListener("dragover", (evento) => evento.dataTransfer.types.includes("Files") && evento.preventDefault());
  lienzo.addEventListener("drop", (evento) => {
    if (!evento.dataTransfer.files.length) return;
    evento.preventDefault();
    leer(evento.dataTransfer.files[0]);
  });
  return () => campo.click();
}

/** Pregunta, pone en el lienzo el archivo elegido y lo deja por guardar; si no sirve, dice por qué. */
export async function abrirDelEquipo(caja, modelador, guardado, nombre, texto) {
  if ((await preguntar(caja, "[data-dialogo-abrir]", `«${nombre}» reemplaza lo que está dibujado.`)) !== "si") return;
  try {
    const avisos = await reemplazar(modelador, texto);
    encuadrar(modelador);
    guardado.anotar();
    avisar(avisos.length ? `«${nombre}» se abrió con ${avisos.length} avisos: revise el diagrama.` : `«${nombre}» se abrió.`, avisos.length ? "warning" : "success");
  } catch (error) {
    avisar(error.message, "danger");
  }
}
