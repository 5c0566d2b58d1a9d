// Con los dedos: uno corre el lienzo, dos lo acercan o alejan.

/** Las bibliotecas solo atienden al ratón; esto escucha el tacto sobre el fondo del lienzo. */
export function escucharTacto(zona, lienzo) {
  const dedos = new Map();
  zona.style.touchAction = "none";
  zona.addEventListener("pointerdown", (evento) => evento.pointerType === "touch" && dedos.set(evento.pointerId, evento));
  for (const fin of ["pointerup", "pointercancel", "pointerleave"]) zona.addEventListener(fin, (evento) => dedos.delete(evento.pointerId));
  zona.addEventListener("pointermove", (evento) => {
    const antes = dedos.get(evento.pointerId);
    if (!antes) return;
    const otro = [...dedos.values()].find((dedo) => dedo.pointerId !== evento.pointerId);
    if (otro) pellizcar(zona, lienzo, otro, antes, evento);
    else lienzo.scroll({ dx: evento.clientX - antes.clientX, dy: evento.clientY - antes.clientY });
    dedos.set(evento.pointerId, evento);
  });
}

const lejos = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

function pellizcar(zona, lienzo, fijo, antes, ahora) {
  const { left, top } = zona.getBoundingClientRect();
  const centro = { x: (fijo.clientX + ahora.clientX) / 2 - left, y: (fijo.clientY + ahora.clientY) / 2 - top };
  const escala = (lienzo.zoom() * lejos(fijo, ahora)) / Math.max(1, lejos(fijo, antes));
  lienzo.zoom(Math.min(4, Math.max(0.1, escala)), centro);
}
