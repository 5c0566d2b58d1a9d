"""El editor de formularios abierto en una página: armar por su interfaz y mirar el esquema."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from motor.consultas.borradores import leer_archivo
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from tests.aceptacion.borrador import ACTOR, Borrador

CAJA = "document.querySelector('[data-editor-formularios]')"
LISTO = "[data-editor-formularios].lista"
PLAZO = 15_000
CLAVE = "t1_recibir"
SUYOS = frozenset({"id", "layout"})  # los pone el editor; no dicen nada del campo


def esquema(*componentes: dict[str, Any]) -> dict[str, Any]:
    """Un formulario con esos campos."""
    comun = {"type": "default", "id": CLAVE, "schemaVersion": 18, "title": "Recibir el trámite"}
    return {**comun, "components": list(componentes)}


def poner_formulario(borrador: Borrador, de: dict[str, Any], revision: int = 0) -> None:
    """Guarda ese formulario en el borrador, como si lo hubiera hecho quien lo creó."""
    contenido = json.dumps(de).encode()
    orden = GuardarArchivo(ACTOR, borrador.id, "formulario", CLAVE, contenido, revision)
    guardar_archivo_borrador(borrador.entorno, orden)


def guardado_en(borrador: Borrador, clave: str = CLAVE) -> dict[str, Any]:
    """El esquema que el borrador tiene."""
    with borrador.entorno.leer() as sesion:
        contenido, _ = leer_archivo(sesion, borrador.id, "formulario", clave)
    return dict(json.loads(contenido))


def sin_lo_del_editor(campo: dict[str, Any]) -> dict[str, Any]:
    """El campo sin los id y renglones que el editor inventa."""
    propio = {k: v for k, v in campo.items() if k not in SUYOS}
    if "components" in campo:
        propio["components"] = [sin_lo_del_editor(hijo) for hijo in campo["components"]]
    return propio


class Armador:
    """La página de un formulario, ya abierta."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator("[data-propiedades]")
        self.vista = page.locator("[data-vista]")

    @classmethod
    def abrir(cls, page: Page, url: str) -> "Armador":
        page.goto(url)
        page.wait_for_selector(LISTO, timeout=PLAZO)
        return cls(page)

    def hacer(self, cuerpo: str, dato: object = None) -> Any:
        """Corre `cuerpo` (JavaScript): `m` es el editor, `s(nombre)` un servicio suyo."""
        guion = f"async dato => {{ const m = {CAJA}.editor; const s = n => m.get(n); {cuerpo} }}"
        return self.page.evaluate(guion, dato)

    def paleta(self, tipo: str) -> Locator:
        """La entrada de la paleta de ese tipo."""
        return self.page.locator(f'.fjs-palette-field[data-field-type="{tipo}"]')

    def agregar(self, *tipos: str) -> None:
        """Agrega con un clic, al final."""
        for tipo in tipos:
            self.hacer("s('selection').clear()")
            self.paleta(tipo).click()

    def arrastrar(self, tipo: str) -> None:
        """Lleva un campo de la paleta al lienzo con el ratón."""
        raton = self.page.mouse
        self.paleta(tipo).hover()
        raton.down()
        destino = self.page.locator(".fjs-form-container .fjs-drop-container-vertical").first
        marco = destino.bounding_box()
        assert marco is not None
        x, y = marco["x"] + marco["width"] / 2, marco["y"] + marco["height"] / 2
        raton.move(x, y - 20, steps=5)
        raton.move(x, y, steps=5)
        raton.up()

    def elegir(self, clave: str) -> None:
        """Elige el campo de ese nombre de dato, o id."""
        buscar = "s('formFieldRegistry').getAll().find(c => [c.key, c.path, c.id].includes(dato))"
        self.hacer(f"s('selection').set({buscar})", clave)

    def escribir(self, rotulo: str, texto: str) -> None:
        """Escribe en un control del panel y sale de él."""
        self.desplegar()
        control = self.panel.get_by_label(rotulo, exact=True)
        control.fill(texto)
        control.blur()

    def escribir_feel(self, propiedad: str, texto: str) -> None:
        """Escribe una expresión en un control del panel y sale de él."""
        self.desplegar()
        lugar = self.panel.locator(f'[data-propiedad="{propiedad}"] .cm-content')
        lugar.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(texto)
        lugar.evaluate("e => e.blur()")

    def desplegar(self) -> None:
        """Abre todos los grupos del panel."""
        self.panel.evaluate("p => p.querySelectorAll('details').forEach(d => d.open = true)")

    def campos(self) -> list[dict[str, Any]]:
        """Los campos que el editor guardaría, sin lo que el editor inventa."""
        todos = self.hacer("return JSON.parse(JSON.stringify(m.saveSchema().components))")
        return [sin_lo_del_editor(campo) for campo in todos]

    def pasar(self, contenido: str) -> str:
        """Abre ese esquema por el mismo camino que la página y devuelve lo que guardaría."""
        guion = f"async c => {{ await {CAJA}.hoja.traer(c); return {CAJA}.guardado.escribir(); }}"
        return str(self.page.evaluate(guion, contenido))

    def dice(self, frase: str) -> None:
        """Espera a que la barra diga eso del guardado (expresión regular)."""
        expect(self.page.locator("[data-frase]")).to_have_text(re.compile(frase), timeout=PLAZO)
