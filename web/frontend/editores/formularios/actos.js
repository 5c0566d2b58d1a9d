// Lo que se hace con un campo entero sin arrastrarlo: subirlo, bajarlo, duplicarlo y quitarlo.

/** Los actos sobre `campo`: [{nombre, seña, hacer, apagado}]. `servicio(nombre)` da los del editor. */
export function actosDe(servicio, campo) {
  const modeling = servicio("modeling");
  const padre = servicio("formFieldRegistry").get(campo._parent);
  const lugar = padre.components.indexOf(campo);
  const mover = (hasta) => {
    const fila = servicio("formLayouter").getRowForField(campo);
    const propia = fila?.components.length === 1 ? fila : undefined; // de un renglón compartido, sale a uno nuevo
    modeling.moveFormField(campo, padre, padre, lugar, hasta, fila, propia);
  };
  return [
    { nombre: "Subir", sena: "↑", hacer: () => mover(lugar - 1), apagado: lugar === 0 },
    { nombre: "Bajar", sena: "↓", hacer: () => mover(lugar + 2), apagado: lugar === padre.components.length - 1 },
    { nombre: "Duplicar", sena: "+", hacer: () => duplicar(servicio, campo, padre, lugar), apagado: Boolean(campo.components) },
    { nombre: "Quitar", sena: "×", hacer: () => modeling.removeFormField(campo, padre, lugar) },
  ];
}

function duplicar(servicio, campo, padre, lugar) {
  const copia = JSON.parse(JSON.stringify(campo, (nombre, valor) => (["id", "layout", "_path"].includes(nombre) ? undefined : valor)));
  if (campo.key) copia.key = servicio("fieldFactory").nombreLibre(campo.key.replace(/_\d+$/, ""), campo, true);
  servicio("modeling").addFormField(copia, padre, lugar + 1);
}
