// Buscar un campo del formulario que se arma, y elegirlo.

const nombreDe = (campo) => campo.key || campo.path || "";

/** Las claves de un campo desde la raíz, como las nombra el servidor: `lista.campo`. */
export function rutaDe(registro, campo) {
  const partes = [];
  for (let actual = campo; actual && actual.type !== "default"; actual = registro.get(actual._parent)) {
    const propio = actual === campo ? nombreDe(actual) || actual.id : nombreDe(actual);
    if (propio) partes.unshift(propio);
  }
  return partes.join(".");
}

/** El campo con esa ruta, clave o id; null si no hay. */
export function buscarCampo(editor, dicho) {
  const registro = editor.get("formFieldRegistry");
  const todos = registro.getAll().filter((c) => c.type !== "default");
  const ultima = dicho.split(".").at(-1);
  return todos.find((c) => rutaDe(registro, c) === dicho) || registro.get(dicho) || todos.find((c) => nombreDe(c) === ultima || c.id === ultima) || null;
}

/** Elige ese campo en el lienzo y dice si lo halló. */
export function elegirCampo(editor, dicho) {
  const campo = buscarCampo(editor, dicho);
  if (campo) editor.get("selection").set(campo);
  return Boolean(campo);
}

/** Los demás campos del nivel de `campo`: los de un grupo sin nombre son del nivel que lo tiene. */
export function delMismoNivel(registro, campo) {
  const nivel = (c) => {
    const padre = registro.get(c._parent);
    return padre?.type === "group" && !padre.path ? nivel(padre) : padre?.type === "default" ? "" : padre?.id || "";
  };
  return registro.getAll().filter((c) => c !== campo && c.type !== "default" && nivel(c) === nivel(campo));
}

/** Si otro campo del mismo nivel ya usa ese nombre de dato. */
export const otroConNombre = (registro, campo, nombre) => delMismoNivel(registro, campo).some((c) => nombreDe(c) === nombre);
