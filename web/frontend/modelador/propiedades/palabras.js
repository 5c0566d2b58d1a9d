// Qué quiere decir, en palabras, un plazo o un temporizador escrito en corto.

const UNIDADES = { Y: ["año", "años"], M: ["mes", "meses"], W: ["semana", "semanas"], D: ["día", "días"], H: ["hora", "horas"], N: ["minuto", "minutos"], S: ["segundo", "segundos"] };
const DURACION = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const cantidad = (n, [uno, varios]) => `${n} ${n === "1" ? uno : varios}`;

function duracion(texto) {
  const partes = DURACION.exec(texto);
  if (!partes) return "";
  return ["Y", "M", "W", "D", "H", "N", "S"].map((u, i) => partes[i + 1] && cantidad(partes[i + 1], UNIDADES[u])).filter(Boolean).join(" y ");
}

function repeticion(texto) {
  const partes = /^R(\d*)\/(.+)$/.exec(texto);
  const cada = partes && duracion(partes[2].split("/").at(-1));
  if (!cada) return "";
  return `Se repite cada ${cada}${partes[1] ? `, ${partes[1]} veces` : ", sin fin"}.`;
}

/** La frase de `valor`, o "" si no se reconoce. `plazos` es la tabla de parámetros. */
export function enPalabras(valor, plazos) {
  const texto = (valor || "").trim();
  const deTabla = plazos.find((p) => p.clave === texto);
  if (deTabla) return `${deTabla.texto}. ${deTabla.norma || "Sin norma"} (${deTabla.etiqueta}).`;
  const dias = /^(\d+)\s*(dh|dc)$/i.exec(texto);
  if (dias) return `${cantidad(dias[1], dias[2].toLowerCase() === "dh" ? ["día hábil", "días hábiles"] : ["día calendario", "días calendario"])}.`;
  const fecha = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(texto);
  if (fecha) return `El ${fecha[3]}/${fecha[2]}/${fecha[1]}${fecha[4] ? ` a las ${fecha[4]}` : ""}.`;
  const dura = duracion(texto);
  if (dura) return `${dura}.`;
  if (texto.startsWith("=")) return "Se calcula en cada expediente.";
  return repeticion(texto);
}

/** La tabla de plazos, para elegir de ella. */
export const dePlazos = (medio) => () => medio.entorno().plazos.map((p) => ({ valor: p.clave, rotulo: `${p.texto} — ${p.norma || "sin norma"} (${p.etiqueta})` }));
