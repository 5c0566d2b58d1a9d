// Los controles del panel: cada uno es {caja, poner(valor), quitar()}, accesible y en español.
import { crear } from "../comun.js";
import { conIgual, sinIgual } from "./escritura.js";
import { editorFeel } from "./feel.js";

let cuenta = 0;
const nuevoId = () => `propiedad-${++cuenta}`;

function armazon(campo, id, ...partes) {
  const ayuda = crear("small", { id: `${id}-ayuda`, class: "propiedad-ayuda" });
  const caja = crear("div", { class: "propiedad", "data-propiedad": campo.id }, ...partes, ayuda);
  const decir = (valor) => {
    ayuda.textContent = (typeof campo.ayuda === "function" ? campo.ayuda(valor) : campo.ayuda) || "";
  };
  return { caja, decir };
}

const rotulo = (campo, id) => crear("label", { for: id, class: "form-label" }, campo.rotulo);

function deTexto(campo, control, id) {
  const { caja, decir } = armazon(campo, id, rotulo(campo, id), control);
  let dicho = "";
  const poner = (valor) => {
    dicho = valor ?? "";
    if (control.value !== dicho) control.value = dicho;
    decir(dicho);
  };
  control.addEventListener("input", () => decir(control.value));
  const ya = () => {
    if (control.value !== dicho) campo.poner((dicho = control.value));
  };
  control.addEventListener("change", ya);
  return { caja, poner, ya, quitar: ya };
}

function texto(campo) {
  const id = nuevoId();
  return deTexto(campo, crear("input", { id, class: "form-control", type: campo.tipo || "text", min: campo.min, autocomplete: "off", "aria-describedby": `${id}-ayuda` }), id);
}

function area(campo) {
  const id = nuevoId();
  return deTexto(campo, crear("textarea", { id, class: "form-control", rows: campo.filas || 3, "aria-describedby": `${id}-ayuda` }), id);
}

const opcionesDe = (campo) => campo.opciones().map((o) => (typeof o === "string" ? { valor: o, rotulo: o } : o));

/** Lista cerrada y corta. Un valor que ya no se ofrece se conserva y se ve. */
function opciones(campo) {
  const id = nuevoId();
  const control = crear("select", { id, class: "form-select", "aria-describedby": `${id}-ayuda` });
  const { caja, decir } = armazon(campo, id, rotulo(campo, id), control);
  const poner = (valor) => {
    const lista = opcionesDe(campo);
    if (valor && !lista.some((o) => o.valor === valor)) lista.push({ valor, rotulo: `${valor} (ya no se ofrece)` });
    control.replaceChildren(...(campo.sinVacio ? [] : [crear("option", { value: "" }, campo.vacio || "Ninguno")]), ...lista.map((o) => crear("option", { value: o.valor }, o.rotulo)));
    control.value = valor ?? "";
    decir(control.value);
  };
  control.addEventListener("change", () => campo.poner(control.value));
  return { caja, poner, ya: () => {}, quitar: () => {} };
}

/** Lista larga: se busca escribiendo parte del nombre o de la clave; se guarda la clave. */
function elegir(campo) {
  const id = nuevoId();
  const lista = crear("datalist", { id: `${id}-lista` });
  const control = crear("input", { id, class: "form-control", list: `${id}-lista`, autocomplete: "off", placeholder: campo.vacio || "Escriba para buscar", "aria-describedby": `${id}-ayuda` });
  const conNombre = { ...campo, ayuda: (valor) => campo.ayuda?.(valor) ?? opcionesDe(campo).find((o) => o.valor === valor)?.rotulo };
  const base = deTexto(conNombre, control, id);
  base.caja.append(lista);
  control.addEventListener("focus", () => lista.replaceChildren(...opcionesDe(campo).map((o) => crear("option", { value: o.valor }, o.rotulo === o.valor ? "" : o.rotulo))));
  return base;
}

function casilla(campo) {
  const id = nuevoId();
  const control = crear("input", { id, class: "form-check-input", type: "checkbox", "aria-describedby": `${id}-ayuda` });
  const { caja, decir } = armazon(campo, id, crear("label", { for: id, class: "form-check" }, control, ` ${campo.rotulo}`));
  control.addEventListener("change", () => campo.poner(control.checked));
  const poner = (valor) => {
    control.checked = Boolean(valor);
    decir(valor);
  };
  return { caja, poner, ya: () => {}, quitar: () => {} };
}

/** Varias de una lista; el valor es un texto con comas. */
function varias(campo) {
  const id = nuevoId();
  const grupo = crear("fieldset", { class: "propiedad-varias" }, crear("legend", { class: "form-label" }, campo.rotulo));
  const { caja, decir } = armazon(campo, id, grupo);
  const poner = (valor) => {
    const puestas = new Set((valor || "").split(",").map((v) => v.trim()).filter(Boolean));
    const cajas = opcionesDe(campo).map((o) => {
      const marca = crear("input", { class: "form-check-input", type: "checkbox", value: o.valor, checked: puestas.has(o.valor) });
      marca.addEventListener("change", () => {
        if (marca.checked) puestas.add(o.valor);
        else puestas.delete(o.valor);
        campo.poner([...puestas].join(","));
      });
      return crear("label", { class: "form-check" }, marca, ` ${o.rotulo}`);
    });
    grupo.replaceChildren(grupo.firstChild, ...(cajas.length ? cajas : [crear("p", { class: "text-secondary" }, campo.sinOpciones || "No hay ninguna.")]));
    decir(valor);
  };
  return { caja, poner, ya: () => {}, quitar: () => {} };
}

function feel(campo, medio) {
  const id = nuevoId();
  const lugar = crear("div", { class: `propiedad-feel${campo.alto ? " alta" : ""}` });
  const falla = crear("p", { class: "propiedad-error", role: "status" });
  const { caja, decir } = armazon(campo, id, crear("span", { class: "form-label" }, campo.rotulo), lugar, falla);
  let editor = null;
  const poner = (valor) => {
    decir(valor);
    if (editor) return editor.poner(valor || "");
    const alRevisar = (errores) => {
      falla.textContent = errores[0]?.mensaje || "";
      lugar.classList.toggle("mal", errores.length > 0);
    };
    editor = editorFeel({ caja: lugar, valor: valor || "", rotulo: campo.rotulo, describe: `${id}-ayuda`, entorno: medio.entorno, url: medio.feel, nonce: medio.nonce, apagado: medio.apagado(), clase: campo.unaria ? "unaria" : "expresion", alCambiar: (v) => campo.poner(v), alRevisar });
    return undefined;
  };
  return { caja, poner, ya: () => editor?.ya(), quitar: () => editor?.quitar() };
}

/** Un valor de una lista, escrito, o calculado: un botón cambia a FEEL, que se guarda con `=`. */
function valor(campo, medio) {
  const caja = crear("div", { class: "propiedad-valor" });
  const boton = crear("button", { type: "button", class: "btn btn-sm propiedad-fx" });
  let dentro = null;
  let calcula = null;
  const armar = (si, v) => {
    dentro?.quitar();
    calcula = si;
    dentro = si
      ? feel({ ...campo, ayuda: campo.ayudaFeel || "Se calcula en cada expediente.", poner: (t) => campo.poner(conIgual(t)) }, medio)
      : elegir(campo);
    boton.textContent = si ? "Elegir de la lista" : "Calcular";
    boton.setAttribute("aria-label", `${boton.textContent}: ${campo.rotulo}`);
    caja.replaceChildren(dentro.caja, boton);
    dentro.poner(si ? sinIgual(v) : v);
  };
  boton.addEventListener("click", () => {
    armar(!calcula, "");
    dentro.caja.querySelector("input, .cm-content")?.focus();
  });
  const poner = (v) => {
    const si = (v || "").startsWith("=") || (calcula === true && !v && caja.contains(document.activeElement));
    if (si !== calcula) armar(si, v || "");
    else dentro.poner(si ? sinIgual(v) : v || "");
  };
  return { caja, poner, ya: () => dentro?.ya(), quitar: () => dentro?.quitar() };
}

/** Filas «nombre = FEEL» que se agregan y se quitan. */
function pares(campo, medio) {
  const caja = crear("fieldset", { class: "propiedad propiedad-pares", "data-propiedad": campo.id }, crear("legend", { class: "form-label" }, campo.rotulo));
  let filas = [];
  let vistos = "";
  const guardar = () => campo.poner(filas.map((f) => f.par).filter(([nombre]) => nombre.trim()));
  const fila = (par) => {
    const propia = { par: [...par] };
    const nombre = texto({ id: `${campo.id}-nombre`, rotulo: campo.deNombre || "Variable", poner: (v) => { propia.par[0] = v.trim(); guardar(); } });
    const expresion = feel({ id: `${campo.id}-valor`, rotulo: campo.deValor || "Recibe", poner: (v) => { propia.par[1] = v; propia.par[2] = undefined; guardar(); } }, medio);
    nombre.poner(par[0]);
    expresion.poner(par[1]);
    const quitar = crear("button", { type: "button", class: "btn btn-sm" }, `Quitar${par[0] ? ` «${par[0]}»` : ""}`);
    quitar.addEventListener("click", () => {
      filas = filas.filter((f) => f !== propia);
      guardar();
      mostrar(filas.map((f) => f.par));
    });
    return Object.assign(propia, { partes: [nombre, expresion], caja: crear("div", { class: "propiedad-par" }, nombre.caja, expresion.caja, quitar) });
  };
  const agregar = crear("button", { type: "button", class: "btn btn-sm" }, campo.agregar || "Agregar");
  agregar.addEventListener("click", () => {
    mostrar([...filas.map((f) => f.par), ["", ""]]);
    filas.at(-1).caja.querySelector("input").focus();
  });
  const mostrar = (lista) => {
    filas.forEach((f) => f.partes.forEach((p) => p.quitar()));
    filas = lista.map(fila);
    caja.replaceChildren(caja.firstChild, ...filas.map((f) => f.caja), agregar);
  };
  const poner = (lista) => {
    const nuevos = JSON.stringify(lista.map(([n, v]) => [n, v]));
    if (nuevos === vistos || caja.contains(document.activeElement)) return;
    vistos = nuevos;
    mostrar(lista);
  };
  return { caja, poner, ya: () => filas.forEach((f) => f.partes.forEach((p) => p.ya())), quitar: () => filas.forEach((f) => f.partes.forEach((p) => p.quitar())) };
}

function nota(campo) {
  const caja = crear("p", { class: "propiedad propiedad-nota", "data-propiedad": campo.id });
  const enlazar = () => {
    const [url, texto] = campo.enlace?.() || [];
    return url ? [" ", crear("a", { href: url, target: "_blank", rel: "noopener" }, texto)] : [];
  };
  return { caja, poner: (v) => caja.replaceChildren(v || "", ...(v ? enlazar() : [])), ya: () => {}, quitar: () => {} };
}

const CLASES = { texto, area, opciones, elegir, casilla, varias, feel, valor, pares, nota };

/** El control de un campo {id, clase, rotulo, leer, poner, …}. */
export const armarControl = (campo, medio) => CLASES[campo.clase](campo, medio);
