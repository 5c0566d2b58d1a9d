// Construye web/static/dist a partir de estas fuentes. Dos veces seguidas da los mismos bytes.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { PAQUETES } from "./paquetes.mjs";
import { recortarTabler } from "./recortar.mjs";
import { enEspanol, leerEspanol, textosDe } from "./textos.mjs";

const AQUI = dirname(fileURLToPath(import.meta.url));
const SERVIDA = join(AQUI, "..", "static", "dist");
const DIST = join(AQUI, "..", "static", ".dist"); // se arma aparte y se cambia entera al final
const PRUEBAS = join(AQUI, "..", "..", "tests", "aceptacion");
const MODULOS = join(AQUI, "node_modules");
const ESPANOL = await leerEspanol(AQUI);
const OBJETIVO = ["chrome123", "firefox121", "safari17.5"];
const ESTILOS = ["tema", "base", "cabecera", "piezas", "formas", "listas", "pantallas", "formulario", "tareas", "expedientes", "seguimiento", "administracion", "manual", "impresion"];
const leer = (...ruta) => readFileSync(join(AQUI, ...ruta), "utf8");
const escribir = (nombre, texto) => writeFileSync(join(DIST, nombre), texto);

async function estilos() {
  const tabler = recortarTabler(leer("node_modules/@tabler/core/dist/css/tabler.css"));
  const propios = ESTILOS.map((nombre) => leer("estilos", `${nombre}.css`)).join("\n");
  const opciones = { loader: "css", minify: true, target: OBJETIVO, legalComments: "none" };
  escribir("cauce.css", (await transform(`${tabler}\n${propios}`, opciones)).code);
}

async function paquetes() {
  for (const [nombre, { guion, estilos = [], textos, alias, espanol }] of Object.entries(PAQUETES)) {
    if (guion) escribir(`${nombre}.js`, await juntar(guion, textos, alias, espanol));
    if (estilos.length) escribir(`${nombre}.css`, await juntarEstilos(estilos));
  }
}

async function juntarEstilos(rutas) {
  const { outputFiles } = await build({
    stdin: { contents: rutas.map((ruta) => `@import "./${ruta}";`).join("\n"), resolveDir: AQUI, loader: "css" },
    absWorkingDir: AQUI,
    outdir: DIST,
    bundle: true,
    minify: true,
    write: false,
    target: OBJETIVO,
    legalComments: "none",
    loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "dataurl" },
    assetNames: "[name]",
  });
  for (const { path, contents } of outputFiles) if (!path.endsWith(".css")) writeFileSync(path, contents);
  return outputFiles.find(({ path }) => path.endsWith(".css")).text;
}

/**
 * `textos`: dónde anotar, para las pruebas, lo que sus bibliotecas dicen a las personas.
 * `espanol`: el diccionario del paquete, si no es el común.
 * `alias`: qué carpeta sirve cada biblioteca, cuando hay dos ediciones y todas deben usar la misma.
 */
async function juntar(entrada, textos, alias = {}, espanol = "") {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(AQUI, entrada)],
    absWorkingDir: AQUI,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: OBJETIVO,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    alias: Object.fromEntries(Object.entries(alias).map(([biblioteca, carpeta]) => [biblioteca, join(AQUI, carpeta)])),
    plugins: [enEspanol(ESPANOL)],
  });
  const suyo = espanol ? { ...ESPANOL, textos: JSON.parse(leer(espanol)) } : ESPANOL;
  if (textos) writeFileSync(join(AQUI, "..", "..", textos), `${JSON.stringify(textosDe(AQUI, Object.keys(metafile.inputs), suyo), null, 1)}\n`);
  return outputFiles[0].text;
}

async function guiones() {
  const htmx = leer("node_modules/htmx.org/dist/htmx.min.js").trimEnd(); // ya viene reducido
  escribir("cauce.js", `${htmx}\n${await juntar("guiones/cauce.js")}`);
  escribir("tema.js", await juntar("guiones/tema.js"));
}

function iconos() {
  const pedidos = leer("iconos.txt").split(/\s+/).filter(Boolean).sort();
  const simbolos = pedidos.map((pedido) => {
    const [nombre, dibujo = nombre] = pedido.split("="); // «stamp=rubber-stamp»: nuestro nombre y el suyo
    const svg = leer("node_modules/@tabler/icons/icons/outline", `${dibujo}.svg`);
    const trazos = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    const limpio = trazos.replace(/\s*\n\s*/g, "").replace(/<path stroke="none"[^>]*>/g, "");
    return `<symbol id="${nombre}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${limpio}</symbol>`;
  });
  escribir("iconos.svg", `<svg xmlns="http://www.w3.org/2000/svg">\n${simbolos.join("\n")}\n</svg>\n`);
}

function licencias() {
  const candado = JSON.parse(leer("package-lock.json")).packages;
  const partes = Object.keys(candado)
    .filter((ruta) => ruta && !candado[ruta].dev && !candado[ruta].optional)
    .sort()
    .map((ruta) => {
      const archivo = readdirSync(join(AQUI, ruta)).find((n) => /^licen[cs]e/i.test(n));
      const texto = archivo ? leer(ruta, archivo).trim() : `Licencia declarada: ${candado[ruta].license}`;
      return `${"=".repeat(78)}\n${ruta.replace(/^.*node_modules\//, "")} ${candado[ruta].version}\n${"=".repeat(78)}\n${texto}`;
    });
  const aviso =
    "Bibliotecas de terceros de las que sale lo que hay en esta carpeta, con su licencia.\n" +
    "Tabler contiene partes de Bootstrap 5 (MIT, Copyright 2011-2025 The Bootstrap Authors).";
  escribir("LICENCIAS.txt", `${aviso}\n\n${partes.join("\n\n")}\n`);
}

function revisor() {
  mkdirSync(PRUEBAS, { recursive: true });
  cpSync(join(MODULOS, "axe-core/axe.min.js"), join(PRUEBAS, "axe.min.js"));
  cpSync(join(MODULOS, "axe-core/locales/es.json"), join(PRUEBAS, "axe.es.json"));
  cpSync(join(MODULOS, "axe-core/LICENSE"), join(PRUEBAS, "axe.LICENCIA.txt"));
}

function archivosDe(carpeta) {
  return readdirSync(carpeta, { withFileTypes: true }).flatMap((entrada) => {
    if (entrada.name === "node_modules") return [];
    const ruta = join(carpeta, entrada.name);
    return entrada.isDirectory() ? archivosDe(ruta) : [ruta];
  });
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function huellaDeFuentes() {
  const lineas = archivosDe(AQUI)
    .map((ruta) => `${relative(AQUI, ruta).replaceAll("\\", "/")} ${sha256(readFileSync(ruta))}`)
    .sort();
  return sha256(lineas.join("\n"));
}

function manifiesto() {
  const archivos = {};
  for (const nombre of readdirSync(DIST).sort()) archivos[nombre] = sha256(readFileSync(join(DIST, nombre)));
  escribir("manifiesto.json", `${JSON.stringify({ fuentes: huellaDeFuentes(), archivos }, null, 1)}\n`);
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
await estilos();
await guiones();
await paquetes();
iconos();
for (const imagen of readdirSync(join(AQUI, "imagenes"))) cpSync(join(AQUI, "imagenes", imagen), join(DIST, imagen));
licencias();
revisor();
manifiesto();
rmSync(SERVIDA, { recursive: true, force: true });
renameSync(DIST, SERVIDA);
