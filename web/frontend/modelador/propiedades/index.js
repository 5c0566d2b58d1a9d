// El panel de propiedades: módulo de didi que el modelador suma a los suyos.
import { Panel } from "./panel.js";

export default { __init__: ["panelDePropiedades"], panelDePropiedades: ["type", Panel] };
