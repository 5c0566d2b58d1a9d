// Las pestañas: el diagrama de decisiones y cada tabla o expresión.
import { crear, uno } from "../../modelador/comun.js";
import { nombrarMarcas } from "./armar.js";

const CLASES = { drd: "Diagrama", decisionTable: "Tabla", literalExpression: "Expresión", boxedExpression: "Función" };

function pestana(editor, vista, activa) {
  const esDiagrama = vista.type === "drd";
  const nombre = esDiagrama ? CLASES.drd : vista.name || vista.id;
  const boton = crear("button", { type: "button", class: "btn btn-sm", "aria-pressed": String(vista.id === activa?.id), title: CLASES[vista.type], "data-vista-de": vista.id }, nombre);
  boton.addEventListener("click", () => editor.open(vista));
  return boton;
}

/** Mantiene las pestañas; `alCambiar(vista)` corre cuando se ve otra cosa. */
export function escucharVistas(caja, editor, alCambiar) {
  const poner = ({ views, activeView }) => {
    uno("[data-vistas]", caja).replaceChildren(...views.map((vista) => pestana(editor, vista, activeView)));
    caja.dataset.clase = activeView?.type || "";
    nombrarMarcas(caja);
    alCambiar(activeView);
  };
  editor.on("views.changed", poner);
  poner({ views: editor.getViews(), activeView: editor.getActiveView() });
}
