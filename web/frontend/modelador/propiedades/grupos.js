// Qué se pregunta de cada clase de elemento, en palabras de quien conoce el trámite.
import { is, isAny } from "bpmn-js/lib/util/ModelUtil";
import { campoDeClave, campoDeProceso } from "./clave.js";
import { camposDeEventos, grupoDeMensaje } from "./grupos_eventos.js";
import { grupoDeDatos, grupoDeLlamada, grupoDeRegla, grupoDeScript, grupoDeServicio } from "./grupos_servicios.js";
import { grupoDeRepeticion } from "./grupos_repeticion.js";
import { dePlazos, enPalabras } from "./palabras.js";

const DE_PERSONAS = ["bpmn:UserTask", "bpmn:ManualTask"];
const NOMBRES = [
  ["bpmn:UserTask", "Tarea de una persona"], ["bpmn:ManualTask", "Tarea fuera del sistema"], ["bpmn:ServiceTask", "Tarea de servicio"], ["bpmn:ScriptTask", "Cálculo"],
  ["bpmn:BusinessRuleTask", "Decisión por tabla"], ["bpmn:SendTask", "Envío de mensaje"], ["bpmn:ReceiveTask", "Espera de mensaje"], ["bpmn:CallActivity", "Llamada a otro proceso"],
  ["bpmn:Transaction", "Transacción"], ["bpmn:AdHocSubProcess", "Subproceso sin orden fijo"], ["bpmn:SubProcess", "Subproceso"], ["bpmn:Task", "Tarea sin tipo"],
  ["bpmn:StartEvent", "Inicio"], ["bpmn:EndEvent", "Fin"], ["bpmn:BoundaryEvent", "Evento en el borde"], ["bpmn:IntermediateCatchEvent", "Espera"], ["bpmn:IntermediateThrowEvent", "Aviso intermedio"],
  ["bpmn:ExclusiveGateway", "Compuerta: un solo camino"], ["bpmn:ParallelGateway", "Compuerta: todos los caminos"], ["bpmn:InclusiveGateway", "Compuerta: los caminos que se cumplan"],
  ["bpmn:EventBasedGateway", "Compuerta: lo primero que ocurra"], ["bpmn:ComplexGateway", "Compuerta compleja"], ["bpmn:SequenceFlow", "Flujo"], ["bpmn:MessageFlow", "Flujo de mensaje"],
  ["bpmn:Participant", "Piscina"], ["bpmn:Lane", "Carril"], ["bpmn:DataObjectReference", "Objeto de datos"], ["bpmn:DataStoreReference", "Almacén de datos"],
  ["bpmn:TextAnnotation", "Nota"], ["bpmn:Group", "Grupo"], ["bpmn:Collaboration", "El diagrama"], ["bpmn:Process", "Proceso"],
];
const SALEN_CON_CONDICION = ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway", "bpmn:ComplexGateway", "bpmn:Activity"];

/** Cómo se llama la clase de lo elegido. */
export const tituloDe = (elemento) => NOMBRES.find(([tipo]) => is(elemento, tipo))?.[1] || "Elemento";

const deUnidades = (medio) => () => medio.entorno().unidades.map((u) => ({ valor: u.sigla, rotulo: `${u.nombre} — ${u.institucion}` }));
const deCargos = (medio) => () => medio.entorno().cargos.map((c) => ({ valor: c.clave, rotulo: `${c.nombre} — ${c.unidad}` }));

/** Los grupos [{titulo, campos}] de lo que `e` (Escritura) escribe. */
export function gruposDe(e, medio) {
  const { elemento } = e;
  return [
    general(e, medio),
    ...(is(elemento, "bpmn:Participant") ? dePiscina(e, medio) : []),
    ...(is(elemento, "bpmn:SequenceFlow") ? [deFlujo(e)] : []),
    ...(isAny(elemento, [...DE_PERSONAS, "bpmn:Lane"]) ? [responsable(e, medio)] : []),
    ...(isAny(elemento, DE_PERSONAS) ? [deTarea(e, medio), dePlazo(e, medio)] : []),
    ...(is(elemento, "bpmn:StartEvent") ? [deInicio(e, medio)] : []),
    ...(is(elemento, "bpmn:EndEvent") ? [deFin(e)] : []),
    ...(isAny(elemento, ["bpmn:SendTask", "bpmn:ReceiveTask"]) ? [grupoDeMensaje(e)] : []),
    ...(is(elemento, "bpmn:Event") ? camposDeEventos(e, medio) : []),
    ...(is(elemento, "bpmn:ServiceTask") ? [grupoDeServicio(e, medio)] : []),
    ...(is(elemento, "bpmn:ScriptTask") ? [grupoDeScript(e)] : []),
    ...(is(elemento, "bpmn:BusinessRuleTask") ? [grupoDeRegla(e, medio)] : []),
    ...(is(elemento, "bpmn:CallActivity") ? [grupoDeLlamada(e, medio)] : []),
    ...(is(elemento, "bpmn:AdHocSubProcess") ? [sinOrden(e)] : []),
    ...(is(elemento, "bpmn:ComplexGateway") ? [compleja(e)] : []),
    ...(is(elemento, "bpmn:Activity") ? [grupoDeRepeticion(e), ...(is(elemento, "bpmn:CallActivity") ? [] : [grupoDeDatos(e)])] : []),
    ...(is(elemento, "bpmn:FlowNode") && !is(elemento, "bpmn:Gateway") ? [publico(e)] : []),
  ];
}

function general(e, medio) {
  const nota = is(e.elemento, "bpmn:TextAnnotation");
  const nombre = { id: "nombre", clase: "area", filas: 2, rotulo: nota ? "Texto" : "Nombre", ...e.atributo(nota ? "text" : "name") };
  const conDocumento = !isAny(e.elemento, [...DE_PERSONAS, "bpmn:TextAnnotation"]);
  const sinNombre = isAny(e.elemento, ["bpmn:Collaboration", "bpmn:Group"]);
  return {
    titulo: "General",
    campos: [
      sinNombre ? null : nombre,
      conDocumento && { id: "documentacion", clase: "area", rotulo: "Explicación", ayuda: "Para quien mire el diagrama.", ...e.documentacion() },
      campoDeClave(e, medio),
    ],
  };
}

function responsable(e, medio) {
  const tareas = () => medio.registro.filter((otro) => isAny(otro, DE_PERSONAS) && otro !== e.elemento && otro.type !== "label").map((otro) => ({ valor: otro.id, rotulo: otro.businessObject.name || otro.id }));
  const delCarril = is(e.elemento, "bpmn:Lane") ? "Vale para las tareas del carril que no digan otra cosa." : "Vacío: vale lo del carril.";
  const nombreDe = (lista, clave, otra) => (v) => medio.entorno()[lista].find((x) => x[clave] === v)?.nombre ?? (v ? otra : delCarril);
  return {
    titulo: "Quién lo hace",
    campos: [
      { id: "unidad", clase: "valor", rotulo: "Unidad responsable", opciones: deUnidades(medio), ayuda: nombreDe("unidades", "sigla", "No hay una unidad con esa sigla."), ayudaFeel: "La sigla de la unidad sale de esta expresión.", ...e.atributo("cauce:unidad") },
      { id: "cargo", clase: "valor", rotulo: "Cargo", opciones: deCargos(medio), ayuda: nombreDe("cargos", "clave", "No hay un cargo con esa clave."), ayudaFeel: "La clave del cargo sale de esta expresión.", ...e.atributo("cauce:cargo") },
      { id: "distintoDe", clase: "varias", rotulo: "Cuatro ojos: otra persona que la que hizo…", opciones: tareas, sinOpciones: "No hay otras tareas de personas.", ...e.atributo("cauce:distintoDe") },
      ...deOtrosMotores(e),
    ],
  };
}

/** Quiénes dice un diagrama traído de otro motor: se ven y se corrigen solo si están. */
function deOtrosMotores(e) {
  const atributos = [["camunda:assignee", "Persona asignada"], ["camunda:candidateUsers", "También estas personas"], ["camunda:candidateGroups", "También estos grupos"]];
  return is(e.elemento, "bpmn:UserTask") ? atributos.filter(([nombre]) => e.bo.get(nombre)).map(([nombre, rotulo]) => ({ id: nombre, clase: "texto", rotulo, ...e.atributo(nombre) })) : [];
}

/** El formulario; los diagramas viejos lo dicen con formKey. */
function elFormulario(e) {
  const leer = () => e.bo.get("camunda:formRef") || e.bo.get("camunda:formKey") || "";
  return { leer, poner: (v) => e.poner({ "camunda:formRef": v.trim() || undefined, "camunda:formKey": undefined }) };
}

const deFormularios = (medio) => () => medio.entorno().formularios.map((f) => ({ valor: f.clave, rotulo: f.titulo }));
const MAYUSCULA = (texto) => texto[0].toUpperCase() + texto.slice(1);

function deTarea(e, medio) {
  const conFormulario = is(e.elemento, "bpmn:UserTask");
  return {
    titulo: "Qué hace",
    campos: [
      { id: "instruccion", clase: "area", rotulo: "Instrucción para quien la hace", ...e.documentacion() },
      { id: "acto", clase: "opciones", rotulo: "Acto", vacio: "Ninguno en especial", opciones: () => medio.entorno().actos.map((a) => ({ valor: a, rotulo: MAYUSCULA(a) })), ...e.atributo("cauce:acto") },
      conFormulario && { id: "formulario", clase: "elegir", rotulo: "Formulario", opciones: deFormularios(medio), ayuda: (v) => (v && !medio.entorno().formularios.some((f) => f.clave === v) ? "El borrador no tiene ese formulario todavía." : undefined), ...elFormulario(e) },
      { id: "prioridad", clase: "texto", rotulo: "Prioridad", ayuda: "Un número; más alto, antes en la bandeja.", ...(conFormulario ? e.atributo("camunda:priority") : {}) },
      { id: "sinDelegacion", clase: "casilla", rotulo: "No la puede hacer un delegado", ...e.atributo("cauce:sinDelegacion") },
    ].filter((campo) => campo && campo.leer),
  };
}

const AYUDA_PLAZO = "De la tabla de plazos, o propio: «10 dh» (días hábiles), «45 dc» (días calendario), «P6M» (meses).";

function dePlazo(e, medio) {
  return {
    titulo: "Plazo",
    campos: [
      { id: "plazo", clase: "valor", rotulo: "Plazo para hacerla", opciones: dePlazos(medio), ayuda: (v) => enPalabras(v, medio.entorno().plazos) || AYUDA_PLAZO, ...e.atributo("cauce:plazo") },
      { id: "desde", clase: "feel", rotulo: "Se cuenta desde", ayuda: "Vacío: desde que la tarea llega.", ...e.feel("cauce:desde") },
    ],
  };
}

/** Quién puede iniciar ese proceso: lo dice la ficha del borrador, y ahí se cambia. */
function quienInicia(medio, proceso) {
  const leer = () => {
    const { inician } = medio.entorno();
    return inician ? `Quién puede iniciarlo: ${inician[proceso.id]?.join("; ") || "todavía no se dijo"}.` : "";
  };
  return { id: "proceso-inicia", clase: "nota", leer, enlace: () => [medio.entorno().ficha, "Cambiarlo en la ficha (otra pestaña)"], poner: () => {} };
}

function deInicio(e, medio) {
  const delProceso = is(e.bo.$parent, "bpmn:Process") && !(e.bo.get("eventDefinitions") || []).length;
  return {
    titulo: "Cómo empieza",
    campos: [
      delProceso && quienInicia(medio, e.bo.$parent),
      { id: "formulario", clase: "elegir", rotulo: "Formulario de inicio", opciones: deFormularios(medio), ...elFormulario(e) },
      { id: "iniciador", clase: "texto", rotulo: "Variable que guarda quién inició", ...e.atributo("camunda:initiator") },
      { id: "retiro", clase: "casilla", rotulo: "Por aquí entra el retiro de quien inició", ...e.atributo("cauce:retiro") },
    ],
  };
}

function deFin(e) {
  return { titulo: "Cómo termina", campos: [{ id: "estadoFinal", clase: "texto", rotulo: "Cómo queda el expediente", ayuda: "Una clave, por ejemplo: aprobado, rechazado, archivado.", ...e.atributo("cauce:estadoFinal") }] };
}

function deFlujo(e) {
  const origen = e.bo.sourceRef;
  const puede = isAny(origen, SALEN_CON_CONDICION);
  const predeterminado = puede && origen.get("default") === e.bo;
  const poner = (si) => e.modeling.updateProperties(e.elemento.source, { default: si ? e.bo : undefined });
  return {
    titulo: "Cuándo se va por aquí",
    campos: puede
      ? [
          !predeterminado && { id: "condicion", clase: "feel", rotulo: "Condición", ayuda: "Por ejemplo: resultado = \"aprobado\"", ...e.formal("conditionExpression") },
          { id: "predeterminado", clase: "casilla", rotulo: "Por aquí si ninguna otra se cumple", leer: () => predeterminado, poner },
        ]
      : [],
  };
}

function dePiscina(e, medio) {
  const proceso = e.bo.processRef;
  const instituciones = () => medio.entorno().instituciones.map((i) => ({ valor: i.sigla, rotulo: i.nombre }));
  return [
    { titulo: "De quién es", campos: [{ id: "institucion", clase: "elegir", rotulo: "Institución", opciones: instituciones, ...e.atributo("cauce:institucion") }] },
    {
      titulo: "Su proceso",
      campos: proceso
        ? [
            { id: "proceso-nombre", clase: "texto", rotulo: "Nombre del proceso", ...e.atributo("name", proceso) },
            campoDeProceso(e, medio),
            { id: "proceso-ejecutable", clase: "casilla", rotulo: "Se ejecuta en Cauce", ...e.atributo("isExecutable", proceso) },
            { id: "proceso-principal", clase: "casilla", rotulo: "Es el que da nombre al expediente", ...e.atributo("cauce:principal", proceso) },
            quienInicia(medio, proceso),
          ]
        : [],
    },
  ];
}

function sinOrden(e) {
  return {
    titulo: "Cuándo termina",
    campos: [
      { id: "termino", clase: "feel", rotulo: "Termina cuando", ...e.formal("completionCondition") },
      { id: "orden", clase: "opciones", rotulo: "Sus tareas se ofrecen", sinVacio: true, opciones: () => [{ valor: "Parallel", rotulo: "Todas a la vez" }, { valor: "Sequential", rotulo: "De a una, en orden" }], leer: () => e.bo.get("ordering") || "Parallel", poner: (v) => e.poner({ ordering: v }) },
    ],
  };
}

const compleja = (e) => ({ titulo: "Cuándo sigue", campos: [{ id: "activacion", clase: "feel", rotulo: "Sigue cuando", ayuda: "activationCount es cuántas fichas llegaron.", ...e.formal("activationCondition") }] });

function publico(e) {
  return { titulo: "Lo que ve el público", campos: [{ id: "publico", clase: "texto", rotulo: "Texto para el público", ayuda: "Lo lee, con la fecha, quien tiene el QR de la hoja de ruta impresa: «Su pedido está en revisión». Nada más del paso se publica. Vacío: este paso no se nombra.", ...e.atributo("cauce:publico") }] };
}
