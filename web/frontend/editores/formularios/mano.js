// Lo que hace la mano además de arrastrar: agregar con un clic, y las teclas de deshacer fuera del lienzo.
import { todos } from "../../modelador/comun.js";

const ESCRIBE = "input, textarea, select, [contenteditable], .cm-content";

/** Agrega un campo después del elegido; sin ninguno elegido, al final. */
export function agregar(editor, tipo) {
  const registro = editor.get("formFieldRegistry");
  const raiz = editor._getState().schema;
  const elegido = editor.get("selection").get();
  const dentro = elegido && ["group", "dynamiclist"].includes(elegido.type) ? elegido : null;
  const padre = dentro || (elegido && registro.get(elegido._parent)) || raiz;
  const lugar = dentro || !elegido || elegido === raiz ? padre.components.length : padre.components.indexOf(elegido) + 1;
  return editor.get("modeling").addFormField({ type: tipo, _parent: padre.id }, padre, lugar);
}

export function escucharMano(caja, editor, hoja) {
  caja.addEventListener("click", ({ target }) => {
    const entrada = target.closest(".fjs-palette-field");
    if (entrada && !hoja.mira()) agregar(editor, entrada.dataset.fieldType);
  });
  caja.querySelector("[data-lienzo]").addEventListener("keydown", (evento) => {
    const campo = editor.get("selection").get();
    if (evento.key !== "Delete" || evento.target.matches(ESCRIBE) || !campo || campo.type === "default") return;
    const padre = editor.get("formFieldRegistry").get(campo._parent);
    editor.get("modeling").removeFormField(campo, padre, padre.components.indexOf(campo));
  });
  document.addEventListener("keydown", (evento) => {
    const tecla = evento.key.toLowerCase();
    if (!(evento.ctrlKey || evento.metaKey) || !["z", "y"].includes(tecla) || hoja.mira()) return;
    if (evento.target.matches?.(ESCRIBE) || todos(".fjs-container", caja).some((c) => c.parentElement.contains(evento.target))) return;
    evento.preventDefault();
    const pila = editor.get("commandStack");
    if (tecla === "z" && !evento.shiftKey) pila.undo();
    else pila.redo();
  });
}
