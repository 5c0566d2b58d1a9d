// El editor de decisiones habla español: dmn-js no trae traducción, y esta es la propia.
import textos from "./espanol.json";

const faltan = new Set();

/** El texto en español con sus {huecos} llenos; lo que nadie tradujo se anota en `textosSinTraducir`. */
export function traducir(texto, huecos = {}) {
  const traducido = textos[texto];
  if (traducido === undefined && texto) faltan.add(texto);
  return (traducido ?? texto).replace(/{\s*([^}\s]+)\s*}/g, (_, clave) => huecos[clave] ?? `{${clave}}`);
}

export default { translate: ["value", traducir], textosSinTraducir: ["value", faltan] };
