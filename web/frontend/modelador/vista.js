// Qué parte del diagrama se ve al abrirlo.
const LEGIBLE = 0.6;
const AL_ABRIR = 0.8;
const MARGEN = 40;
const PALETA = 110; // lo que la paleta tapa, en píxeles
const AIRE = 16;

const esInicio = (elemento) => elemento.type === "bpmn:StartEvent" && !/SubProcess/.test(elemento.parent?.type);

const deLaPaleta = (modelador) => (modelador.get("soloLectura").activa ? 0 : PALETA);

/** Todo el diagrama, a la derecha de la paleta. */
export function ajustar(modelador) {
  const lienzo = modelador.get("canvas");
  const { inner, outer } = lienzo.viewbox();
  const tapado = deLaPaleta(modelador);
  const escala = Math.min(1, (outer.width - tapado - 2 * AIRE) / inner.width, (outer.height - 2 * AIRE) / inner.height);
  if (!(escala > 0)) return lienzo.zoom("fit-viewport", "auto");
  const [ancho, alto] = [outer.width / escala, outer.height / escala];
  const libre = (outer.width - tapado) / escala;
  const x = inner.x - tapado / escala - (libre - inner.width) / 2;
  return lienzo.viewbox({ x, y: inner.y - (alto - inner.height) / 2, width: ancho, height: alto });
}

/** Todo el diagrama si así se lee; si no, su comienzo a un tamaño que se lea. */
export function encuadrar(modelador) {
  const lienzo = modelador.get("canvas");
  lienzo.resized(); // la cinta o el panel pudieron cambiarle el tamaño
  ajustar(modelador);
  if (lienzo.zoom() >= LEGIBLE) return;
  const { inner, outer } = lienzo.viewbox();
  const inicios = modelador.get("elementRegistry").filter(esInicio).sort((a, b) => a.x - b.x || a.y - b.y);
  const [ancho, alto] = [outer.width / AL_ABRIR, outer.height / AL_ABRIR];
  const paleta = deLaPaleta(modelador) / AL_ABRIR;
  const y = inicios.length ? inicios[0].y - alto / 2 : inner.y - MARGEN;
  lienzo.viewbox({ x: inner.x - MARGEN - paleta, y: Math.max(inner.y - MARGEN, y), width: ancho, height: alto });
}

/** Que el lienzo sepa siempre cuánto mide. */
export function seguirTamano(zona, modelador) {
  new ResizeObserver(() => modelador.get("canvas").resized()).observe(zona);
}
