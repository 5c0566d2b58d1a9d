// Lo que hace el sistema: servicios, cálculos, decisiones, otros procesos, y los datos que van y vienen.
import { conIgual } from "./escritura.js";

const resultado = (e) => ({ id: "resultado", clase: "texto", rotulo: "Variable que guarda el resultado", ...e.atributo("camunda:resultVariable") });

export function grupoDeServicio(e, medio) {
  const tema = () => medio.entorno().temas.find((t) => t.tema === e.bo.get("camunda:topic"));
  const poner = (valor) => {
    const nuevo = valor.trim() || undefined;
    e.poner({ "camunda:type": nuevo && "external", "camunda:topic": nuevo });
    proponerEntradas(e, tema());
  };
  const dice = () => {
    const hallado = tema();
    if (!hallado) return "";
    const lista = (nombres) => nombres.join(", ") || "nada";
    return `${hallado.titulo}. Recibe: ${lista(hallado.entradas)}. Da: ${lista(hallado.salidas)}.`;
  };
  return {
    titulo: "Servicio",
    campos: [
      { id: "tema", clase: "elegir", rotulo: "Servicio que lo hace", opciones: () => medio.entorno().temas.map((t) => ({ valor: t.tema, rotulo: t.titulo })), ayuda: (v) => (v && !tema() ? "Ningún servicio de este sistema atiende ese tema." : ""), leer: () => e.bo.get("camunda:topic") || "", poner },
      { id: "tema-dice", clase: "nota", leer: dice, poner: () => {} },
      resultado(e),
    ],
  };
}

/** Las entradas que el servicio pide y aún no tienen fila, con la variable del mismo nombre. */
function proponerEntradas(e, tema) {
  const datos = e.datos("inputParameters");
  const ya = datos.leer();
  const faltan = (tema?.entradas || []).filter((nombre) => !ya.some(([puesto]) => puesto === nombre));
  if (faltan.length) datos.poner([...ya, ...faltan.map((nombre) => [nombre, nombre])]);
}

export function grupoDeScript(e) {
  const poner = (texto) => e.poner({ script: texto.trim() ? conIgual(texto) : undefined, scriptFormat: texto.trim() ? "feel" : undefined });
  return {
    titulo: "Cálculo",
    campos: [
      { id: "script", clase: "feel", alto: true, rotulo: "Qué se calcula", ayuda: "Sin variable abajo, un contexto escribe varias: {total: sum(montos), fecha: hoy()}", leer: () => (e.bo.get("script") || "").trim().replace(/^=\s*/, ""), poner },
      resultado(e),
    ],
  };
}

export function grupoDeRegla(e, medio) {
  const decision = () => medio.entorno().decisiones.find((d) => d.id === e.bo.get("camunda:decisionRef"));
  const dice = () => {
    const hallada = decision();
    return hallada ? `Mira: ${hallada.entradas.join(", ") || "nada"}. Da: ${hallada.salidas.join(", ")}.` : "";
  };
  return {
    titulo: "Decisión",
    campos: [
      { id: "decision", clase: "elegir", rotulo: "Tabla de decisión", opciones: () => medio.entorno().decisiones.map((d) => ({ valor: d.id, rotulo: d.nombre })), ayuda: (v) => (v && !decision() ? "El borrador no tiene esa decisión todavía." : undefined), ...e.atributo("camunda:decisionRef") },
      { id: "decision-dice", clase: "nota", leer: dice, poner: () => {} },
      resultado(e),
    ],
  };
}

export function grupoDeLlamada(e, medio) {
  const procesos = () => medio.entorno().procesos.map((p) => ({ valor: p.clave, rotulo: p.nombre }));
  return {
    titulo: "Proceso al que llama",
    campos: [
      { id: "llamado", clase: "elegir", rotulo: "Proceso", opciones: procesos, ...e.atributo("calledElement") },
      { id: "expedienteHijo", clase: "elegir", rotulo: "Abre un expediente hijo de", opciones: procesos, ...e.atributo("cauce:expedienteHijo") },
      { id: "entran-todas", clase: "casilla", rotulo: "Le pasa todas las variables", ...e.todas("camunda:In") },
      { id: "entran", clase: "pares", rotulo: "Lo que le pasa", deNombre: "Variable de allá", deValor: "Vale", agregar: "Agregar dato de ida", ...e.pasos("camunda:In") },
      { id: "vuelven-todas", clase: "casilla", rotulo: "Devuelve todas las variables", ...e.todas("camunda:Out") },
      { id: "vuelven", clase: "pares", rotulo: "Lo que devuelve", deNombre: "Variable de aquí", deValor: "Vale", agregar: "Agregar dato de vuelta", ...e.pasos("camunda:Out") },
    ],
  };
}

export function grupoDeDatos(e) {
  return {
    titulo: "Datos que entran y salen",
    campos: [
      { id: "entradas", clase: "pares", rotulo: "Al empezar", agregar: "Agregar dato de entrada", ...e.datos("inputParameters") },
      { id: "salidas", clase: "pares", rotulo: "Al terminar se escribe", deNombre: "Variable que se escribe", deValor: "Vale", agregar: "Agregar variable", ...e.datos("outputParameters") },
      { id: "locales", clase: "texto", rotulo: "Variables propias de cada vez", ayuda: "Separadas por coma: no se ven fuera.", ...e.atributo("cauce:locales") },
    ],
  };
}
