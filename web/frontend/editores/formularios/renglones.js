// Un control de renglones con dos textos cada uno: las opciones de una lista, las columnas de una tabla.
import { crear } from "../../modelador/comun.js";

/** `campo.partes`: [[nombre, título], [nombre, título]]; el valor es una lista de objetos con esos nombres. */
export function renglones(campo) {
  const caja = crear("fieldset", { class: "propiedad propiedad-pares", "data-propiedad": campo.id }, crear("legend", { class: "form-label" }, campo.rotulo));
  let filas = [];
  let vistas = "";
  const guardar = () => {
    vistas = JSON.stringify(filas);
    campo.poner(filas.map((fila) => ({ ...fila })));
  };
  const entrada = (fila, [nombre, titulo], numero) => {
    const control = crear("input", { class: "form-control", autocomplete: "off", "aria-label": `${titulo}, renglón ${numero}`, placeholder: titulo });
    control.value = fila[nombre] ?? "";
    control.addEventListener("change", () => {
      fila[nombre] = control.value.trim();
      guardar();
    });
    return control;
  };
  const boton = (texto, nombre, accion, apagado) => {
    const b = crear("button", { type: "button", class: "btn btn-sm btn-icon", "aria-label": nombre, title: nombre, disabled: apagado }, texto);
    b.addEventListener("click", accion);
    return b;
  };
  const mover = (desde, hasta) => {
    filas.splice(hasta, 0, ...filas.splice(desde, 1));
    guardar();
    mostrar();
  };
  const renglon = (fila, lugar) => {
    const quitar = () => {
      filas.splice(lugar, 1);
      guardar();
      mostrar();
    };
    const actos = [boton("↑", `Subir el renglón ${lugar + 1}`, () => mover(lugar, lugar - 1), lugar === 0), boton("×", `Quitar el renglón ${lugar + 1}`, quitar)];
    return crear("div", { class: "propiedad-renglon" }, ...campo.partes.map((parte) => entrada(fila, parte, lugar + 1)), ...actos);
  };
  const agregar = crear("button", { type: "button", class: "btn btn-sm" }, campo.agregar);
  agregar.addEventListener("click", () => {
    const numero = filas.length + 1;
    const [[uno, titulo], [otro]] = campo.partes;
    filas.push({ [uno]: `${titulo === "Título" ? "Columna" : "Opción"} ${numero}`, [otro]: `${titulo === "Título" ? "columna" : "opcion"}_${numero}` });
    guardar();
    mostrar();
    caja.querySelectorAll(".propiedad-renglon:last-of-type input")[0]?.select();
  });
  const titulos = crear("div", { class: "propiedad-renglon propiedad-renglon-titulos", "aria-hidden": "true" }, ...campo.partes.map(([, titulo]) => crear("span", {}, titulo)));
  const mostrar = () => caja.replaceChildren(caja.firstChild, titulos, ...filas.map(renglon), agregar);
  const poner = (lista) => {
    const nuevas = JSON.stringify(lista || []);
    if (nuevas === vistas && caja.contains(agregar)) return;
    vistas = nuevas;
    filas = JSON.parse(nuevas);
    mostrar();
  };
  return { caja, poner, ya: () => {}, quitar: () => {} };
}
