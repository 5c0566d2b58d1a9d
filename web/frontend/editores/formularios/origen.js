// De dónde salen las opciones de una lista: escritas, de la organización o de un cálculo.
import { PLURAL, SINGULAR } from "./oficina.js";

const CATALOGOS = [["unidad", "Las unidades"], ["usuario", "Las personas"], ["cargo", "Los cargos"], ["provincia", "Las provincias"], ["municipio", "Los municipios"]];
const VARIAS = new Set(["checklist", "taglist"]);

const catalogoDe = (campo) => {
  const tipo = SINGULAR[campo.properties?.["cauce:tipo"]] || campo.properties?.["cauce:tipo"];
  return CATALOGOS.some(([c]) => c === tipo) ? tipo : "";
};

const origenDe = (campo) => {
  if (campo.valuesExpression !== undefined) return "feel";
  if (campo.valuesKey !== undefined) return "variable";
  return campo.values?.length ? "escritas" : catalogoDe(campo) || "escritas";
};

function cambiar(e, origen) {
  const { "cauce:tipo": _tipo, ...otras } = e.campo.properties || {};
  const catalogo = CATALOGOS.some(([c]) => c === origen);
  if (catalogo) otras["cauce:tipo"] = VARIAS.has(e.campo.type) ? PLURAL[origen] || origen : origen;
  e.poner({
    values: origen === "escritas" ? [{ label: "Primera opción", value: "primera" }] : undefined,
    valuesKey: origen === "variable" ? "opciones" : undefined,
    valuesExpression: origen === "feel" ? "=[]" : undefined,
    properties: Object.keys(otras).length ? otras : undefined,
  });
}

/** Los campos del panel que dicen las opciones de `e` (Escrito). */
export function camposDeOpciones(e) {
  const origen = origenDe(e.campo);
  const lista = [{ valor: "escritas", rotulo: "Las escribo aquí" }, ...CATALOGOS.map(([valor, rotulo]) => ({ valor, rotulo })), { valor: "feel", rotulo: "Un cálculo" }, { valor: "variable", rotulo: "Una variable" }];
  return [
    { id: "origen", clase: "opciones", sinVacio: true, rotulo: "De dónde salen las opciones", opciones: () => lista, leer: () => origenDe(e.campo), poner: (v) => cambiar(e, v) },
    origen === "escritas" && { id: "values", clase: "renglones", rotulo: "Opciones", agregar: "Agregar una opción", partes: [["label", "Se lee"], ["value", "Se guarda"]], ...e.dato("values") },
    origen === "feel" && { id: "valuesExpression", clase: "feel", rotulo: "Las opciones son", ayuda: "Una lista de textos, o de contextos con «label» y «value».", ...e.feel("valuesExpression") },
    origen === "variable" && { id: "valuesKey", clase: "texto", rotulo: "Variable con las opciones", ...e.dato("valuesKey") },
  ];
}
