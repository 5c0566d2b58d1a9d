// El modelador habla español: lo de bpmn-js-i18n, corregido y completado por las listas propias.
import comunes from "bpmn-js-i18n/translations/es";
import dePropiedades from "../propiedades/espanol.json";
import deRevision from "../revision/espanol.json";
import propias from "./propias.json";

const TEXTOS = { ...comunes, ...propias, ...dePropiedades, ...deRevision };
const faltan = new Set();

/** El texto en español con sus {huecos} llenos; lo que nadie tradujo se anota en `textosSinTraducir`. */
export function traducir(texto, huecos = {}) {
  const traducido = TEXTOS[texto];
  if (traducido === undefined && texto) faltan.add(texto);
  return (traducido ?? texto).replace(/{([^}]+)}/g, (_, clave) => huecos[clave] ?? `{${clave}}`);
}

export default { translate: ["value", traducir], textosSinTraducir: ["value", faltan] };
