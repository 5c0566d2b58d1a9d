// Cómo nace un campo: los de la oficina como componentes comunes con sus propiedades, y con nombres que se leen.
import { FieldFactory } from "@bpmn-io/form-js-viewer";
import { delMismoNivel } from "./campos.js";
import { DE_LA_OFICINA, NOMBRES_DE_DATO } from "./oficina.js";

const PROPIAS = new Set(["type", "id", "key", "path", "components"]);

/** Lo leído de un archivo queda como estaba: sin lo que la biblioteca le suma, y en su orden. */
function comoVino(campo, pedido) {
  const orden = [...Object.keys(pedido), ...Object.keys(campo).filter((k) => !(k in pedido))];
  for (const nombre of orden) {
    const valor = campo[nombre];
    delete campo[nombre];
    if (nombre in pedido || PROPIAS.has(nombre) || nombre.startsWith("_")) campo[nombre] = valor;
  }
  return campo;
}

class Fabrica extends FieldFactory {
  /** Lo que la paleta llama «oficina-…» es, en el esquema, un componente común con su `cauce:tipo`. */
  create(pedido, esNuevo = true) {
    const propio = DE_LA_OFICINA[pedido.type];
    if (!propio) return esNuevo ? super.create(pedido, esNuevo) : comoVino(super.create(pedido, esNuevo), pedido);
    const { type: tipo } = propio.campo;
    const nombre = tipo === "dynamiclist" ? "path" : "key";
    const campo = super.create({ [nombre]: this.nombreLibre(propio.dato, pedido), ...propio.campo, ...pedido, type: tipo }, esNuevo);
    if (propio.sinOpciones) delete campo.values; // las da la organización
    return campo;
  }

  _getUniqueKeyPath(campo) {
    return this.nombreLibre(NOMBRES_DE_DATO[campo.type] || campo.type, campo);
  }

  /** `nombre`, o `nombre_2`, `nombre_3`…: el primero que ningún otro campo de su nivel usa (ni él, si `conEl`). */
  nombreLibre(nombre, campo, conEl = false) {
    const usados = new Set(delMismoNivel(this._formFieldRegistry, campo).flatMap((c) => [c.key, c.path]));
    if (conEl) usados.add(campo.key);
    let libre = nombre;
    for (let n = 2; usados.has(libre); n += 1) libre = `${nombre}_${n}`;
    return libre;
  }
}

Fabrica.$inject = ["formFieldRegistry", "pathRegistry", "formFields"];

/** Una tabla nueva trae sus columnas y su total, todo en el mismo paso: se deshace de una vez. */
class TablaNueva {
  constructor(eventBus, injector) {
    eventBus.on("commandStack.formField.add.postExecute", ({ context }) => {
      const { formField: campo, targetFormField: padre, targetIndex: lugar } = context;
      if (campo.properties?.["cauce:tipo"] !== "tabla" || campo.components?.length) return;
      const modeling = injector.get("modeling");
      const poner = (datos, dueno, donde) => modeling.addFormField({ ...datos, _parent: dueno.id }, dueno, donde);
      poner({ type: "textfield", label: "Detalle", key: "detalle" }, campo, 0);
      poner({ type: "oficina-moneda", label: "Monto" }, campo, 1);
      const monto = campo.components[1].key;
      if (padre.type !== "dynamiclist") poner(totalDe(campo, { key: monto, label: "Monto" }), padre, lugar + 1);
    });
  }
}

TablaNueva.$inject = ["eventBus", "injector"];

/** Al cambiar el nombre de una tabla o de su columna, sus totales lo siguen en el mismo paso. */
class TotalesAlDia {
  constructor(eventBus, injector) {
    eventBus.on("commandStack.formField.edit.postExecute", ({ context }) => {
      const { formField: campo, oldProperties: antes } = context;
      const registro = injector.get("formFieldRegistry");
      const tabla = campo.type === "dynamiclist" ? campo : registro.get(campo._parent);
      if (tabla?.type !== "dynamiclist" || !("path" in antes || "key" in antes)) return;
      const columnas = campo === tabla ? tabla.components || [] : [campo];
      for (const columna of columnas) {
        const previa = { ...tabla, ...(campo === tabla ? antes : {}) };
        const deAntes = totalDe(previa, campo === tabla ? columna : { ...columna, ...antes });
        const total = registro.getAll().find((c) => c.type === "expression" && c.key === deAntes.key && c.expression === deAntes.expression);
        const { key, expression } = totalDe(tabla, columna);
        if (total) injector.get("modeling").editFormField(total, { key, expression });
      }
    });
  }
}

TotalesAlDia.$inject = ["eventBus", "injector"];

/** El campo que suma una columna de una tabla. */
export function totalDe(tabla, columna) {
  const expresion = `=sum(for fila in ${tabla.path} return if fila.${columna.key} = null then 0 else fila.${columna.key})`;
  return { type: "expression", key: `total_${tabla.path}_${columna.key}`, label: `Total: ${columna.label || columna.key}`, expression: expresion, computeOn: "change" };
}

export default { __init__: ["tablaNueva", "totalesAlDia"], fieldFactory: ["type", Fabrica], tablaNueva: ["type", TablaNueva], totalesAlDia: ["type", TotalesAlDia] };
