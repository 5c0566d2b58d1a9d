"""Un formulario en pantalla, sin base de datos: se muestra, se llena y se envía."""

from pathlib import Path

from flask import Flask, render_template_string
from lxml import html
from werkzeug.datastructures import MultiDict

from motor.entorno import Entorno
from motor.feel import compilar
from motor.reglas.formularios import Preparacion, leer_esquema, preparar, revisar_envio
from motor.reglas.formularios.modelo import Opcion
from tests.motor.formularios.ayudas import AHORA, campo, esquema
from tests.web.ayudas import SECRETO, ajustes_de_prueba
from web import AjustesWeb, crear_aplicacion
from web.formularios import leer_envio

MACRO = (
    "{% from 'formularios/formulario.html' import formulario with context %}"
    "<form method='post'>{{ formulario(vista, recalcular='/recalcular') }}</form>"
)


def armar_app_sin_base(carpeta: Path) -> Flask:
    """La aplicación sin base de datos: solo para dibujar."""
    assert SECRETO
    ajustes = ajustes_de_prueba(carpeta)
    return crear_aplicacion(Entorno(None, None, ajustes=ajustes), AjustesWeb(segura=False))


def evaluar(expresion, vista):
    """El FEEL de verdad."""
    return compilar(expresion).evaluar(vista, ahora=AHORA)


def catalogo(tipo):
    """Dos opciones de cualquier cosa de la organización."""
    return [Opcion(f"{tipo}.1", f"Primera {tipo}"), Opcion(f"{tipo}.2", f"Segunda {tipo}")]


class Pantalla:
    """Un formulario a la vista. `datos` es lo escrito y `vista` lo que la tarea ve."""

    def __init__(self, app: Flask, fuente, vista=None) -> None:
        self.app, self.formulario = app, leer_esquema(fuente)
        self.vista = vista or {}

    def preparada(self, datos=None, faltas=None):
        """El árbol listo para mostrar."""
        con = Preparacion(datos, self.vista, evaluar, AHORA, catalogo, faltas or {})
        return preparar(self.formulario, con)

    def ver(self, datos=None, faltas=None):
        """El elemento `<form>` que ve la persona."""
        with self.app.test_request_context("/"):
            vista = self.preparada(datos, faltas)
            return html.fromstring(render_template_string(MACRO, vista=vista))

    def leer(self, pares, archivos=None):
        """Lo que el servidor entiende de esos pares de nombre y texto."""
        return leer_envio(self.formulario, MultiDict(pares), archivos)

    def revisar(self, datos):
        """Los valores limpios de lo leído."""
        return revisar_envio(self.formulario, datos, self.vista, evaluar, AHORA)


def enviado(forma) -> list[tuple[str, str]]:
    """Los pares que un navegador mandaría de ese `<form>`, con los saltos de línea que usa.

    El salto que sigue a `<textarea>` no es del texto (HTML, 13.2.6.4.7): lxml sí lo deja.
    """
    largos = {area.name for area in forma.xpath(".//textarea")}
    pares = [(n, v.removeprefix("\n") if n in largos else v) for n, v in forma.form_values()]
    return [(n, v.replace("\r\n", "\n").replace("\n", "\r\n")) for n, v in pares]


def hallar(forma, nombre):
    """Los controles con ese nombre."""
    return forma.xpath(f'.//*[@name="{nombre}"]')


__all__ = ["AHORA", "Pantalla", "armar_app_sin_base", "campo", "enviado", "esquema", "hallar"]
