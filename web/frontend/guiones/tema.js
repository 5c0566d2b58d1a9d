// Antes de pintar: el tema elegido y la marca de que hay guiones.
const raiz = document.documentElement;
const deNoche = matchMedia("(prefers-color-scheme: dark)");

function elegido() {
  try {
    return localStorage.getItem("cauce-tema") || "sistema";
  } catch {
    return "sistema"; // sin almacenamiento: el del sistema
  }
}

function aplicar() {
  const tema = elegido();
  raiz.dataset.bsTheme = tema === "sistema" ? (deNoche.matches ? "dark" : "light") : tema;
  raiz.dataset.tema = tema;
}

aplicar();
raiz.classList.add("js");
deNoche.addEventListener("change", aplicar);
addEventListener("storage", aplicar);
addEventListener("cauce:tema", aplicar);
