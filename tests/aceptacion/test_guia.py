"""La guía de estilo: todas las piezas, en los dos temas y en tres anchos, sin faltas."""

import os
from pathlib import Path

import pytest

from tests.aceptacion.accesible import sin_faltas_axe

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
ANCHOS = (360, 768, 1400)
CAPTURAS = os.environ.get("CAUCE_CAPTURAS")


@pytest.fixture
def guia(page, sitio):
    """La guía abierta por una persona con sesión; falla si la página deja errores en la consola."""
    errores = []
    page.on(
        "console", lambda mensaje: errores.append(mensaje.text) if mensaje.type == "error" else None
    )
    page.on("pageerror", lambda error: errores.append(str(error)))
    sitio.entrar(page, "tecnico.ucl")
    page.goto(f"{sitio.url}/guia")
    page.wait_for_selector(".djs-container .aqui")
    yield page
    assert errores == []


@pytest.mark.parametrize("ancho", ANCHOS)
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_cada_pieza_se_lee_y_se_maneja(guia, tema, ancho):
    guia.emulate_media(color_scheme=tema)
    guia.set_viewport_size({"width": ancho, "height": 900})
    if CAPTURAS:
        Path(CAPTURAS).mkdir(parents=True, exist_ok=True)
        guia.screenshot(path=f"{CAPTURAS}/guia-{tema}-{ancho}.png", full_page=True)

    assert guia.evaluate("document.documentElement.scrollWidth") <= ancho, "la página se desborda"
    sin_faltas_axe(guia)
