// Los componentes que la oficina necesita: cada uno es un componente común de form-js con su `cauce:tipo`,
// que es como los lee motor/reglas/formularios.

const conTipo = (tipo) => ({ "cauce:tipo": tipo });
const deLista = (label, tipo) => ({ type: "select", label, properties: conTipo(tipo) });
const TRAZOS = {
  unidad: "M3 21h18M9 8h1M9 12h1M9 16h1M14 8h1M14 12h1M14 16h1M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16",
  persona: "M8 7a4 4 0 1 0 8 0 4 4 0 0 0-8 0M6 21v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2",
  cargo: "M3 4m0 3a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3zM7 10a2 2 0 1 0 4 0 2 2 0 0 0-4 0M15 8h2M15 12h2M7 16h10",
  lugar: "M9 11a3 3 0 1 0 6 0 3 3 0 0 0-6 0M17.657 16.657L13.414 20.9a2 2 0 0 1-2.827 0l-4.244-4.243a8 8 0 1 1 11.314 0z",
  documento: "M14 3v4a1 1 0 0 0 1 1h4M17 21H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7l5 5v11a2 2 0 0 1-2 2zM9 9h1M9 13h6M9 17h6",
  tabla: "M3 5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 9h18M3 15h18M15 9v12",
  moneda: "M9 14c0 1.657 2.686 3 6 3s6-1.343 6-3-2.686-3-6-3-6 1.343-6 3zM9 14v4c0 1.656 2.686 3 6 3s6-1.344 6-3v-4M3 6c0 1.072 1.144 2.062 3 2.598s4.144.536 6 0 3-1.526 3-2.598-1.144-2.062-3-2.598-4.144-.536-6 0S3 4.928 3 6zM3 6v10c0 .888.772 1.45 2 2M3 11c0 .888.772 1.45 2 2",
};

/** Por tipo de la paleta: su nombre, el nombre de su dato, su dibujo y el campo que crea. */
export const DE_LA_OFICINA = {
  "oficina-unidad": { nombre: "Unidad", dato: "unidad", dibujo: TRAZOS.unidad, sinOpciones: true, campo: deLista("Unidad", "unidad") },
  "oficina-persona": { nombre: "Persona", dato: "persona", dibujo: TRAZOS.persona, sinOpciones: true, campo: deLista("Persona", "usuario") },
  "oficina-cargo": { nombre: "Cargo", dato: "cargo", dibujo: TRAZOS.cargo, sinOpciones: true, campo: deLista("Cargo", "cargo") },
  "oficina-provincia": { nombre: "Provincia", dato: "provincia", dibujo: TRAZOS.lugar, sinOpciones: true, campo: deLista("Provincia", "provincia") },
  "oficina-municipio": { nombre: "Municipio", dato: "municipio", dibujo: TRAZOS.lugar, sinOpciones: true, campo: deLista("Municipio", "municipio") },
  "oficina-documento": { nombre: "Documento", dato: "documento", dibujo: TRAZOS.documento, campo: { type: "filepicker", label: "Documento", properties: conTipo("archivo") } },
  "oficina-moneda": { nombre: "Monto en Bs", dato: "monto", dibujo: TRAZOS.moneda, campo: { type: "number", label: "Monto", decimalDigits: 2, properties: conTipo("moneda") } },
  "oficina-tabla": { nombre: "Tabla con totales", dato: "tabla", dibujo: TRAZOS.tabla, campo: { type: "dynamiclist", label: "Tabla", properties: conTipo("tabla") } },
};

/** De qué componente de la oficina es un campo ya armado; undefined si es común. */
export const deOficina = (campo) => {
  const tipo = SINGULAR[campo.properties?.["cauce:tipo"]] || campo.properties?.["cauce:tipo"];
  return tipo && Object.values(DE_LA_OFICINA).find((o) => o.campo.properties["cauce:tipo"] === tipo);
};

export const SINGULAR = { unidades: "unidad", usuarios: "usuario", municipios: "municipio", archivos: "archivo" };
export const PLURAL = { unidad: "unidades", usuario: "usuarios", municipio: "municipios", archivo: "archivos" };

/** Cómo se llama el dato de un campo recién puesto. */
export const NOMBRES_DE_DATO = {
  textfield: "texto", textarea: "detalle", number: "numero", datetime: "fecha", checkbox: "casilla", checklist: "opciones", radio: "opcion", select: "eleccion",
  taglist: "etiquetas", filepicker: "archivos", expression: "calculo", dynamiclist: "lista", group: "grupo",
};

/** Los componentes comunes en español; los que no están no se ofrecen. */
export const COMUNES = {
  textfield: "Texto corto", textarea: "Texto largo", number: "Número", datetime: "Fecha u hora", expression: "Cálculo", filepicker: "Archivos",
  checkbox: "Casilla", checklist: "Varias casillas", radio: "Opciones a la vista", select: "Lista de opciones", taglist: "Varias de una lista",
  text: "Texto para leer", html: "Texto HTML", image: "Imagen", table: "Tabla para leer", documentPreview: "Ver documentos", spacer: "Espacio", separator: "Línea",
  group: "Grupo", dynamiclist: "Lista de filas",
};

/** Cómo se llama la clase de un campo. */
export const claseDe = (campo) => deOficina(campo)?.nombre || COMUNES[campo.type] || { iframe: "Página de otro sitio", button: "Botón", default: "El formulario" }[campo.type] || campo.type;
