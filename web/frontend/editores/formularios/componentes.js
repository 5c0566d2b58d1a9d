// Los componentes en la paleta y en el lienzo: nombres en español, los de la oficina, y su aspecto.
import { createElement as h } from "preact";
import { COMUNES, DE_LA_OFICINA, claseDe, deOficina } from "./oficina.js";

const NACEN = { number: "Número", checkbox: "Casilla", checklist: "Varias casillas", radio: "Opciones", select: "Lista", taglist: "Varias de una lista", textfield: "Texto", textarea: "Texto largo", filepicker: "Archivos", expression: "Cálculo", group: "Grupo", dynamiclist: "Lista de filas", table: "Tabla", documentPreview: "Documentos", datetime: "Fecha" };
const DATOS_DE_MUESTRA = { select: ["values"], radio: ["values"], checklist: ["values"], taglist: ["values"] };

/** Un dibujo de la paleta con esos trazos. */
function dibujo(trazos) {
  return function Dibujo({ class: clase }) {
    return h("svg", { class: clase, width: 36, height: 36, viewBox: "-6 -6 36 36", fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }, h("path", { d: trazos }));
  };
}

/** El componente con la seña de lo que es para la oficina, si lo es. */
function conSena(Original) {
  function ConSena(props) {
    const { field: campo } = props;
    const propio = deOficina(campo);
    if (campo.type === "expression") return h("div", { class: "campo-calculado" }, h("span", { class: "fjs-form-field-label" }, campo.label), h(Original, props));
    if (!propio) return h(Original, props);
    const mostrado = propio.campo.type === "number" ? { ...props, field: { ...campo, appearance: { prefixAdorner: "Bs", ...campo.appearance } } } : props;
    return h("div", { class: "campo-de-oficina" }, h("span", { class: "campo-de-oficina-sena" }, h(dibujo(propio.dibujo), {}), propio.nombre), h(Original, mostrado));
  }
  return ConSena;
}

/** Lo que un campo común trae al nacer, en español. */
function nacer(tipo, crear) {
  return (datos = {}, esNuevo = true) => {
    const campo = crear(datos, esNuevo);
    if (!esNuevo || Object.keys(datos).some((k) => !["type", "label", "_parent", "layout", "properties"].includes(k))) return campo;
    if (NACEN[tipo] && !datos.label) campo.label = NACEN[tipo];
    if (DATOS_DE_MUESTRA[tipo] && campo.values) campo.values = [{ label: "Primera opción", value: "primera" }];
    if (tipo === "text") campo.text = "Escriba aquí lo que el personal debe leer.";
    if (tipo === "html") campo.content = "<p>Escriba aquí lo que el personal debe leer.</p>";
    if (tipo === "table") campo.columns = [{ label: "Columna", key: "columna" }];
    if (tipo === "datetime") Object.assign(campo, { subtype: "date", dateLabel: NACEN.datetime });
    if (tipo === "expression") Object.assign(campo, { expression: "=null" });
    return campo;
  };
}

class Componentes {
  constructor(formFields) {
    for (const [tipo, Original] of Object.entries(formFields._formFields)) this._traducir(formFields, tipo, Original);
    for (const [tipo, { nombre, dibujo: trazos }] of Object.entries(DE_LA_OFICINA)) {
      const DeOficina = () => null; // solo está en la paleta: la fábrica crea un componente común
      DeOficina.config = { type: tipo, name: nombre, group: "oficina", icon: dibujo(trazos), create: (datos) => datos };
      formFields.register(tipo, DeOficina);
    }
  }

  _traducir(formFields, tipo, Original) {
    if (tipo === "default") return;
    const Nuevo = conSena(Original);
    const { label: _label, ...config } = Original.config;
    Nuevo.config = { ...config, name: COMUNES[tipo] || claseDe({ type: tipo }), create: nacer(tipo, config.create) };
    formFields.register(tipo, Nuevo);
    // lo que el servidor no admite se abre, para poder quitarlo, pero no se ofrece
    if (!COMUNES[tipo]) Object.defineProperty(formFields._formFields, tipo, { enumerable: false });
  }
}

Componentes.$inject = ["formFields"];

export default { __init__: ["componentesDeLaCasa"], componentesDeLaCasa: ["type", Componentes] };
