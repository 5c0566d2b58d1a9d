// El editor de bpmn.io con sus vistas (diagrama, tabla, expresión) en español.
import Modeler from "dmn-js/lib/Modeler";
import { todos, uno } from "../../modelador/comun.js";
import espanol from "./espanol.js";
import { preparar } from "./leer.js";

/** El editor dentro de `caja`. */
export function armar(caja) {
  const vista = { additionalModules: [espanol] };
  return new Modeler({
    container: uno("[data-dibujo]", caja),
    drd: vista,
    decisionTable: vista,
    literalExpression: vista,
    boxedExpression: vista,
  });
}

const deTabla = (vista) => vista.type !== "drd";

/** Pone ese XML y abre la decisión que se veía, o la primera tabla. Devuelve lo que no se pudo leer. */
export async function leerEn(editor, contenido) {
  const antes = editor.getActiveView()?.id;
  const { warnings } = await editor.importXML(preparar(contenido), { open: false });
  const vistas = editor.getViews();
  await editor.open(vistas.find(({ id }) => id === antes) || vistas.find(deTabla) || vistas[0]);
  return warnings;
}

/** El XML como se guarda. */
export const escrito = async (editor) => (await editor.saveXML({ format: true })).xml;

/** Las decisiones del archivo, como están en el editor. */
export const decisionesDe = (editor) => (editor.getDefinitions()?.drgElement || []).filter(({ $type }) => $type === "dmn:Decision");

/** Abre la decisión de ese id; la que tenga vista. */
export async function abrirDecision(editor, id) {
  const vista = editor.getViews().find((v) => v.id === id);
  if (vista && editor.getActiveView()?.id !== id) await editor.open(vista);
  return Boolean(vista);
}

/** Las marcas de bpmn.io llevan a bpmn.io, sin recuadro en inglés, y se nombran en español. */
export function nombrarMarcas(caja) {
  for (const marca of todos(".bjs-powered-by", caja)) {
    marca.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
    marca.setAttribute("title", "Hecho con bpmn.io");
  }
}

export function escucharMarcas(caja) {
  caja.addEventListener("click", (evento) => evento.target.closest?.(".bjs-powered-by") && evento.stopPropagation(), true);
}
