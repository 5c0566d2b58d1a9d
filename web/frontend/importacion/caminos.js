// Por dónde pasa una flecha entre dos cajas que ya tienen su lugar.
const medio = (caja) => [caja.x + caja.ancho / 2, caja.y + caja.alto / 2];
const HOLGURA = 20;

/** Un flujo: de un costado al otro; hacia atrás, por debajo. */
export function flujo(de, a) {
  const [dx, dy] = medio(de);
  const [ax, ay] = medio(a);
  if (a.x >= de.x + de.ancho + HOLGURA) {
    const codo = (de.x + de.ancho + a.x) / 2;
    const sale = [de.x + de.ancho, dy];
    return dy === ay ? [sale, [a.x, ay]] : [sale, [codo, dy], [codo, ay], [a.x, ay]];
  }
  if (Math.abs(dx - ax) < HOLGURA && a.y >= de.y + de.alto) return [[dx, de.y + de.alto], [dx, a.y]];
  const abajo = Math.max(de.y + de.alto, a.y + a.alto) + HOLGURA;
  return [[dx, de.y + de.alto], [dx, abajo], [ax, abajo], [ax, a.y + a.alto]];
}

/** Un mensaje: entre lo de arriba y lo de abajo, con un codo a mitad de camino. */
export function mensaje(de, a, anchas) {
  const [dx, dy] = medio(de);
  const [ax, ay] = medio(a);
  const baja = ay >= dy;
  const sale = [anchas.de ? dentroDe(de, ax) : dx, baja ? de.y + de.alto : de.y];
  const llega = [anchas.a ? dentroDe(a, sale[0]) : ax, baja ? a.y : a.y + a.alto];
  if (sale[0] === llega[0]) return [sale, llega];
  const mitad = (sale[1] + llega[1]) / 2;
  return [sale, [sale[0], mitad], [llega[0], mitad], llega];
}

const dentroDe = (caja, x) => Math.min(Math.max(x, caja.x + HOLGURA), caja.x + caja.ancho - HOLGURA);

/** La unión de una nota: recta, de borde a borde. */
export function recta(de, a) {
  const [desde, hasta] = [medio(de), medio(a)];
  return [borde(de, desde, hasta), borde(a, hasta, desde)];
}

function borde(caja, desde, hacia) {
  const [vx, vy] = [hacia[0] - desde[0], hacia[1] - desde[1]];
  const cabe = Math.min(vx ? caja.ancho / 2 / Math.abs(vx) : Infinity, vy ? caja.alto / 2 / Math.abs(vy) : Infinity, 1);
  return [desde[0] + vx * cabe, desde[1] + vy * cabe];
}
