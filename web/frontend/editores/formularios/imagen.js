// El control de una imagen: se elige del equipo y queda dentro del formulario.
import { avisar } from "../../modelador/avisos.js";
import { crear } from "../../modelador/comun.js";

const TIPOS = "image/png,image/jpeg,image/gif,image/webp";
const OCTETOS = 300_000;
let cuenta = 0;

const leer = (archivo) =>
  new Promise((dar) => {
    const lector = new FileReader();
    lector.addEventListener("load", () => dar(lector.result));
    lector.readAsDataURL(archivo);
  });

export function imagen(campo) {
  const id = `imagen-${++cuenta}`;
  const control = crear("input", { id, class: "form-control", type: "file", accept: TIPOS, "aria-describedby": `${id}-ayuda` });
  const ayuda = crear("small", { id: `${id}-ayuda`, class: "propiedad-ayuda" });
  const caja = crear("div", { class: "propiedad", "data-propiedad": campo.id }, crear("label", { for: id, class: "form-label" }, campo.rotulo), control, ayuda);
  control.addEventListener("change", async () => {
    const [archivo] = control.files;
    if (!archivo) return;
    if (!TIPOS.includes(archivo.type) || archivo.size > OCTETOS) avisar("La imagen debe ser PNG, JPEG, GIF o WebP y pesar hasta 300 kB. Redúzcala y elíjala de nuevo.", "warning");
    else campo.poner(await leer(archivo));
  });
  const poner = (valor) => {
    ayuda.textContent = valor ? `Tiene una, de ${Math.ceil((valor.length * 3) / 4 / 1024)} kB. Elija otra para cambiarla.` : "Todavía no tiene.";
  };
  return { caja, poner, ya: () => {}, quitar: () => {} };
}
