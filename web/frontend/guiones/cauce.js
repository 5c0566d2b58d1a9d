// La entrada: cada guion se engancha una vez en el documento.
import { iniciar as archivos } from "./archivos.js";
import { iniciar as atajos } from "./atajos.js";
import { iniciar as avisos } from "./avisos.js";
import { iniciar as dialogos } from "./dialogos.js";
import { iniciar as fechas } from "./fechas.js";
import { iniciar as formas } from "./formas.js";
import { iniciar as fragmentos } from "./fragmentos.js";
import { iniciar as lista } from "./lista.js";
import { iniciar as pestanas } from "./pestanas.js";
import { iniciar as sondeo } from "./sondeo.js";

// `archivos` antes que `formas`: si envía él, el envío común no corre.
for (const iniciar of [fragmentos, avisos, dialogos, lista, pestanas, fechas, archivos, formas, sondeo, atajos]) iniciar();
