"""Seguir al pie de la letra un capítulo del manual, con el navegador.

Cada cosa que se pulsa o se llena debe estar en negrita en el capítulo, y en el mismo orden: si la
página cambia de palabras, o el capítulo se saltea un paso, el recorrido se detiene y lo dice.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page, Position

from tests.aceptacion.armador import PLAZO
from tests.aceptacion.lienzo import Lienzo
from tests.aceptacion.panel import PanelAbierto
from tests.aceptacion.sitio import Sitio


class Guia:
    """Quien sigue el capítulo: `page` es su navegador; lo ya leído no se vuelve a leer."""

    def __init__(self, page: Page, sitio: Sitio, capitulo: Path, carpeta: Path) -> None:
        self.page, self.sitio, self.carpeta = page, sitio, carpeta
        self._texto = capitulo.read_text(encoding="utf-8")
        self.leido = 0

    def lee(self, marca: str) -> None:
        """El capítulo dice eso, de lo ya leído en adelante."""
        lugar = self._texto.find(marca, self.leido)
        aqui = self._texto[self.leido : self.leido + 80]
        assert lugar >= 0, f"el capítulo no dice {marca} después de «{aqui}»"
        self.leido = lugar + len(marca)

    def pulsa(
        self, nombre: str, rol: str = "button", donde: str = "body", *, exacto: bool = False
    ) -> None:
        """Pulsa lo que se llama así, en esa parte de la página."""
        self.lee(f"**{nombre}**")
        lugar = self.page.locator(donde)
        lugar.get_by_role(rol, name=nombre, exact=exacto).first.click()

    def escribe(self, rotulo: str, valor: str, donde: Locator | None = None) -> None:
        """Llena ese campo con ese valor, y el capítulo dice los dos."""
        self.lee(f"**{rotulo}**")
        self.lee(f"`{valor}`")
        campo = (donde or self.page).get_by_label(rotulo, exact=donde is not None).first
        campo.fill(valor)
        campo.blur()

    def elige(self, rotulo: str, opcion: str) -> None:
        """Elige esa opción de una lista."""
        self.lee(f"**{rotulo}**")
        self.lee(f"«{opcion}»")
        self.page.get_by_label(rotulo).first.select_option(label=opcion)

    def foto(self, nombre: str, alto: int = 700, ver: Locator | None = None) -> None:
        """Hace la captura que el capítulo muestra en este lugar; `ver` queda en medio."""
        self.lee(f"(imagenes/{nombre}.png)")
        ancho = self.page.viewport_size["width"]
        self.page.set_viewport_size({"width": ancho, "height": alto})
        if ver is not None:
            ver.evaluate("e => e.scrollIntoView({block: 'center'})")
        self.page.screenshot(path=self.carpeta / f"{nombre}.png")
        self.page.set_viewport_size({"width": ancho, "height": 820})

    def ir(self, ruta: str) -> None:
        """Va a esa página; el capítulo dice por dónde se llega."""
        self.page.goto(f"{self.sitio.url}{ruta}")


class Dibujo:
    """El diagrama abierto: se elige por lo que se lee, y se llena en el panel."""

    def __init__(self, guia: Guia) -> None:
        self.guia, self.page = guia, guia.page
        self.page.wait_for_selector(".modelador.lista", timeout=PLAZO)
        self.panel = PanelAbierto(Lienzo(self.page))
        self.caja = self.page.locator("[data-propiedades]")

    def elige(self, que: str, nombre: str, de: str = "", aqui: Position | None = None) -> None:
        """Elige con un clic la figura que se llama así; una flecha, por sus dos extremos."""
        self.guia.lee(que)
        id_ = str(self.panel.lienzo.hacer(_HALLAR, [nombre, de]))
        if de:
            self.panel.lienzo.elegir(id_)
        else:
            figura = self.page.locator(f".djs-shape[data-element-id='{id_}'] > .djs-hit").first
            figura.click(position=aqui)

    def agrega(self, boton: str) -> None:
        """Pulsa un botón de los que la figura elegida tiene al lado."""
        self.guia.lee(f"**{boton}**")
        self.page.locator(f".djs-context-pad .entry[title='{boton}']").click()

    def pone(self, rotulo: str, valor: str) -> None:
        """Escribe en un casillero del panel y sale de él."""
        self.guia.escribe(rotulo, valor, self.caja)

    def marca(self, rotulo: str) -> None:
        """Marca una casilla del panel."""
        self.guia.lee(f"**{rotulo}**")
        self.caja.get_by_label(rotulo).click()


_HALLAR = """
const [nombre, de] = dato, r = s('elementRegistry');
const es = e => e.type !== 'label' && e.businessObject?.name === nombre;
if (!de) return r.find(es).id;
return r.find(e => e.source?.businessObject?.name === de && es(e.target)).id;
"""
