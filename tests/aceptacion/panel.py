"""El panel de propiedades visto por quien dibuja: poner un elemento, llenar un campo, leerlo."""

from playwright.sync_api import Locator, Page, expect

from motor.bpmn.lectura import leer
from motor.bpmn.modelo import Documento, Nodo
from tests.aceptacion.lienzo import Lienzo

_PONER = """
const f = s('elementFactory'), r = s('elementRegistry');
const pool = r.find(e => e.type === 'bpmn:Participant' && e.businessObject.processRef);
const [type, definicion] = dato;
const forma = f.createShape({type, ...(definicion ? {eventDefinitionType: definicion} : {})});
const lugar = {x: pool.x + 400, y: pool.y + 60};
const nueva = s('modeling').createShape(forma, lugar, pool);
s('selection').select(nueva);
return nueva.id;
"""


class PanelAbierto:
    """Un diagrama abierto y su panel."""

    def __init__(self, lienzo: Lienzo) -> None:
        self.lienzo = lienzo
        self.page: Page = lienzo.page
        self.page.wait_for_selector("[data-propiedades][data-entorno=listo]")

    def agregar(self, tipo: str, definicion: str = "") -> str:
        """Dibuja un elemento de ese tipo, lo elige y devuelve su id."""
        return str(self.lienzo.hacer(_PONER, [tipo, definicion]))

    def campo(self, propiedad: str) -> Locator:
        return self.page.locator(f'[data-propiedades] [data-propiedad="{propiedad}"]')

    def escribir(self, propiedad: str, texto: str) -> None:
        """Llena un campo de texto o de búsqueda."""
        control = self.campo(propiedad).locator("input, textarea")
        control.fill(texto)
        control.blur()

    def elegir(self, propiedad: str, valor: str) -> None:
        self.campo(propiedad).locator("select").select_option(valor)

    def marcar(self, propiedad: str, valor: str = "") -> None:
        cual = f'input[value="{valor}"]' if valor else "input"
        self.campo(propiedad).locator(cual).click()

    def feel(self, propiedad: str, expresion: str) -> None:
        """Escribe en un campo FEEL en lugar de lo que tenga, y sale de él."""
        editor = self.campo(propiedad).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(expresion)
        expect(editor).to_have_text(expresion)
        editor.evaluate("e => e.blur()")

    def calcular(self, propiedad: str, expresion: str) -> None:
        """Cambia un campo de lista a FEEL y escribe."""
        self.campo(propiedad).locator("xpath=..").get_by_role("button", name="Calcular").click()
        self.feel(propiedad, expresion)

    def par(self, propiedad: str, nombre: str, expresion: str) -> None:
        """Agrega una fila «nombre = FEEL»."""
        self.campo(propiedad).get_by_role("button", name="Agregar").click()
        self.escribir(f"{propiedad}-nombre", nombre)
        self.feel(f"{propiedad}-valor", expresion)

    @property
    def documento(self) -> Documento:
        """Lo que el motor lee de lo dibujado."""
        return leer(self.lienzo.xml().encode())

    def nodo(self, clave: str) -> Nodo:
        for proceso in self.documento.procesos.values():
            if clave in proceso.nodos:
                return proceso.nodos[clave]
        raise AssertionError(f"el motor no lee ningún nodo «{clave}»")
