// La vista previa de un archivo de otro programa: dispone lo que no trae dibujo, lo muestra y lo manda al crear.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { crear } from "../guiones/comun.js";
import cauce from "../modelador/cauce.json";
import { disponer } from "./disponer.js";
import { conDibujo } from "./pintar.js";

const MARCAS = { decidir: "importado-decidir", traducido: "importado-traducido" };

async function mostrar(raiz) {
  raiz.querySelector("[data-crear]").disabled = true;
  const xml = raiz.querySelector("[data-xml]").value;
  const planos = raiz.dataset.sinDibujo === "0" ? [] : await disponer(xml);
  raiz.querySelector("[name=dibujo]").value = JSON.stringify(planos);
  const puestas = planos.reduce((suma, p) => suma + p.figuras.length + p.lineas.length, 0);
  const frase = puestas ? `Se dispusieron ${puestas} figuras que el archivo no traía. Podrá moverlas en el modelador.` : "";
  raiz.querySelector("[data-frase]").textContent = frase;
  await dibujar(raiz, planos.length ? conDibujo(xml, planos) : xml).catch((error) => {
    raiz.querySelector("[data-visor-importado]").replaceChildren(aviso(`El diagrama no se puede mostrar (${error.message}). Lo que dice el informe vale igual.`));
  });
}

async function dibujar(raiz, xml) {
  const caja = raiz.querySelector("[data-visor-importado]");
  const visor = new NavigatedViewer({ container: caja, moddleExtensions: { cauce } });
  await visor.importXML(xml);
  const [lienzo, registro] = [visor.get("canvas"), visor.get("elementRegistry")];
  lienzo.zoom("fit-viewport", "auto");
  for (const [estado, marca] of Object.entries(MARCAS)) {
    // un proceso o una piscina contiene a los demás: pintarlo los pintaría a todos
    const suelto = (id) => registro.get(id) && registro.get(id) !== lienzo.getRootElement() && !registro.get(id).children?.length;
    for (const id of (caja.dataset[estado] || "").split(" ").filter((id) => id && suelto(id))) lienzo.addMarker(id, marca);
  }
  const svg = caja.querySelector(".djs-container > svg");
  svg?.setAttribute("aria-hidden", "true");
  svg?.setAttribute("focusable", "false");
  svg?.removeAttribute("tabindex");
  const marca = caja.querySelector(".bjs-powered-by");
  marca?.setAttribute("aria-label", "Hecho con bpmn.io (se abre en otra pestaña)");
  marca?.setAttribute("title", "Hecho con bpmn.io");
  new ResizeObserver(() => (lienzo.resized(), caja.clientWidth && lienzo.zoom("fit-viewport", "auto"))).observe(caja);
}

const aviso = (frase) => crear("p", { class: "alert alert-warning" }, frase);

for (const raiz of document.querySelectorAll("[data-importado]")) {
  mostrar(raiz)
    .catch((error) => raiz.querySelector("[data-frase]").replaceChildren(aviso(`No se pudo disponer lo que falta dibujar (${error.message}). El borrador se crea igual, sin ello.`)))
    .finally(() => {
      raiz.dataset.lista = "si";
      raiz.querySelector("[data-crear]").disabled = false;
    });
}
