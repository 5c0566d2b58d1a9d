// Leer y escribir las propiedades de un campo, en la forma exacta que el servidor lee.
import { conIgual, sinIgual } from "../../modelador/propiedades/escritura.js";

const NADA = (valor) => valor === "" || valor === false || valor === null || valor === undefined;
const MILLARES = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/; // «1.500,50»: aquí el punto separa los miles
const NUMERO = /^-?\d+(?:[.,]\d+)?$/;

/** Lo escrito como número, como FEEL con `=`, o nada. */
function numeroOFeel(texto) {
  const escrito = texto.trim();
  const limpio = MILLARES.test(escrito) ? escrito.replaceAll(".", "") : escrito;
  if (NUMERO.test(limpio)) return Number(limpio.replace(",", "."));
  return limpio || undefined;
}

/** Un objeto sin lo vacío; undefined si no le queda nada. */
function sinVacios(objeto) {
  const quedan = Object.entries(objeto).filter(([, valor]) => !NADA(valor));
  return quedan.length ? Object.fromEntries(quedan) : undefined;
}

/** Cada acceso es `{leer, poner}`; cada cambio se puede deshacer. */
export class Escrito {
  constructor(campo, modeling) {
    Object.assign(this, { campo, modeling });
  }

  poner(datos) {
    this.modeling.editFormField(this.campo, datos);
  }

  dato(nombre) {
    return { leer: () => this.campo[nombre] ?? "", poner: (valor) => this.poner({ [nombre]: NADA(valor) ? undefined : valor }) };
  }

  /** Un entero, o nada. */
  entero(nombre) {
    return { leer: () => String(this.campo[nombre] ?? ""), poner: (valor) => this.poner({ [nombre]: /^\d+$/.test(valor.trim()) ? Number(valor) : undefined }) };
  }

  feel(nombre) {
    return { leer: () => sinIgual(this.campo[nombre]), poner: (valor) => this.poner({ [nombre]: conIgual(valor) || undefined }) };
  }

  /** Dentro de otro objeto del campo: `validate`, `appearance`, `conditional`, `properties`… */
  en(objeto, nombre, { leer = (v) => v ?? "", escribir = (v) => v } = {}) {
    const poner = (valor) => this.poner({ [objeto]: sinVacios({ ...this.campo[objeto], [nombre]: escribir(valor) }) });
    return { leer: () => leer(this.campo[objeto]?.[nombre]), poner };
  }

  regla(nombre) {
    return this.en("validate", nombre);
  }

  limite(nombre) {
    return this.en("validate", nombre, { leer: (v) => String(v ?? ""), escribir: numeroOFeel });
  }

  propia(nombre) {
    return this.en("properties", nombre);
  }

  /** Una propiedad donde solo cabe FEEL: se guarda sin `=`, como en los formularios de la casa. */
  propiaFeel(nombre) {
    return this.en("properties", nombre, { leer: sinIgual, escribir: (v) => v.trim() });
  }

  ocultar() {
    return this.en("conditional", "hide", { leer: sinIgual, escribir: conIgual });
  }

  /** El rótulo; las fechas lo llevan además con el nombre que form-js les da. */
  rotulo() {
    const suyo = this.campo.type !== "datetime" ? "label" : this.campo.subtype === "time" ? "timeLabel" : "dateLabel";
    const conOtro = suyo !== "label" && this.campo.label !== undefined;
    return { leer: () => this.campo.label ?? this.campo[suyo] ?? "", poner: (v) => this.poner({ [suyo]: v || undefined, ...(conOtro ? { label: v || undefined } : {}) }) };
  }

  ancho() {
    const poner = (valor) => this.poner({ layout: { ...this.campo.layout, columns: valor ? Number(valor) : null } });
    return { leer: () => String(this.campo.layout?.columns || ""), poner };
  }
}
