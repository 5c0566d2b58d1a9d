"""El editor de decisiones abierto en una página: escribir en la tabla y probarla."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.consultas.borradores import leer_archivo
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.marcar_presencia_borrador import (
    MarcarPresencia,
    marcar_presencia_borrador,
)
from tests.aceptacion.borrador import ACTOR, OTRO, Borrador
from tests.tablas import CLAVE

CAJA = "document.querySelector('[data-editor-decisiones]')"
LISTO = "[data-editor-decisiones].lista"
PLAZO = 15_000


def poner_decision(borrador: Borrador, xml: str) -> None:
    """Guarda esa decisión en el borrador, como si la hubiera hecho quien lo creó."""
    orden = GuardarArchivo(ACTOR, borrador.id, "decision", CLAVE, xml.encode(), 0)
    guardar_archivo_borrador(borrador.entorno, orden)


def editar_desde_otro_lugar(borrador: Borrador) -> None:
    """Otra persona tiene abierta esa decisión."""
    with borrador.entorno.leer() as sesion:
        quien = sesion.scalars(select(Persona.id).where(Persona.usuario == OTRO)).one()
    orden = MarcarPresencia(quien, borrador.id, f"decision/{CLAVE}")
    marcar_presencia_borrador(borrador.entorno, orden)


def guardada_en(borrador: Borrador, clave: str = CLAVE) -> tuple[str, int]:
    """El XML que el borrador tiene y su revisión."""
    with borrador.entorno.leer() as sesion:
        contenido, archivo = leer_archivo(sesion, borrador.id, "decision", clave)
    return contenido.decode(), archivo.revision


class Decisor:
    """La página de unas decisiones, ya abierta."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hoja = page.locator("[data-dibujo]")
        self.resultado = page.locator("[data-resultado]")
        self.revision = page.locator("[data-revision]")

    @classmethod
    def abrir(cls, page: Page, url: str) -> "Decisor":
        page.goto(url)
        page.wait_for_selector(LISTO, timeout=PLAZO)
        return cls(page)

    def hacer(self, cuerpo: str, dato: object = None) -> Any:
        """Corre `cuerpo` (JavaScript): `m` es el editor, `s(nombre)` un servicio de la vista."""
        servicio = "const s = n => m.getActiveViewer().get(n);"
        return self.page.evaluate(
            f"async dato => {{ const m = {CAJA}.editor; {servicio} {cuerpo} }}", dato
        )

    def celda(self, elemento: str) -> Locator:
        """La celda de ese id."""
        return self.hoja.locator(f'[data-element-id="{elemento}"]')

    def texto(self, elemento: str) -> str:
        """Lo que dice esa celda, según el editor."""
        return str(
            self.hacer("return s('elementRegistry').get(dato).businessObject.text", elemento)
        )

    def escribir(self, celda: Locator, texto: str) -> None:
        """Escribe en una celda como lo haría una persona, y sale de ella."""
        celda.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(texto)
        self.page.evaluate("document.activeElement.blur()")

    def probar(self, **datos: str) -> None:
        """Llena los campos y pulsa «Probar»."""
        for nombre, valor in datos.items():
            campo = self.page.locator("[data-campos]").get_by_label(nombre, exact=True)
            if campo.evaluate("e => e.tagName") == "SELECT":
                campo.select_option(valor)
            else:
                campo.fill(valor)
        self.page.locator("[data-prueba]").get_by_role("button", name="Probar").click()

    def senaladas(self) -> list[str]:
        """Los ids de las reglas señaladas, con «*» las que se cumplen y no cuentan."""
        guion = """celdas => [...new Set(celdas.map(c =>
            c.dataset.rowId + (c.dataset.seCumple === 'si' ? '' : '*')))]"""
        hallados = self.hoja.locator("[data-se-cumple][data-row-id]").evaluate_all(guion)
        return sorted(str(cual) for cual in hallados)

    def dice(self, frase: str) -> None:
        """Espera a que la barra diga eso del guardado (expresión regular)."""
        expect(self.page.locator("[data-frase]")).to_have_text(re.compile(frase), timeout=PLAZO)
