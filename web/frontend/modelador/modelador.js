// El modelador de procesos. Lo carga solo la página del diagrama de un borrador.
import Modeler from "bpmn-js/lib/Modeler";
import camunda from "camunda-bpmn-moddle/resources/camunda.json";
import cauce from "./cauce.json";
import { leerTexto, uno } from "./comun.js";
import propiedades from "./propiedades/index.js";
import revision from "./revision/index.js";

async function abrir(caja) {
  const modelador = new Modeler({
    container: uno("[data-lienzo]", caja),
    moddleExtensions: { camunda, cauce },
    propertiesPanel: { parent: uno("[data-propiedades]", caja) },
    cauce: { ...caja.dataset },
    additionalModules: [propiedades, revision],
  });
  caja.modelador = modelador;
  await modelador.importXML(await leerTexto(caja.dataset.archivo));
  modelador.get("canvas").zoom("fit-viewport", "auto");
}

const caja = uno("[data-modelador]");
if (caja) abrir(caja);
