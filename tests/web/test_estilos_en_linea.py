"""El permiso de estilos en línea: solo donde una vista lo pide, y nada más que estilos."""

import re
from types import SimpleNamespace

import pytest

from tests.web.ayudas import SECRETO
from web import crear_aplicacion
from web.seguridad import CSP, ESTILOS_EN_LINEA, con_estilos_en_linea, publica

SIN_BASE = SimpleNamespace(ajustes=SimpleNamespace(secreto=SECRETO))


@pytest.fixture
def app():
    """Una aplicación propia con dos vistas: una con estilos en línea y otra sin ellos."""
    app = crear_aplicacion(SIN_BASE)

    @app.get("/dibujo")
    @publica("es de prueba")
    @con_estilos_en_linea("la biblioteca de dibujo escribe style=")
    def dibujo() -> str:
        return "hola"

    @app.get("/texto")
    @publica("es de prueba")
    def texto() -> str:
        return "hola"

    return app


@pytest.fixture
def politica(app):
    """Devuelve la política con que sale una dirección."""
    return lambda ruta: app.test_client().get(ruta).headers["Content-Security-Policy"]


def directivas(politica: str) -> dict[str, str]:
    pares = (parte.strip().partition(" ") for parte in politica.split(";"))
    return {nombre: valor for nombre, _, valor in pares}


def test_solo_cambian_los_estilos(politica):
    sueltas, siempre = directivas(politica("/dibujo")), directivas(CSP)

    assert sueltas.pop("style-src-attr") == "'unsafe-inline'"
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", sueltas.pop("style-src"))
    assert siempre.pop("style-src") == "'self'"
    assert sueltas == siempre
    assert "unsafe-eval" not in politica("/dibujo")


def test_el_sello_de_los_estilos_es_otro_en_cada_respuesta(politica):
    assert politica("/dibujo") != politica("/dibujo")


def test_las_demas_paginas_siguen_sin_estilos_en_linea(politica):
    assert politica("/texto") == CSP


def test_la_vista_dice_por_que_los_admite(app):
    assert "biblioteca" in getattr(app.view_functions["dibujo"], ESTILOS_EN_LINEA)
    with pytest.raises(ValueError, match="Diga por qué"):
        con_estilos_en_linea("")
