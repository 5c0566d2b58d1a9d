// El mismo XML con las figuras dispuestas, para mostrarlo. Lo que se guarda lo escribe el servidor.
import { DC, DD, DI } from "./arbol.js";

export function conDibujo(xml, planos) {
  const doc = new DOMParser().parseFromString(xml, "application/xml");
  const nuevo = (padre, espacio, nombre, atributos) => {
    const elemento = doc.createElementNS(espacio, nombre);
    for (const [atributo, valor] of Object.entries(atributos)) if (valor !== undefined) elemento.setAttribute(atributo, valor);
    return padre.appendChild(elemento);
  };
  const lienzoDe = (id) => {
    const ya = [...doc.getElementsByTagNameNS(DI, "BPMNPlane")].find((p) => p.getAttribute("bpmnElement")?.replace(/^.*:/, "") === id);
    return ya || nuevo(nuevo(doc.documentElement, DI, "bpmndi:BPMNDiagram", { id: `vista_${id}` }), DI, "bpmndi:BPMNPlane", { id: `vista_plano_${id}`, bpmnElement: id });
  };
  for (const { elemento, figuras, lineas } of planos) {
    const lienzo = lienzoDe(elemento);
    for (const f of figuras) {
      const forma = nuevo(lienzo, DI, "bpmndi:BPMNShape", { id: `vista_${f.elemento}_di`, bpmnElement: f.elemento, isExpanded: f.abierta, isHorizontal: f.horizontal });
      const [x, y, width, height] = f.caja;
      nuevo(forma, DC, "dc:Bounds", { x, y, width, height });
    }
    for (const l of lineas) {
      const flecha = nuevo(lienzo, DI, "bpmndi:BPMNEdge", { id: `vista_${l.elemento}_di`, bpmnElement: l.elemento });
      for (const [x, y] of l.puntos) nuevo(flecha, DD, "di:waypoint", { x, y });
    }
  }
  return new XMLSerializer().serializeToString(doc);
}
