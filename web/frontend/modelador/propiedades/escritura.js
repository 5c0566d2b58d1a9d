// Escribir en el diagrama lo que el panel dice, en la forma exacta que el motor lee (motor/bpmn/lectura).

const VACIO = (valor) => (valor === "" || valor === false ? undefined : valor);

/** Un texto FEEL guardado, sin su `=`. */
export const sinIgual = (texto) => (texto || "").trim().replace(/^=\s*/, "");
/** Donde solo cabe FEEL se escribe sin `=`, como en los diagramas de la casa; salvo que parezca JUEL. */
const soloFeel = (texto) => (/[$#]\{/.test(texto) ? `=${texto.trim()}` : texto.trim());
export const conIgual = (texto) => (texto.trim() ? `=${texto.trim()}` : "");

/** Lo guardado de un dato, donde sin `=` es un texto. */
const comoFeel = (valor) => (!valor || valor.trim().startsWith("=") || /[$#]\{/.test(valor) ? sinIgual(valor) : JSON.stringify(valor));

/** Lee y escribe un elemento del diagrama; cada cambio se puede deshacer. */
export class Escritura {
  constructor(elemento, { modeling, bpmnFactory, moddle, definiciones }) {
    Object.assign(this, { elemento, modeling, bpmnFactory, moddle, definiciones });
    this.bo = elemento.businessObject;
  }

  poner(propiedades, dueno = this.bo) {
    if (dueno === this.bo) this.modeling.updateProperties(this.elemento, propiedades);
    else this.modeling.updateModdleProperties(this.elemento, dueno, propiedades);
  }

  crear(tipo, propiedades, padre) {
    const nuevo = this.bpmnFactory.create(tipo, propiedades);
    nuevo.$parent = padre;
    return nuevo;
  }

  /** Un atributo suelto; `dueno` es el elemento de moddle que lo lleva. */
  atributo(nombre, dueno = this.bo) {
    return { leer: () => dueno.get(nombre) ?? "", poner: (valor) => this.poner({ [nombre]: VACIO(valor) }, dueno) };
  }

  /** Un atributo donde solo cabe FEEL; se escribe donde ya estaba, de los `lugares` en que el motor lo busca. */
  feelEn(nombre, lugares) {
    const donde = lugares.filter(Boolean).find((lugar) => lugar.get(nombre)) || lugares[0];
    return this.feel(nombre, donde);
  }

  feel(nombre, dueno = this.bo) {
    return { leer: () => sinIgual(dueno.get(nombre)), poner: (valor) => this.poner({ [nombre]: VACIO(soloFeel(valor)) }, dueno) };
  }

  /** Un elemento de expresión (`bpmn:FormalExpression`) con FEEL o, con `crudo`, con lo que se escriba. */
  formal(nombre, dueno = this.bo, crudo = false) {
    const leer = () => (crudo ? dueno.get(nombre)?.body || "" : sinIgual(dueno.get(nombre)?.body));
    const poner = (valor) => {
      const body = crudo ? valor.trim() : soloFeel(valor);
      this.poner({ [nombre]: body ? this.crear("bpmn:FormalExpression", { body }, dueno) : undefined }, dueno);
    };
    return { leer, poner };
  }

  documentacion(dueno = this.bo) {
    const leer = () => dueno.get("documentation")[0]?.text || "";
    const poner = (text) => this.poner({ documentation: text.trim() ? [this.crear("bpmn:Documentation", { text: text.trim() }, dueno)] : [] }, dueno);
    return { leer, poner };
  }

  /** Lo definido en el archivo a lo que se refiere por nombre: mensaje, señal, error o escalada. */
  referido(atributo, tipo, dueno = this.bo) {
    const leer = () => dueno.get(atributo)?.name || "";
    const poner = (nombre) => this.poner({ [atributo]: nombre.trim() ? this._definido(tipo, nombre.trim()) : undefined }, dueno);
    return { leer, poner };
  }

  nombres(tipo) {
    return this.definiciones().get("rootElements").filter((e) => e.$type === tipo && e.name).map((e) => e.name);
  }

  _definido(tipo, name) {
    const raiz = this.definiciones();
    const ya = raiz.get("rootElements").find((e) => e.$type === tipo && e.name === name);
    if (ya) return ya;
    const nuevo = this.crear(tipo, { name }, raiz);
    this.modeling.updateModdleProperties(this.elemento, raiz, { rootElements: [...raiz.get("rootElements"), nuevo] });
    return nuevo;
  }

  extension(tipo, dueno = this.bo) {
    return (dueno.get("extensionElements")?.get("values") || []).find((e) => e.$type === tipo);
  }

  extensiones(tipo, dueno = this.bo) {
    return (dueno.get("extensionElements")?.get("values") || []).filter((e) => e.$type === tipo);
  }

  /** Deja, de ese tipo, solo esas extensiones; las demás no se tocan. */
  ponerExtensiones(tipo, nuevas, dueno = this.bo) {
    const otras = (dueno.get("extensionElements")?.get("values") || []).filter((e) => e.$type !== tipo);
    const values = [...otras, ...nuevas];
    if (!values.length) return this.poner({ extensionElements: undefined }, dueno);
    const bloque = this.crear("bpmn:ExtensionElements", { values }, dueno);
    for (const valor of values) valor.$parent = bloque;
    return this.poner({ extensionElements: bloque }, dueno);
  }

  /** Los datos que entran o salen: pares [nombre, FEEL] en camunda:inputOutput. */
  datos(lista) {
    const tipo = lista === "inputParameters" ? "camunda:InputParameter" : "camunda:OutputParameter";
    const leer = () => (this.extension("camunda:InputOutput")?.get(lista) || []).map((p) => [p.name || "", comoFeel(p.value), p]);
    const poner = (pares) => {
      const ya = this.extension("camunda:InputOutput");
      const otra = lista === "inputParameters" ? "outputParameters" : "inputParameters";
      const io = this.crear("camunda:InputOutput", { [otra]: ya?.get(otra) || [] });
      io[lista] = pares.map(([name, feel, previo]) => this.crear(tipo, previo ? { name, value: previo.value, definition: previo.definition } : { name, value: conIgual(feel) }, io));
      for (const p of io.get(otra)) p.$parent = io;
      this.ponerExtensiones("camunda:InputOutput", io.get(lista).length || io.get(otra).length ? [io] : []);
    };
    return { leer, poner };
  }

  /** Los pasos de datos de una llamada: camunda:In o camunda:Out, como pares [nombre, FEEL]. */
  pasos(tipo) {
    const propios = () => this.extensiones(tipo).filter((e) => e.target);
    const leer = () => propios().map((e) => [e.target, sinIgual(e.sourceExpression || e.source), e]);
    const poner = (pares) => {
      const otros = this.extensiones(tipo).filter((e) => !e.target);
      const nuevos = pares.map(([target, feel, previo]) => this.crear(tipo, previo ? { target, source: previo.source, sourceExpression: previo.sourceExpression } : { target, sourceExpression: soloFeel(feel) }));
      this.ponerExtensiones(tipo, [...otros, ...nuevos]);
    };
    return { leer, poner };
  }

  /** Si la llamada pasa todas las variables. */
  todas(tipo) {
    const leer = () => this.extensiones(tipo).some((e) => e.variables === "all");
    const poner = (si) => {
      const demas = this.extensiones(tipo).filter((e) => e.variables !== "all");
      this.ponerExtensiones(tipo, si ? [this.crear(tipo, { variables: "all" }), ...demas] : demas);
    };
    return { leer, poner };
  }
}
