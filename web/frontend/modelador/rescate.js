// Que nada de lo hecho se pierda: el choque con otra persona y lo que quedó sin guardar en este equipo.
import { preguntar } from "./avisos.js";
import { cuando, descargar, uno } from "./comun.js";

/** Otra persona guardó antes: dice quién y cuándo, y ofrece salidas que no pisan nada. `hoja`: ver turnos.js. */
export function mostrarChoque(caja, hoja, { quien, cuando: el }) {
  const dialogo = uno("[data-dialogo-conflicto]", caja);
  uno("[data-quien]", dialogo).textContent = `${quien} guardó otra versión de ${hoja.cosa}: ${cuando(el)}.`;
  dialogo.showModal();
}

/**
 * Lo que la vez anterior no llegó al servidor: se ofrece, o si alguien guardó después, se deja llevar.
 * `contenido` es lo guardado: si ya lo tiene (llegó al cerrarse la página, sin tiempo de oír la respuesta), no se pregunta nada.
 */
export async function ofrecerRespaldo(caja, hoja, guardado, contenido) {
  const copia = guardado.respaldo.leer();
  if (!copia || hoja.mira()) return;
  if (copia.contenido === contenido) return guardado.respaldo.borrar();
  const sirve = copia.revision === guardado.revision;
  uno("[data-recuperar]", caja).hidden = !sirve;
  const frase = `En este equipo quedaron cambios suyos sin guardar, de ${cuando(copia.el)}. ${sirve ? "Puede seguir desde ellos." : "Después se guardó otra versión: se pueden descargar, no poner encima."}`;
  const eleccion = await preguntar(caja, "[data-dialogo-respaldo]", frase);
  if (eleccion === "bajar") descargar(`${caja.dataset.clave}-sin-guardar.${hoja.extension}`, copia.contenido, hoja.tipo);
  if (eleccion === "si") {
    await hoja.reemplazar(copia.contenido);
    guardado.anotar();
  } else if (eleccion) guardado.respaldo.borrar();
}
