"""Las manos de una persona ante la página: abrir su tarea, llenarla y terminarla."""

import re

from playwright.sync_api import Page

from motor.pruebas.muestras import pdf_de_muestra
from motor.trabajador import drenar
from tests.aceptacion.sitio import Sitio
from tests.casos import Casos


def archivo(nombre: str, hojas: int) -> dict:
    """Un PDF para adjuntar, con ese nombre y esas hojas."""
    contenido = pdf_de_muestra(nombre, "Contenido de prueba.", hojas)
    return {"name": f"{nombre}.pdf", "mimeType": "application/pdf", "buffer": contenido}


def poner_en(page: Page, caja: str, nombre: str, valor: object) -> None:
    """Llena el campo de ese nombre del formulario que está en `caja`, sea de la clase que sea."""
    control = page.locator(f"{caja} [name='{nombre}']")
    tipo = control.first.evaluate("e => e.type")
    page.wait_for_load_state()  # antes, los guiones todavía no escuchan los cambios
    if tipo == "file":
        control.set_input_files(valor)
    elif tipo in ("radio", "checkbox"):
        page.locator(f"{caja} [name='{nombre}'][value='{valor}']").check()
    elif tipo == "select-one":
        with page.expect_response("**/recalcular"):
            control.select_option(str(valor))
        page.wait_for_load_state("networkidle")
    else:
        control.fill(str(valor))


class Manos:
    """Quien está sentado ante el navegador, que cambia de persona cuando hace falta."""

    def __init__(self, page: Page, sitio: Sitio, casos: Casos) -> None:
        self.page, self.sitio, self.casos = page, sitio, casos

    def entrar(self, usuario: str, cargo: str | None = None) -> None:
        """Ingresa como esa persona, en ese cargo."""
        self.sitio.entrar(self.page, usuario, cargo)

    def abrir(self, usuario: str, tarea: str, cargo: str | None = None) -> Page:
        """Esa persona abre esa tarea desde su bandeja."""
        self.entrar(usuario, cargo)
        enlace = self.page.get_by_role("link", name=re.compile(re.escape(tarea)))
        for vista in ("unidad", "mias"):
            self.page.goto(f"{self.sitio.url}/bandeja?vista={vista}")
            if enlace.count():
                break
        enlace.first.click()
        self.page.wait_for_url("**/tareas/*")
        return self.page

    def poner(self, **valores: object) -> None:
        """Llena cada campo por su nombre; `lista__1__campo` es el de la primera fila."""
        for nombre, valor in valores.items():
            poner_en(self.page, "#formulario-tarea", nombre.replace("__", "."), valor)

    def terminar(self) -> None:
        """Pulsa el botón principal y deja que el sistema haga lo suyo."""
        self.page.locator("#formulario-tarea button.btn-primary").first.click()
        self.page.get_by_text("Listo: la tarea quedó completada").first.wait_for()
        drenar(self.casos.entorno)

    def cumplir(self, usuario: str, tarea: str, cargo: str | None = None, **valores) -> None:
        """Abre la tarea, la llena y la termina."""
        self.abrir(usuario, tarea, cargo)
        self.poner(**valores)
        self.terminar()
