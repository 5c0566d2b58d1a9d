// Lo que comparten los demás guiones.
export const uno = (selector, dentro = document) => dentro.querySelector(selector);
export const todos = (selector, dentro = document) => [...dentro.querySelectorAll(selector)];

/** Corre `mejora(raiz)` sobre la página y sobre cada fragmento que llegue después; debe poder repetirse. */
export function alCargar(mejora) {
  mejora(document);
  document.addEventListener("htmx:load", (evento) => {
    if (evento.detail.elt !== document.body) mejora(evento.detail.elt);
  });
  document.addEventListener("htmx:afterSettle", (evento) => mejora(evento.detail.elt)); // lo cambiado en su sitio
}

/** Los elementos de `raiz` que cumplen el selector, ella incluida. */
export function hallar(raiz, selector) {
  const propio = raiz.matches?.(selector) ? [raiz] : [];
  return [...propio, ...raiz.querySelectorAll(selector)];
}

/** Escucha un evento en todo el documento y entrega el antepasado que cumple el selector. */
export function escuchar(tipo, selector, accion, captura = false) {
  document.addEventListener(
    tipo,
    (evento) => {
      const elemento = evento.target instanceof Element && evento.target.closest(selector);
      if (elemento) accion(elemento, evento);
    },
    captura,
  );
}

export function crear(etiqueta, atributos = {}, ...hijos) {
  const elemento = document.createElement(etiqueta);
  for (const [nombre, valor] of Object.entries(atributos)) {
    if (valor === true) elemento.setAttribute(nombre, "");
    else if (valor !== false && valor != null) elemento.setAttribute(nombre, valor);
  }
  elemento.append(...hijos);
  return elemento;
}

export function icono(nombre) {
  const muestra = uno("svg.icon use");
  const ruta = muestra ? muestra.getAttribute("href").split("#")[0] : "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const uso = document.createElementNS("http://www.w3.org/2000/svg", "use");
  uso.setAttribute("href", `${ruta}#${nombre}`);
  svg.append(uso);
  return svg;
}
