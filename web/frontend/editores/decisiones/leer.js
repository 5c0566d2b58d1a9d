// El XML como dmn-js lo lee: en la edición DMN 1.3, y con figuras para el diagrama si no las trae.

const OTRAS = /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20211108|20230324)\/(MODEL|DMNDI)\/\1/g;
const MODELO = "https://www.omg.org/spec/DMN/20191111/MODEL/";
const DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
const DC = "http://www.omg.org/spec/DMN/20180521/DC/";
const DI = "http://www.omg.org/spec/DMN/20180521/DI/";
const PIEZAS = new Set(["decision", "inputData", "businessKnowledgeModel", "knowledgeSource"]);
const [ANCHO, ALTO, PASO_X, PASO_Y] = [180, 80, 230, 170];

const hijosDe = (padre, ...nombres) => [...padre.children].filter((h) => h.namespaceURI === MODELO && nombres.includes(h.localName));
const requisitosDe = (pieza) => hijosDe(pieza, "informationRequirement", "knowledgeRequirement", "authorityRequirement");
const requeridoPor = (requisito) => requisito.firstElementChild?.getAttribute("href")?.replace(/^#/, "");

/** A qué altura va cada pieza: 0 si no requiere nada; si no, una más que lo más alto que requiere. */
function alturas(piezas) {
  const porId = new Map(piezas.map((p) => [p.id, p]));
  const sabidas = new Map();
  const altura = (id) => {
    if (sabidas.has(id)) return sabidas.get(id);
    sabidas.set(id, 0); // si se requieren en círculo, no se sigue
    const debajo = requisitosDe(porId.get(id)).map(requeridoPor).filter((otro) => porId.has(otro));
    sabidas.set(id, debajo.length ? Math.max(...debajo.map(altura)) + 1 : 0);
    return sabidas.get(id);
  };
  for (const { id } of piezas) altura(id);
  return sabidas;
}

function lugares(piezas) {
  const niveles = alturas(piezas);
  const mas = Math.max(0, ...niveles.values());
  const cuantas = new Map();
  return new Map(
    piezas.map(({ id }) => {
      const nivel = niveles.get(id);
      const n = cuantas.get(nivel) || 0;
      cuantas.set(nivel, n + 1);
      return [id, { x: 160 + n * PASO_X, y: 80 + (mas - nivel) * PASO_Y }];
    }),
  );
}

function agregar(padre, espacio, nombre, atributos = {}) {
  const hecho = padre.ownerDocument.createElementNS(espacio, nombre);
  for (const [clave, valor] of Object.entries(atributos)) hecho.setAttribute(clave, valor);
  return padre.appendChild(hecho);
}

function dibujar(documento, piezas) {
  const donde = lugares(piezas);
  const dibujo = agregar(agregar(documento.documentElement, DMNDI, "dmndi:DMNDI"), DMNDI, "dmndi:DMNDiagram", { id: "diagrama_de_cauce" });
  for (const { id } of piezas) {
    const figura = agregar(dibujo, DMNDI, "dmndi:DMNShape", { id: `figura_${id}`, dmnElementRef: id });
    agregar(figura, DC, "dc:Bounds", { ...donde.get(id), width: ANCHO, height: ALTO });
  }
  for (const pieza of piezas) {
    for (const requisito of requisitosDe(pieza).filter((r) => r.id && donde.has(requeridoPor(r)))) {
      const linea = agregar(dibujo, DMNDI, "dmndi:DMNEdge", { id: `linea_${requisito.id}`, dmnElementRef: requisito.id });
      const [de, a] = [donde.get(requeridoPor(requisito)), donde.get(pieza.id)];
      agregar(linea, DI, "di:waypoint", { x: de.x + ANCHO / 2, y: de.y });
      agregar(linea, DI, "di:waypoint", { x: a.x + ANCHO / 2, y: a.y + ALTO });
    }
  }
}

/** Ese XML, listo para el editor. */
export function preparar(xml) {
  const de13 = xml.replace(OTRAS, (_, comilla, parte) => `${comilla}https://www.omg.org/spec/DMN/20191111/${parte}/${comilla}`);
  const documento = new DOMParser().parseFromString(de13, "application/xml");
  const raiz = documento.documentElement;
  if (raiz.namespaceURI !== MODELO || documento.getElementsByTagNameNS(DMNDI, "DMNShape").length) return de13;
  const piezas = [...raiz.children].filter((h) => PIEZAS.has(h.localName) && h.id);
  for (const vacio of documento.getElementsByTagNameNS(DMNDI, "DMNDI")) vacio.remove();
  dibujar(documento, piezas);
  return new XMLSerializer().serializeToString(documento);
}
