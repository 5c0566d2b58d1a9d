// Llevar a la persona a un elemento del diagrama.

/** Lo elige y lo centra, aunque esté dentro de un subproceso plegado. */
export function irA(servicio, elemento) {
  if (!elemento) return false;
  const lienzo = servicio("canvas");
  const raiz = lienzo.findRoot(elemento);
  if (raiz && raiz !== lienzo.getRootElement()) lienzo.setRootElement(raiz);
  servicio("selection").select(elemento);
  centrar(lienzo, elemento);
  return true;
}

function centrar(lienzo, elemento) {
  if (!elemento.parent) return; // el diagrama entero no se centra
  const { x, y, width, height } = lienzo.getAbsoluteBBox(elemento);
  const { width: ancho, height: alto } = lienzo.getSize();
  lienzo.scroll({ dx: Math.round(ancho / 2 - (x + width / 2)), dy: Math.round(alto / 2 - (y + height / 2)) });
}

/** Al llegar con el tabulador a una marca que no se ve, se corre el dibujo y no la página. */
export function mostrarMarca(lienzo, elemento, marca) {
  const zona = lienzo.getContainer();
  for (let padre = marca.parentElement; padre && padre !== zona.parentElement; padre = padre.parentElement) padre.scrollTo(0, 0);
  const [a, b] = [marca.getBoundingClientRect(), zona.getBoundingClientRect()];
  if (a.left < b.left || a.right > b.right || a.top < b.top || a.bottom > b.bottom) centrar(lienzo, elemento);
}

/** La dirección con #e=<clave> abre el diagrama en ese elemento. */
export function irALaDireccion(servicio) {
  const clave = new URLSearchParams(location.hash.slice(1)).get("e");
  if (clave) irA(servicio, servicio("elementRegistry").get(clave));
}
