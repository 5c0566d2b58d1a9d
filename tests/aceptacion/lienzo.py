"""El modelador abierto en una página: dibujar por su propia interfaz y mirar en qué quedó."""

import re

from playwright.sync_api import Page, Route, expect

CAJA = "document.querySelector('[data-modelador]')"
PLAZO = 15_000
ARCHIVOS = "**/archivos/**"


class Lienzo:
    """La página de un diagrama, ya abierto."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def abrir(cls, page: Page, url: str) -> "Lienzo":
        page.goto(url)
        page.wait_for_selector(".modelador.lista", timeout=PLAZO)
        return cls(page)

    def hacer(self, cuerpo: str, dato: object = None) -> object:
        """Corre `cuerpo` (JavaScript): `m` es el modelador, `s(nombre)` un servicio suyo."""
        guion = f"async dato => {{ const m = {CAJA}.modelador; const s = n => m.get(n); {cuerpo} }}"
        return self.page.evaluate(guion, dato)

    def elegir(self, elemento: str) -> None:
        self.hacer(
            "const e = s('elementRegistry').get(dato);"
            "s('selection').select(e); s('canvas').scrollToElement(e); s('canvas').focus();",
            elemento,
        )

    def nombrar(self, elemento: str, nombre: str) -> None:
        self.hacer(
            "s('modeling').updateLabel(s('elementRegistry').get(dato[0]), dato[1])",
            [elemento, nombre],
        )

    def nombre(self, elemento: str) -> object:
        return self.hacer("return s('elementRegistry').get(dato)?.businessObject.name", elemento)

    def hay(self, elemento: str) -> object:
        return self.hacer("return Boolean(s('elementRegistry').get(dato))", elemento)

    def xml(self) -> str:
        return str(self.hacer("return (await m.saveXML({format: true})).xml"))

    def pulsar(self, accion: str) -> None:
        self.page.locator(f'[data-accion="{accion}"]').first.click()

    def caer(self) -> None:
        """Desde ahora el servidor falla al guardar."""
        self.page.context.route(ARCHIVOS, _fallar)

    def levantar(self) -> None:
        """El servidor vuelve a andar."""
        self.page.context.unroute(ARCHIVOS)

    def apagar(self) -> Page:
        """Se corta la luz; la misma persona abre el diagrama otra vez en el mismo equipo."""
        contexto, url = self.page.context, self.page.url
        self.page.evaluate("void (window.fetch = () => Promise.reject(new TypeError()))")
        self.page.close()
        otra = contexto.new_page()
        otra.goto(url, wait_until="commit")
        contexto.unroute(ARCHIVOS)
        return otra

    def dice(self, frase: str) -> None:
        """Espera a que la barra diga eso del guardado (expresión regular)."""
        expect(self.page.locator("[data-frase]")).to_have_text(re.compile(frase), timeout=PLAZO)


def _fallar(pedido: Route) -> None:
    if pedido.request.method == "PUT":
        pedido.fulfill(status=503)
    else:
        pedido.fallback()
