// Juntar lo que halla el navegador con lo que halla el servidor, que tiene la última palabra.
import MISMO from "./equivalentes.json"; // regla de bpmnlint → códigos del servidor que dicen lo mismo del mismo elemento

/** Un elemento suelto ya dice que no le llega ni sale nada. */
const SOBRAN = { "no-disconnected": ["no-implicit-start", "no-implicit-end"] };

const marca = (codigo, elemento) => `${codigo} ${elemento}`;

/** Graves primero y, entre iguales, en el orden en que se hallaron; sin decir dos veces lo mismo. */
export function juntar(delServidor, delNavegador) {
  const dichos = new Set([...delServidor, ...delNavegador].map((h) => marca(h.codigo, h.elemento)));
  const yaDicho = (h, codigos) => codigos.some((codigo) => dichos.has(marca(codigo, h.elemento)));
  const vence = Object.entries(SOBRAN).flatMap(([gana, pierden]) => pierden.map((pierde) => [pierde, gana]));
  const propios = delNavegador.filter((h) => !yaDicho(h, MISMO[h.codigo] || []) && !vence.some(([pierde, gana]) => pierde === h.codigo && yaDicho(h, [gana])));
  const todos = [...delServidor, ...propios];
  return [...todos.filter((h) => h.grave), ...todos.filter((h) => !h.grave)];
}

/** «2 impiden publicar · 5 consejos». */
export function enCuenta(hallazgos) {
  const graves = hallazgos.filter((h) => h.grave).length;
  const consejos = hallazgos.length - graves;
  const partes = [graves && `${graves} ${graves === 1 ? "impide" : "impiden"} publicar`, consejos && `${consejos} ${consejos === 1 ? "consejo" : "consejos"}`];
  return partes.filter(Boolean).join(" · ") || "Nada que corregir";
}
