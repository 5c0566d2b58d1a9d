// El panel: las propiedades del campo elegido, con los mismos controles que el panel del diagrama.
import { avisar } from "../../modelador/avisos.js";
import { conCalma, crear, leerJson } from "../../modelador/comun.js";
import { armarControl } from "../../modelador/propiedades/controles.js";
import { actosDe } from "./actos.js";
import { rutaDe } from "./campos.js";
import { Escrito } from "./escrito.js";
import { gruposDe } from "./grupos.js";
import { imagen } from "./imagen.js";
import { claseDe } from "./oficina.js";
import { renglones } from "./renglones.js";

const VACIO = { variables: [], funciones: [] };
const PROPIOS = { imagen, renglones };
const controlDe = (campo, medio) => (PROPIOS[campo.clase] || armarControl)(campo, medio);

export class Panel {
  constructor(config, deCauce, eventBus, injector) {
    this._padre = config.parent;
    this._de = deCauce;
    this._servicio = (nombre) => injector.get(nombre);
    this._entorno = VACIO;
    this._controles = [];
    this._cerrados = new Set(["Se llena solo", "Aspecto"]);
    this._padre.classList.add("propiedades");
    const despues = conCalma(() => this.mostrar(), 0);
    eventBus.on("import.done", () => {
      this._pedirEntorno();
      this.mostrar(true);
    });
    eventBus.on("selection.changed", () => (this._enMedio() ? despues() : this.mostrar()));
    eventBus.on("changed", conCalma(() => this._refrescar(), 0)); // dentro del cambio no se puede hacer otro
    this._padre.addEventListener("keydown", (evento) => evento.stopPropagation()); // las teclas del lienzo no son del panel
  }

  /** Si un cambio se está haciendo: hasta que termine no se puede escribir otro. */
  _enMedio() {
    return this._servicio("commandStack")._currentExecution.atomic;
  }

  async _pedirEntorno() {
    if (!this._de.entorno || this._pedido) return;
    this._pedido = true;
    const traido = await leerJson(this._de.entorno).catch(() => null);
    if (traido) this._entorno = { ...VACIO, ...traido };
    this._padre.dataset.entorno = "listo";
  }

  /** Las variables del proceso, y además los datos de este formulario. */
  _conCampos() {
    const registro = this._servicio("formFieldRegistry");
    const propios = registro.getAll().filter((c) => c.key || c.path);
    const vistos = new Set(propios.map((c) => c.key || c.path));
    const campos = propios.map((c) => ({ nombre: c.key || c.path, tipo: claseDe(c), origen: `este formulario: ${c.label || rutaDe(registro, c)}` }));
    return { ...this._entorno, variables: [...campos, ...this._entorno.variables.filter((v) => !vistos.has(v.nombre))] };
  }

  _elegido() {
    return this._servicio("selection").get() || this._servicio("formEditor")._getState().schema;
  }

  _grupos(campo) {
    const modeling = this._servicio("modeling");
    const medio = { registro: this._servicio("formFieldRegistry"), modeling, avisar: (texto) => this._negar(texto), elegir: (cual) => this._servicio("selection").set(cual) };
    const grupos = gruposDe(new Escrito(campo, modeling), medio);
    return grupos.map((g) => ({ ...g, campos: g.campos.filter(Boolean) })).filter((g) => g.campos.length);
  }

  /** Lo que no se puede poner se dice, y el control vuelve a lo que había. */
  _negar(texto) {
    avisar(texto, "warning");
    this.mostrar(true);
  }

  _soltar() {
    const controles = this._controles;
    this._controles = [];
    for (const { control } of controles) control.quitar();
  }

  mostrar(aunqueSea = false) {
    const campo = this._elegido();
    if (!campo || (!aunqueSea && campo === this._campo)) return;
    this._soltar(); // lo que se estaba escribiendo queda en su campo
    this._campo = campo;
    this._armar(this._grupos(campo));
  }

  _armar(grupos) {
    this._firma = this._firmar(grupos);
    const medio = { entorno: () => this._conCampos(), feel: this._de.feel, nonce: this._de.nonce, apagado: () => false };
    const todo = crear("div", { class: "propiedades-todo" }, ...grupos.map((grupo) => this._grupo(grupo, medio)));
    this._padre.replaceChildren(crear("h2", { class: "propiedades-titulo" }, claseDe(this._campo)), this._actos(), todo);
  }

  /** Subir, bajar, duplicar y quitar el campo. */
  _actos() {
    const campo = this._campo;
    if (campo.type === "default") return "";
    const botones = actosDe(this._servicio, campo).map(({ nombre, sena, hacer, apagado }) => {
      const boton = crear("button", { type: "button", class: "btn btn-sm", disabled: apagado }, crear("span", { "aria-hidden": "true" }, sena), ` ${nombre}`);
      boton.addEventListener("click", () => {
        hacer();
        this.mostrar(true);
      });
      return boton;
    });
    return crear("div", { class: "editor-actos", role: "group", "aria-label": "El campo" }, ...botones);
  }

  _grupo(grupo, medio) {
    const campo = this._campo;
    const controles = grupo.campos.map((c) => {
      const control = controlDe({ ...c, poner: (valor) => this._escribir(campo, c.id, valor) }, medio);
      control.poner(c.leer());
      this._controles.push({ id: c.id, control });
      return control.caja;
    });
    const caja = crear("details", { class: "propiedades-grupo", open: !this._cerrados.has(grupo.titulo) }, crear("summary", {}, grupo.titulo), ...controles);
    caja.addEventListener("toggle", () => this._cerrados[caja.open ? "delete" : "add"](grupo.titulo));
    return caja;
  }

  /** Escribe en lo que el formulario tiene ahora, si el campo sigue en él. */
  _escribir(campo, id, valor) {
    if (this._servicio("formFieldRegistry").get(campo.id) !== campo) return;
    const acceso = this._grupos(campo).flatMap((g) => g.campos).find((c) => c.id === id);
    acceso?.poner(valor);
  }

  _firmar(grupos) {
    return grupos.map((g) => `${g.titulo}:${g.campos.map((c) => `${c.id}/${c.rotulo}/${c.clase === "varias" ? JSON.stringify(c.opciones()) : ""}`)}`).join("|");
  }

  /** Vuelve a leer; si cambió qué se pregunta, se arma de nuevo con el foco donde estaba. */
  _refrescar() {
    const campo = this._campo;
    if (!campo || this._servicio("formFieldRegistry").get(campo.id) !== campo) return;
    const grupos = this._grupos(campo);
    if (this._firma !== this._firmar(grupos)) {
      const enfocado = document.activeElement?.closest?.("[data-propiedad]")?.dataset.propiedad;
      this._soltar();
      this._armar(grupos);
      if (enfocado) this._padre.querySelector(`[data-propiedad="${enfocado}"]`)?.querySelector("input, select, textarea, .cm-content")?.focus();
      return;
    }
    const campos = grupos.flatMap((g) => g.campos);
    this._controles.forEach(({ control }, lugar) => {
      if (!control.caja.contains(document.activeElement) || campos[lugar].clase === "opciones") control.poner(campos[lugar].leer());
    });
  }

  attachTo() {} // el editor lo llama solo si no se le da un lugar
  detach() {}
}

Panel.$inject = ["config.propertiesPanel", "config.cauce", "eventBus", "injector"];
