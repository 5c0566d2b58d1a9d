// Qué se pregunta de cada clase de campo, en palabras de quien arma el formulario.
import { otroConNombre } from "./campos.js";
import { totalDe } from "./fabrica.js";
import { camposDeOpciones } from "./origen.js";

const CON_OPCIONES = new Set(["select", "radio", "checklist", "taglist"]);
const SIN_DATO = new Set(["text", "html", "image", "table", "documentPreview", "spacer", "separator", "button", "iframe", "default"]);
const SIN_ROTULO = new Set(["text", "html", "image", "spacer", "separator", "default", "iframe"]);
const ES_NOMBRE = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const RESERVADOS = new Set(["this", "parent", "i", "valor", "true", "false", "null"]);
const ANCHOS = [["4", "Un cuarto"], ["5", "Un tercio"], ["8", "La mitad"], ["12", "Tres cuartos"], ["16", "Todo el renglón"]];
const lista = (pares) => () => pares.map(([valor, rotulo]) => ({ valor, rotulo }));

/** Los grupos [{titulo, campos}] de lo que `e` (Escrito) escribe. `medio`: registro, modeling y avisar. */
export function gruposDe(e, medio) {
  const tipo = e.campo.type;
  if (tipo === "default") return [{ titulo: "General", campos: [{ id: "title", clase: "texto", rotulo: "Título", ayuda: "Como lo lee la persona.", ...e.dato("title") }] }];
  return [
    { titulo: "General", campos: [...general(e, medio), ...propios(e, medio)] },
    CON_OPCIONES.has(tipo) && { titulo: "Opciones", campos: camposDeOpciones(e) },
    !SIN_DATO.has(tipo) && tipo !== "expression" && { titulo: "Qué se exige", campos: exigencias(e) },
    { titulo: "Cuándo se ve", campos: [{ id: "ocultar", clase: "feel", rotulo: "Ocultar cuando", ayuda: "Lo oculto no se pide ni se toma. Vacío: se ve siempre.", ...e.ocultar() }] },
    !SIN_DATO.has(tipo) && !["expression", "group", "dynamiclist"].includes(tipo) && { titulo: "Se llena solo", campos: automatico(e) },
    { titulo: "Aspecto", campos: aspecto(e) },
  ].filter(Boolean);
}

function general(e, medio) {
  const { campo } = e;
  const conClave = !SIN_DATO.has(campo.type);
  const donde = ["group", "dynamiclist"].includes(campo.type) ? "path" : "key";
  return [
    !SIN_ROTULO.has(campo.type) && { id: "rotulo", clase: "texto", rotulo: "Rótulo", ...e.rotulo() },
    conClave && { id: "clave", clase: "texto", rotulo: "Nombre del dato", ayuda: ayudaDeClave(campo), leer: () => campo[donde] || "", poner: (v) => ponerClave(e, donde, v.trim(), medio) },
    conClave && campo.type !== "expression" && { id: "ayuda", clase: "area", filas: 2, rotulo: "Ayuda debajo del campo", ...e.dato("description") },
  ];
}

const ayudaDeClave = (campo) => (campo.type === "group" ? "Vacío: sus campos quedan sueltos." : "Con este nombre lo usan las demás expresiones: letras, números y _.");

function ponerClave(e, donde, nombre, { registro, avisar }) {
  if (nombre === (e.campo[donde] || "")) return;
  if (!nombre && e.campo.type === "group") return e.poner({ path: undefined });
  if (!ES_NOMBRE.test(nombre) || RESERVADOS.has(nombre)) return avisar(`«${nombre}» no sirve de nombre: use letras, números y _, sin empezar por número ni ser palabra de FEEL.`);
  if (otroConNombre(registro, e.campo, nombre)) return avisar(`«${nombre}» ya es el nombre de otro campo de este nivel. Use otro.`);
  try {
    return e.poner({ [donde]: nombre });
  } catch {
    return avisar(`«${nombre}» choca con el nombre de otro campo. Use otro.`);
  }
}

const POR_TIPO = {
  number: (e) => [
    { id: "moneda", clase: "casilla", rotulo: "Es un monto en bolivianos", ...e.en("properties", "cauce:tipo", { leer: (v) => v === "moneda", escribir: (v) => (v ? "moneda" : undefined) }) },
    { id: "decimales", clase: "texto", tipo: "number", min: 0, rotulo: "Decimales", ayuda: "Vacío: los que se escriban.", ...e.entero("decimalDigits") },
  ],
  checkbox: (e) => [{ id: "siNo", clase: "casilla", rotulo: "Se contesta sí o no", ayuda: "Hay que responder: no vale dejarlo en blanco.", ...e.en("properties", "cauce:tipo", { leer: (v) => v === "si_no", escribir: (v) => (v ? "si_no" : undefined) }) }],
  datetime: (e) => [
    { id: "subtipo", clase: "opciones", sinVacio: true, rotulo: "Qué se escribe", opciones: lista([["date", "Una fecha"], ["time", "Una hora"], ["datetime", "Fecha y hora"]]), leer: () => e.campo.subtype || "date", poner: (v) => ponerSubtipo(e, v) },
    { id: "sinPasadas", clase: "casilla", rotulo: "No admite fechas pasadas", ...e.dato("disallowPassedDates") },
  ],
  filepicker: (e) => [{ id: "varios", clase: "casilla", rotulo: "Se pueden adjuntar varios", leer: () => e.campo.multiple === true, poner: (si) => ponerVarios(e, si) }],
  expression: (e) => [{ id: "expresion", clase: "feel", alto: true, rotulo: "Se calcula así", ayuda: "Con los nombres de los demás campos y las variables del proceso.", ...e.feel("expression") }],
  text: (e) => [{ id: "texto", clase: "area", filas: 6, rotulo: "Texto", ayuda: "Con **negrita**, listas y enlaces. {{ nombre }} pone el valor de un dato.", ...e.dato("text") }],
  html: (e) => [{ id: "contenido", clase: "area", filas: 6, rotulo: "HTML", ayuda: "Sin guiones ni estilos: se limpian.", ...e.dato("content") }],
  image: (e) => [
    { id: "imagen", clase: "imagen", rotulo: "Imagen", ...e.dato("source") },
    { id: "alternativo", clase: "texto", rotulo: "Qué muestra", ayuda: "Para quien no la ve.", ...e.dato("alt") },
  ],
  table: (e) => [
    { id: "filas", clase: "feel", rotulo: "De dónde salen las filas", ayuda: "El nombre de una lista, o un cálculo que la da.", ...e.feel("dataSource") },
    { id: "columnas", clase: "renglones", rotulo: "Columnas", agregar: "Agregar una columna", partes: [["label", "Título"], ["key", "Dato"]], ...e.dato("columns") },
  ],
  documentPreview: (e) => [{ id: "documentos", clase: "feel", rotulo: "Qué documentos", ayuda: "El nombre del dato que los tiene.", ...e.feel("dataSource") }],
  dynamiclist: (e, medio) => [
    { id: "filasIniciales", clase: "texto", tipo: "number", min: 0, rotulo: "Filas con que empieza", ...e.entero("defaultRepetitions") },
    { id: "filasFijas", clase: "casilla", rotulo: "No se agregan ni quitan filas", leer: () => e.campo.allowAddRemove === false, poner: (si) => e.poner({ allowAddRemove: !si }) },
    { id: "totales", clase: "varias", rotulo: "Columnas con total debajo", opciones: () => columnas(e.campo), sinOpciones: "Agregue una columna de números o montos.", leer: () => totales(e.campo, medio).map(([c]) => c.key).join(","), poner: (v) => ponerTotales(e.campo, v.split(",").filter(Boolean), medio) },
  ],
  iframe: () => [{ id: "aviso", clase: "nota", leer: () => "Una página de otro sitio no se admite aquí: quite este campo y ponga el enlace en un texto.", poner: () => {} }],
};

const propios = (e, medio) => POR_TIPO[e.campo.type]?.(e, medio) || [];

function ponerSubtipo(e, subtipo) {
  const rotulo = e.rotulo().leer();
  e.poner({ subtype: subtipo, dateLabel: subtipo === "time" ? undefined : rotulo, timeLabel: subtipo === "date" ? undefined : subtipo === "time" ? rotulo : "Hora" });
}

function ponerVarios(e, si) {
  const tipo = { ...e.campo.properties, "cauce:tipo": si ? "archivos" : "archivo" };
  e.poner({ multiple: si || undefined, properties: tipo });
}

const deNumeros = (tabla) => (tabla.components || []).filter((c) => c.type === "number" || c.type === "expression");
const columnas = (tabla) => deNumeros(tabla).map((c) => ({ valor: c.key, rotulo: c.label || c.key }));

/** Los pares [columna, su total] que ya hay. */
function totales(tabla, { registro }) {
  const hay = registro.getAll().filter((c) => c.type === "expression");
  return deNumeros(tabla)
    .map((columna) => [columna, hay.find((c) => c.key === totalDe(tabla, columna).key)])
    .filter(([, total]) => total);
}

function ponerTotales(tabla, pedidas, medio) {
  const { registro, modeling } = medio;
  const padre = registro.get(tabla._parent);
  const ya = totales(tabla, medio);
  for (const [columna, total] of ya.filter(([c]) => !pedidas.includes(c.key))) {
    const dueno = registro.get(total._parent);
    modeling.removeFormField(total, dueno, dueno.components.indexOf(total));
    void columna;
  }
  const nuevas = deNumeros(tabla).filter((c) => pedidas.includes(c.key) && !ya.some(([otra]) => otra === c));
  for (const columna of nuevas) modeling.addFormField({ ...totalDe(tabla, columna), _parent: padre.id }, padre, padre.components.indexOf(tabla) + 1);
  medio.elegir(tabla);
}

function exigencias(e) {
  const { campo } = e;
  const deTexto = campo.type === "textarea" || (campo.type === "textfield" && !campo.validate?.validationType);
  return [
    { id: "requerido", clase: "casilla", rotulo: "Hay que llenarlo", ...e.regla("required") },
    { id: "requeridoSi", clase: "feel", rotulo: "Hay que llenarlo cuando", ayuda: "Obligatorio si esto es verdad.", ...e.propiaFeel("cauce:requerido") },
    campo.type === "textfield" && { id: "forma", clase: "opciones", vacio: "Cualquier texto", rotulo: "Qué forma tiene", opciones: lista([["email", "Un correo electrónico"], ["phone", "Un teléfono"]]), ...e.regla("validationType") },
    deTexto && { id: "largoMin", clase: "texto", rotulo: "Caracteres, al menos", ...e.limite("minLength") },
    deTexto && { id: "largoMax", clase: "texto", rotulo: "Caracteres, a lo sumo", ...e.limite("maxLength") },
    campo.type === "textfield" && deTexto && { id: "patron", clase: "texto", rotulo: "Patrón", ayuda: "Una expresión regular; explíquela en la ayuda del campo.", ...e.regla("pattern") },
    campo.type === "number" && { id: "minimo", clase: "texto", rotulo: "Desde", ayuda: "Un número, o = y un cálculo.", ...e.limite("min") },
    campo.type === "number" && { id: "maximo", clase: "texto", rotulo: "Hasta", ayuda: "Un número, o = y un cálculo.", ...e.limite("max") },
    { id: "exigir", clase: "feel", rotulo: "Además debe cumplirse", ayuda: "«valor» es lo escrito en este campo.", ...e.propiaFeel("cauce:exigir") },
    { id: "mensaje", clase: "texto", rotulo: "Si no se cumple, se lee", ...e.propia("cauce:mensaje") },
  ];
}

function automatico(e) {
  const auto = e.propia("cauce:auto");
  const como = () => (auto.leer().startsWith("=") ? "=" : auto.leer().startsWith("serie:") ? "serie" : auto.leer());
  const EMPIEZA = { "": "", ahora: "ahora", "=": "=null", serie: "serie:{numero}/{anio}" };
  return [
    { id: "soloLectura", clase: "casilla", rotulo: "Solo se muestra", ayuda: "Lo que ya hay en el proceso con ese nombre.", leer: () => e.campo.readonly === true, poner: (si) => e.poner({ readonly: si || undefined }) },
    { id: "auto", clase: "opciones", vacio: "Lo llena la persona", rotulo: "Quién lo llena", opciones: lista([["ahora", "El sistema, con la fecha y hora del momento"], ["=", "El sistema, con un cálculo"], ["serie", "El sistema, con un correlativo"]]), leer: como, poner: (v) => auto.poner(EMPIEZA[v]) },
    como() === "=" && { id: "autoFeel", clase: "feel", rotulo: "El cálculo", leer: () => auto.leer().slice(1).trim(), poner: (v) => auto.poner(`=${v.trim() || "null"}`) },
    como() === "serie" && { id: "autoSerie", clase: "texto", rotulo: "El correlativo", ayuda: "{numero:03d} es el número con tres cifras; {anio}, la gestión.", leer: () => auto.leer().slice("serie:".length), poner: (v) => auto.poner(`serie:${v.trim()}`) },
  ];
}

function aspecto(e) {
  const { type: tipo } = e.campo;
  const conAdorno = ["textfield", "number"].includes(tipo);
  return [
    !["group", "dynamiclist", "separator", "spacer"].includes(tipo) && { id: "ancho", clase: "opciones", vacio: "El que convenga", rotulo: "Ancho", opciones: lista(ANCHOS), ...e.ancho() },
    conAdorno && { id: "prefijo", clase: "texto", rotulo: "Pegado antes", ...e.en("appearance", "prefixAdorner") },
    conAdorno && { id: "sufijo", clase: "texto", rotulo: "Pegado después", ...e.en("appearance", "suffixAdorner") },
    ["textfield", "textarea"].includes(tipo) && { id: "predeterminado", clase: "texto", rotulo: "Empieza con", ...e.dato("defaultValue") },
    { id: "identificador", clase: "nota", leer: () => `Identificador: ${e.campo.id}`, poner: () => {} },
  ];
}
