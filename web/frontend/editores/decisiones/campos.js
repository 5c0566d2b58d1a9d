// Un control por cada dato de la decisión, según su clase.
import { crear } from "../../modelador/comun.js";

const AYUDAS = {
  numero: "Un número, como 1500 o 1500,50.",
  fecha: "dd/mm/aaaa",
  otro: 'En FEEL: un texto va entre comillas, una lista como [1, 2], unos datos como {monto: 5}.',
};

function elegir(atributos, opciones) {
  const lista = opciones.map(([valor, dicho]) => crear("option", { value: valor }, dicho));
  return crear("select", { ...atributos, class: "form-select" }, crear("option", { value: "" }, "(sin dato)"), ...lista);
}

function control(campo, atributos) {
  if (campo.clase === "si_no") return elegir(atributos, [["si", "Sí"], ["no", "No"]]);
  if (campo.opciones.length) return elegir(atributos, campo.opciones.map((o) => [o, o]));
  if (campo.clase === "otro") return crear("textarea", { ...atributos, class: "form-control font-monospace", rows: 2, spellcheck: "false" });
  const modo = campo.clase === "numero" ? "decimal" : null;
  return crear("input", { ...atributos, type: "text", class: "form-control", inputmode: modo, placeholder: campo.clase === "fecha" ? "dd/mm/aaaa" : null });
}

/** El campo con su rótulo, su ayuda y lugar para lo que esté mal. */
export function dibujarCampo(campo, n, valor) {
  const id = `dato-${n}`;
  const ayuda = campo.opciones.length ? "" : AYUDAS[campo.clase] || "";
  const pieza = control(campo, { id, name: campo.nombre, "aria-describedby": `${id}-ayuda ${id}-falta` });
  pieza.value = valor ?? "";
  return crear(
    "div",
    { class: "decisiones-campo" },
    crear("label", { class: "form-label", for: id }, campo.nombre),
    pieza,
    crear("p", { class: "form-hint", id: `${id}-ayuda` }, ayuda),
    crear("p", { class: "invalid-feedback d-block", id: `${id}-falta`, "data-falta-de": campo.nombre }),
  );
}
