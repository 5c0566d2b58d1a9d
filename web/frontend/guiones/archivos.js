// Archivos: soltarlos en la zona, ver qué se eligió y cuánto va. Sin guiones, queda el campo común.
import { alCargar, crear, escuchar, hallar, todos, uno } from "./comun.js";
import { avisar } from "./avisos.js";
import { soltarEnvio } from "./formas.js";

function tamano(bytes) {
  const [valor, unidad] = bytes < 1048576 ? [bytes / 1024, "kB"] : [bytes / 1048576, "MB"];
  return `${new Intl.NumberFormat("es-BO", { maximumFractionDigits: 1 }).format(valor)} ${unidad}`;
}

function mostrar(zona) {
  const campo = uno('input[type="file"]', zona);
  const limite = Number(campo.dataset.maximoMb || 0) * 1048576;
  const filas = [...campo.files].map((archivo) => {
    const quitar = crear("button", { type: "button", class: "enlace", "data-quita": archivo.name, "aria-label": `Quitar ${archivo.name}` }, "Quitar");
    return crear("li", {}, crear("span", {}, archivo.name), crear("span", { class: "text-secondary" }, tamano(archivo.size), " ", quitar));
  });
  const faltas = [...campo.files].map((archivo) => faltaDe(archivo, campo, limite)).filter(Boolean);
  campo.setCustomValidity(faltas.join(" "));
  decir(zona, faltas.join(" "));
  const lista = uno("ul[data-elegidos]", zona) || zona.appendChild(crear("ul", { "data-elegidos": true, "aria-live": "polite" }));
  lista.replaceChildren(...filas);
}

/** La frase de por qué no se admite, antes de enviarlo; el servidor lo vuelve a mirar por dentro. */
function faltaDe(archivo, campo, limite) {
  if (limite && archivo.size > limite) return `«${archivo.name}» pesa ${tamano(archivo.size)} y se admiten hasta ${campo.dataset.maximoMb} MB.`;
  const admitidas = campo.accept.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const porExtension = admitidas.length && admitidas.every((a) => a.startsWith("."));
  if (porExtension && !admitidas.some((a) => archivo.name.toLowerCase().endsWith(a))) return `«${archivo.name}» no es de los tipos que se admiten.`;
  return archivo.size ? "" : `«${archivo.name}» está vacío.`;
}

function decir(zona, frase) {
  const lugar = uno("[data-zona-falta]", zona) || zona.appendChild(crear("p", { class: "zona-falta", role: "alert", "data-zona-falta": true }));
  lugar.textContent = frase;
  uno('input[type="file"]', zona).toggleAttribute("aria-invalid", Boolean(frase));
}

function soltar(zona, evento) {
  const nuevos = [...(evento.dataTransfer || evento.clipboardData).files];
  if (evento.type === "paste" && !nuevos.length) return;
  evento.preventDefault();
  zona.classList.remove("encima");
  const campo = uno('input[type="file"]', zona);
  if (!nuevos.length || campo.disabled) return;
  poner(campo, campo.multiple ? [...campo.files, ...nuevos] : nuevos.slice(0, 1));
}

function quitar(boton) {
  const campo = uno('input[type="file"]', boton.closest("[data-zona]"));
  poner(campo, [...campo.files].filter((archivo) => archivo.name !== boton.dataset.quita));
  campo.focus();
}

function poner(campo, archivos) {
  const llevados = new DataTransfer();
  for (const archivo of archivos) llevados.items.add(archivo);
  campo.files = llevados.files;
  campo.dispatchEvent(new Event("change", { bubbles: true }));
}

function conProgreso(forma, evento) {
  const campos = todos('[data-zona] input[type="file"]', forma);
  if (evento.defaultPrevented || !campos.some((c) => c.files.length)) return;
  evento.preventDefault();
  if (forma.dataset.enviado) return;
  const datos = new FormData(forma, evento.submitter);
  forma.dataset.enviado = "si";
  const barra = crear("progress", { max: 100, value: 0, "aria-label": "Envío de los archivos" });
  campos.find((c) => c.files.length).closest("[data-zona]").append(barra);
  const pedido = new XMLHttpRequest();
  pedido.upload.addEventListener("progress", (e) => e.lengthComputable && (barra.value = (100 * e.loaded) / e.total));
  const zona = campos.find((c) => c.files.length).closest("[data-zona]");
  pedido.addEventListener("load", () => {
    if (pedido.status !== 422 || !("rechazoEnZona" in forma.dataset)) return recibir(pedido);
    barra.remove();
    soltarEnvio(forma);
    decir(zona, pedido.responseText);
    uno('input[type="file"]', zona).focus();
  });
  pedido.addEventListener("error", () => {
    barra.remove();
    soltarEnvio(forma);
    avisar("Se cortó el envío y no se guardó nada. Revise la red y vuelva a enviar.", "danger");
  });
  pedido.open("POST", evento.submitter?.getAttribute("formaction") || forma.action);
  if ("rechazoEnZona" in forma.dataset) pedido.setRequestHeader("X-Cauce-Zona", "1");
  pedido.send(datos);
}

/** Pone en su lugar la página que respondió, sea a la que se llegó o la misma con sus errores. */
function recibir(pedido) {
  const leida = new DOMParser().parseFromString(pedido.responseText, "text/html");
  const nueva = uno("#contenido", leida);
  if (!nueva) {
    location.assign(pedido.responseURL);
    return;
  }
  if (pedido.status < 400 && pedido.responseURL !== location.href) history.pushState({}, "", pedido.responseURL);
  document.title = leida.title;
  for (const id of ["anuncios", "contenido"]) {
    const puesto = document.getElementById(id);
    puesto.replaceWith(document.adoptNode(uno(`#${id}`, leida)));
    htmx.process(document.getElementById(id));
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: document.getElementById(id) } }));
  }
  if (pedido.status < 400) {
    scrollTo(0, 0);
    uno("#contenido").focus({ preventScroll: true });
  }
}

export function iniciar() {
  escuchar("change", '[data-zona] input[type="file"]', (campo) => mostrar(campo.closest("[data-zona]")));
  escuchar("dragover", "[data-zona]", (zona, evento) => {
    evento.preventDefault();
    zona.classList.add("encima");
  });
  escuchar("dragleave", "[data-zona]", (zona) => zona.classList.remove("encima"));
  escuchar("drop", "[data-zona]", soltar);
  escuchar("paste", "[data-zona]", soltar);
  escuchar("click", "[data-quita]", quitar);
  escuchar("submit", 'form[method="post"][enctype="multipart/form-data"]', conProgreso);
  addEventListener("popstate", () => location.reload());
  alCargar((raiz) => hallar(raiz, "[data-zona]").forEach((zona) => uno('input[type="file"]', zona)?.files.length && mostrar(zona)));
}
