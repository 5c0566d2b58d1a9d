// Las reglas recomendadas de bpmnlint, atadas al paquete una por una: sin eval y sin pedir nada.
// Faltan tres que el motor hace falsas, porque ejecuta eso con fidelidad y el servidor dice cuándo está mal:
// no-inclusive-gateway, no-complex-gateway y single-event-definition.
import { Linter } from "bpmnlint";
import StaticResolver from "bpmnlint/lib/resolver/static-resolver";
import adHoc from "bpmnlint/rules/ad-hoc-sub-process";
import flujosConCondicion from "bpmnlint/rules/conditional-flows";
import conFin from "bpmnlint/rules/end-event-required";
import deEventos from "bpmnlint/rules/event-based-gateway";
import inicioDeSubproceso from "bpmnlint/rules/event-sub-process-typed-start-event";
import unionFalsa from "bpmnlint/rules/fake-join";
import globales from "bpmnlint/rules/global";
import conNombre from "bpmnlint/rules/label-required";
import enlaces from "bpmnlint/rules/link-event";
import sinDibujo from "bpmnlint/rules/no-bpmndi";
import suelto from "bpmnlint/rules/no-disconnected";
import flujoRepetido from "bpmnlint/rules/no-duplicate-sequence-flows";
import uneYReparte from "bpmnlint/rules/no-gateway-join-fork";
import finImplicito from "bpmnlint/rules/no-implicit-end";
import reparteSola from "bpmnlint/rules/no-implicit-split";
import inicioImplicito from "bpmnlint/rules/no-implicit-start";
import encimados from "bpmnlint/rules/no-overlapping-elements";
import unInicio from "bpmnlint/rules/single-blank-start-event";
import conInicio from "bpmnlint/rules/start-event-required";
import inicioSimple from "bpmnlint/rules/sub-process-blank-start-event";
import compuertaDeMas from "bpmnlint/rules/superfluous-gateway";
import etiquetaDeMas from "bpmnlint/rules/superfluous-label";
import terminacionDeMas from "bpmnlint/rules/superfluous-termination";

const REGLAS = {
  "ad-hoc-sub-process": adHoc,
  "conditional-flows": flujosConCondicion,
  "end-event-required": conFin,
  "event-based-gateway": deEventos,
  "event-sub-process-typed-start-event": inicioDeSubproceso,
  "fake-join": unionFalsa,
  global: globales,
  "label-required": conNombre,
  "link-event": enlaces,
  "no-bpmndi": sinDibujo,
  "no-disconnected": suelto,
  "no-duplicate-sequence-flows": flujoRepetido,
  "no-gateway-join-fork": uneYReparte,
  "no-implicit-end": finImplicito,
  "no-implicit-split": reparteSola,
  "no-implicit-start": inicioImplicito,
  "no-overlapping-elements": encimados,
  "single-blank-start-event": unInicio,
  "start-event-required": conInicio,
  "sub-process-blank-start-event": inicioSimple,
  "superfluous-gateway": compuertaDeMas,
  "superfluous-label": etiquetaDeMas,
  "superfluous-termination": terminacionDeMas,
};

const CONFIG = { rules: Object.fromEntries(Object.keys(REGLAS).map((regla) => [regla, "warn"])) };
const RESOLVER = new StaticResolver(Object.fromEntries(Object.entries(REGLAS).map(([regla, hacer]) => [`rule:bpmnlint/${regla}`, hacer])));

/** Lo que esas reglas hallan en `definiciones`: `[{regla, id, message}]`. */
export async function hallar(definiciones) {
  const linter = new Linter({ config: CONFIG, resolver: RESOLVER }); // uno por vez: hay reglas que recuerdan lo que vieron
  const hallados = Object.entries(await linter.lint(definiciones));
  return hallados.flatMap(([regla, dichos]) => dichos.filter(({ category }) => category !== "rule-error").map(({ id, message }) => ({ regla, id, message })));
}
