"""Un dueño de proceso ante el navegador: el borrador, su ficha, sus formularios, y publicarlo."""

import re

from playwright.sync_api import Page, expect

from tests.aceptacion.armador import LISTO as FORMULARIO_LISTO
from tests.aceptacion.armador import PLAZO, Armador
from tests.aceptacion.decisor import LISTO as DECISION_LISTA
from tests.aceptacion.decisor import Decisor
from tests.aceptacion.lienzo import Lienzo
from tests.aceptacion.sitio import Sitio

Norma = tuple[str, str, str]  # la norma, su etiqueta, qué falta verificar


class Duenio:
    """Quien hace el proceso, sentado ante la página de su borrador."""

    def __init__(self, page: Page, sitio: Sitio) -> None:
        self.page, self.sitio = page, sitio
        self.borrador = ""

    def crear(self, nombre: str, clave: str) -> None:
        """Hace el borrador de cero."""
        self.page.goto(f"{self.sitio.url}/procesos")
        self.page.get_by_role("link", name="Nuevo borrador").first.click()
        self.page.get_by_label("Nombre del proceso").fill(nombre)
        self.page.get_by_label("Clave").fill(clave)
        self.page.get_by_role("button", name="Crear el borrador").click()
        self.page.wait_for_url(re.compile(r"/procesos/borradores/\d+$"))
        self.borrador = self.page.url

    def ver(self) -> Page:
        """La página del borrador."""
        self.page.goto(self.borrador)
        return self.page

    def dibujar(self) -> Lienzo:
        """Abre el modelador."""
        self.ver().get_by_role("link", name="Dibujar").click()
        self.page.wait_for_selector(".modelador.lista", timeout=PLAZO)
        self.page.wait_for_selector("[data-propiedades][data-entorno=listo]")
        return Lienzo(self.page)

    def agregar_formulario(self, clave: str, titulo: str) -> Armador:
        """Agrega un formulario y queda en su editor."""
        self._agregar("formulario", clave, titulo)
        self.page.wait_for_selector(FORMULARIO_LISTO, timeout=PLAZO)
        return Armador(self.page)

    def agregar_decision(self, clave: str, titulo: str) -> Decisor:
        """Agrega una tabla de decisión y queda en su editor."""
        self._agregar("decision", clave, titulo)
        self.page.wait_for_selector(DECISION_LISTA, timeout=PLAZO)
        return Decisor(self.page)

    def _agregar(self, clase: str, clave: str, titulo: str) -> None:
        page = self.ver()
        page.locator("#agregar > summary").click()
        page.locator("#agregar [name=clase]").select_option(clase)
        page.locator("#agregar [name=titulo]").fill(titulo)
        page.locator("#agregar [name=clave]").fill(clave)
        page.locator("#agregar").get_by_role("button", name="Agregar").click()

    def llenar_ficha(
        self, proposito: str, funciones: str, normas: list[Norma], inician: dict[str, str]
    ) -> None:
        """Escribe para qué es, en qué se apoya y quién lo inicia (por proceso)."""
        page = self.ver()
        page.get_by_role("link", name="Editar la ficha").click()
        page.locator("[name=proposito]").fill(proposito)
        page.locator("[name=funciones]").fill(funciones)
        for n, (norma, etiqueta, texto) in enumerate(normas):
            page.locator(f"[name=norma-{n}]").fill(norma)
            page.locator(f"[name=etiqueta-{n}]").select_option(etiqueta)
            page.locator(f"[name=texto-{n}]").fill(texto)
        for proceso, quien in inician.items():
            page.locator(f"[name=agrega-{proceso}]").select_option(quien)
        page.get_by_role("button", name="Guardar la ficha").click()
        page.wait_for_url(self.borrador)

    def sin_reparos(self) -> None:
        """La revisión del borrador no tiene nada que decir."""
        revision = self.ver().locator("#revision")
        expect(revision).to_contain_text("No se halló nada que corregir.")

    def proponer(self, nota: str, norma: str) -> None:
        """Propone que se publique."""
        page = self.ver()
        page.locator("#proponer [name=nota]").fill(nota)
        page.locator("#proponer [name=norma]").fill(norma)
        page.locator("#proponer").get_by_role("button", name="Proponer", exact=True).click()
        page.get_by_role("heading", name="Aprobar o devolver").wait_for()

    def aprobar(self) -> None:
        """Aprueba y publica."""
        page = self.ver()
        page.get_by_role("button", name="Aprobar y publicar").click()
        page.get_by_text("Se publicó").first.wait_for()
