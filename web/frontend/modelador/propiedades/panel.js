// El panel: qué grupos tiene lo elegido, y que lo que se ve sea lo que el diagrama dice.
import { avisar } from "../avisos.js";
import { crear, leerJson } from "../comun.js";
import { armarControl } from "./controles.js";
import { Escritura } from "./escritura.js";
import { gruposDe, tituloDe } from "./grupos.js";

const VACIO = { instituciones: [], unidades: [], cargos: [], plazos: [], formularios: [], decisiones: [], temas: [], procesos: [], variables: [], actos: [], funciones: [] };

export class Panel {
  constructor(config, deCauce, eventBus, injector) {
    this._padre = config?.parent;
    this._de = deCauce || {};
    this._servicio = (nombre) => injector.get(nombre, false);
    this._entorno = VACIO;
    this._controles = [];
    this._cerrados = new Set();
    if (!this._padre) return;
    this._padre.classList.add("propiedades");
    eventBus.on("import.done", () => void this._pedirEntorno()); // devolver algo callaría a los demás
    eventBus.on(["import.done", "selection.changed", "root.set"], () => this.mostrar());
    eventBus.on("elements.changed", ({ elements }) => void (elements.length && this._refrescar()));
    eventBus.on("soloLectura.cambio", () => this.mostrar(true));
    eventBus.on("diagram.destroy", () => this._soltar());
    this._padre.addEventListener("focusin", () => this._pedirEntorno(60_000));
    this._padre.addEventListener("keydown", (evento) => evento.stopPropagation()); // las teclas del dibujo no son del panel
  }

  /** Lo elegible: se pide al abrir y, al volver al panel, si pasó un minuto (otro pudo agregar un formulario). */
  async _pedirEntorno(edad = 0) {
    if (!this._de.entorno || (this._pedido && Date.now() - this._pedido < Math.max(edad, 1000))) return;
    this._pedido = Date.now();
    const traido = await leerJson(this._de.entorno).catch(() => null);
    if (!traido) return;
    this._entorno = { ...VACIO, ...traido };
    this._padre.dataset.entorno = "listo";
    this._refrescar();
  }

  _elegido() {
    const elegidos = this._servicio("selection").get();
    if (elegidos.length > 1) return null;
    const uno = elegidos[0] || this._servicio("canvas").getRootElement();
    return uno?.labelTarget || uno;
  }

  _grupos(elemento) {
    const modeling = this._servicio("modeling");
    const definiciones = () => this._servicio("bpmnjs").getDefinitions();
    const e = new Escritura(elemento, { modeling, bpmnFactory: this._servicio("bpmnFactory"), moddle: this._servicio("moddle"), definiciones });
    const cambiarClave = (cual, clave) => this._servicio("commandStack").execute("cauce.cambiarClave", { elemento: cual, clave });
    const medio = { entorno: () => this._entorno, registro: this._servicio("elementRegistry"), cambiarClave, negar: (texto) => this._negar(texto) };
    const grupos = gruposDe(e, medio);
    return grupos.map((g) => ({ ...g, campos: g.campos.filter(Boolean) })).filter((g) => g.campos.length);
  }

  /** Lo que no se puede poner se dice, y el control vuelve a lo que había. */
  _negar(texto) {
    avisar(texto, "warning");
    this.mostrar(true);
  }

  _soltar() {
    for (const { control } of this._controles) control.quitar();
    this._controles = [];
  }

  mostrar(aunqueSea = false) {
    const elemento = this._elegido();
    if (!aunqueSea && elemento === this._elemento && elemento) return this._refrescar();
    this._soltar(); // lo que se estaba escribiendo queda en su elemento
    this._elemento = elemento;
    if (!elemento?.businessObject) {
      this._padre.replaceChildren(crear("p", { class: "propiedad-nota" }, "Elija un solo elemento para ver sus propiedades."));
      return undefined;
    }
    return this._armar(this._grupos(elemento));
  }

  _armar(grupos) {
    this._firma = this._firmar(grupos);
    const medio = { entorno: () => this._entorno, feel: this._de.feel, nonce: this._de.nonce, apagado: () => Boolean(this._servicio("soloLectura")?.activa) };
    const cajas = grupos.map((grupo) => this._grupo(grupo, medio));
    const todo = crear("fieldset", { class: "propiedades-todo", disabled: medio.apagado() }, ...cajas);
    todo.setAttribute("aria-label", "Propiedades");
    this._padre.replaceChildren(crear("h2", { class: "propiedades-titulo" }, tituloDe(this._elemento)), todo);
  }

  _grupo(grupo, medio) {
    const elemento = this._elemento;
    const controles = grupo.campos.map((campo) => {
      const poner = (valor) => this._escribir(elemento, campo.id, valor);
      const control = armarControl({ ...campo, poner }, medio);
      control.poner(campo.leer());
      this._controles.push({ id: campo.id, control });
      return control.caja;
    });
    const caja = crear("details", { class: "propiedades-grupo", open: !this._cerrados.has(grupo.titulo) }, crear("summary", {}, grupo.titulo), ...controles);
    caja.addEventListener("toggle", () => this._cerrados[caja.open ? "delete" : "add"](grupo.titulo));
    return caja;
  }

  /** Escribe en lo que el diagrama tiene ahora: deshacer pudo cambiar un elemento interior por otro. */
  _escribir(elemento, id, valor) {
    if (this._servicio("soloLectura")?.activa || !this._servicio("elementRegistry").get(elemento.id)) return;
    const campo = this._grupos(elemento).flatMap((g) => g.campos).find((c) => c.id === id);
    campo?.poner(valor);
  }

  _firmar(grupos) {
    return grupos.map((g) => `${g.titulo}:${g.campos.map((c) => `${c.id}/${c.rotulo}`)}`).join("|");
  }

  /** Vuelve a leer del diagrama; si cambió qué campos hay, se arma de nuevo con el foco donde estaba. */
  _refrescar() {
    const elemento = this._elemento;
    if (!elemento?.businessObject || !this._servicio("elementRegistry").get(elemento.id)) return undefined;
    const grupos = this._grupos(elemento);
    if (this._firma !== this._firmar(grupos)) {
      const enfocado = document.activeElement?.closest?.("[data-propiedad]")?.dataset.propiedad;
      this._soltar();
      this._armar(this._grupos(elemento));
      if (enfocado) this._padre.querySelector(`[data-propiedad="${enfocado}"]`)?.querySelector("input, select, textarea, .cm-content")?.focus();
      return undefined;
    }
    const campos = grupos.flatMap((g) => g.campos);
    this._controles.forEach(({ control }, lugar) => {
      if (!control.caja.contains(document.activeElement) || campos[lugar].clase === "opciones") control.poner(campos[lugar].leer());
    });
    return undefined;
  }
}

Panel.$inject = ["config.propertiesPanel", "config.cauce", "eventBus", "injector"];
