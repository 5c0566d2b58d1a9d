// El panel de propiedades: módulo de didi que el modelador suma a los suyos.
import { claves } from "./clave.js";
import { Panel } from "./panel.js";

export default { __init__: ["panelDePropiedades", "clavesDeElementos"], panelDePropiedades: ["type", Panel], clavesDeElementos: claves };
