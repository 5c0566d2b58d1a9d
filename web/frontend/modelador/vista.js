// Qué parte del diagrama se ve al abrirlo.
const LEGIBLE = 0.6;
const AL_ABRIR = 0.8;
const MARGEN = 40;

const esInicio = (elemento) => elemento.type === "bpmn:StartEvent" && !/SubProcess/.test(elemento.parent?.type);

/** Todo el diagrama si así se lee; si no, su comienzo a un tamaño que se lea. */
export function encuadrar(modelador) {
  const lienzo = modelador.get("canvas");
  lienzo.resized(); // la cinta o el panel pudieron cambiarle el tamaño
  lienzo.zoom("fit-viewport", "auto");
  if (lienzo.zoom() >= LEGIBLE) return;
  const { inner, outer } = lienzo.viewbox();
  const inicios = modelador.get("elementRegistry").filter(esInicio).sort((a, b) => a.x - b.x || a.y - b.y);
  const [ancho, alto] = [outer.width / AL_ABRIR, outer.height / AL_ABRIR];
  const paleta = modelador.get("soloLectura").activa ? 0 : 110 / AL_ABRIR;
  const y = inicios.length ? inicios[0].y - alto / 2 : inner.y - MARGEN;
  lienzo.viewbox({ x: inner.x - MARGEN - paleta, y: Math.max(inner.y - MARGEN, y), width: ancho, height: alto });
}

/** Que el lienzo sepa siempre cuánto mide. */
export function seguirTamano(zona, modelador) {
  new ResizeObserver(() => modelador.get("canvas").resized()).observe(zona);
}
