// Que no quede inglés en lo que arma el modelador: cambia los textos fijos de las bibliotecas y lista los demás.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PEDIDO = /\b_?translate\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*[),]/g;
const OPCION = /\b(?:label|name|description|explanation)\s*:\s*(['"])([^'"]+)\1/g;
const CON_OPCIONES = /ReplaceOptions|ColorPopupProvider|create-append-anything|HitPolicies/;
const FIJO = /\b["']?(?:title|aria-label|placeholder)["']?\s*[:=]\s*(["'])([A-Z][^"'$]*)\1/g;
const leerJson = (...ruta) => JSON.parse(readFileSync(join(...ruta), "utf8"));
const desdeModulos = (ruta) => ruta.replaceAll("\\", "/").split("node_modules/").at(-1);

/** Lee las listas propias: los cambios a textos fijos, por archivo, y el diccionario. */
export async function leerEspanol(aqui) {
  const listas = ["espanol/propias", "propiedades/espanol", "revision/espanol"];
  const { default: comunes } = await import("bpmn-js-i18n/translations/es.js");
  const propias = listas.map((lista) => leerJson(aqui, "modelador", `${lista}.json`));
  const fuentes = ["modelador/espanol/fuentes", "editores/formularios/fuentes", "editores/decisiones/fuentes"].map((lista) => leerJson(aqui, `${lista}.json`));
  return { cambios: Object.assign({}, ...fuentes), textos: Object.assign({}, comunes, ...propias) };
}

const leerFuente = (ruta) => readFileSync(ruta, "utf8").replaceAll("\r\n", "\n");

function cambiar(fuente, ruta, cambios) {
  return (cambios[ruta] || []).reduce((texto, [ingles, espanol]) => {
    if (!texto.includes(ingles)) throw new Error(`${ruta} ya no dice ${JSON.stringify(ingles)}: corrija su fuentes.json.`);
    return texto.replaceAll(ingles, espanol);
  }, fuente);
}

/** El complemento de esbuild que pone en español los textos que una biblioteca trae fijos. */
export function enEspanol({ cambios }) {
  const filtro = new RegExp(Object.keys(cambios).map((r) => `${r.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]")}$`).join("|"));
  return {
    name: "en-espanol",
    setup: (armado) => {
      armado.onLoad({ filter: filtro }, ({ path }) => {
        const ruta = desdeModulos(path);
        return { contents: cambiar(leerFuente(path), ruta, cambios), loader: "js" };
      });
    },
  };
}

/** Los textos que las bibliotecas de un paquete piden traducir, con su traducción o null, y los que traen fijos. */
export function textosDe(aqui, entradas, { cambios, textos }) {
  const pedidos = {};
  const fijos = {};
  for (const entrada of entradas.filter((e) => e.includes("node_modules/") && existsSync(join(aqui, e))).sort()) {
    const ruta = desdeModulos(entrada);
    const fuente = cambiar(leerFuente(join(aqui, entrada)), ruta, cambios);
    const hallados = [...fuente.matchAll(PEDIDO), ...(CON_OPCIONES.test(ruta) ? fuente.matchAll(OPCION) : [])];
    for (const [, , texto] of hallados.filter(([, , t]) => !t.startsWith(" + "))) pedidos[texto] = textos[texto] ?? null;
    const puestos = (cambios[ruta] || []).map(([, espanol]) => espanol).join();
    const suyos = [...fuente.matchAll(FIJO)].map(([, , texto]) => texto).filter((texto) => !puestos.includes(texto));
    if (suyos.length) fijos[ruta] = suyos;
  }
  return { pedidos: Object.fromEntries(Object.entries(pedidos).sort()), fijos };
}
