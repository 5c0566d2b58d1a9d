"""Un servidor de verdad en un puerto libre, y cómo entrar en él sin pasar por el ingreso."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.web.ayudas import Navegador


class Sitio:
    """La aplicación servida en `url`."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app = app
        self.url = url

    def entrar(self, page: Page, usuario: str, cargo: str | None = None) -> None:
        """Deja la página con la sesión de ese usuario abierta."""
        navegador = Navegador(self.app, usuario, cargo)
        galleta = navegador.cliente.get_cookie("cauce_sesion")
        assert galleta is not None, "la aplicación no dio galleta de sesión"
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": galleta.key, "value": galleta.value, "url": self.url, "httpOnly": True}]
        )


@contextmanager
def servir(app: Flask) -> Iterator[Sitio]:
    """Sirve la aplicación en un hilo mientras dure el `with`."""
    servidor = make_server("127.0.0.1", 0, app, threaded=True)
    hilo = Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield Sitio(app, f"http://127.0.0.1:{servidor.server_port}")
    finally:
        servidor.shutdown()
        servidor.server_close()
        hilo.join()
