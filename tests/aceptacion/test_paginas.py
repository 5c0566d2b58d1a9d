"""Todas las páginas, en los dos temas y tres anchos: sin faltas de accesibilidad ni desbordes."""

import os
from pathlib import Path

import pytest

from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.paginas import NO_SON_PAGINAS, PAGINAS, PEDIDOS, direcciones
from tests.aceptacion.sitio import servir
from tests.casos import recorrer
from tests.web.ayudas import armar_app

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
ANCHOS = (1400, 768, 360)
CON_AXE = {1400, 360}
DEL_CODIGO = "Failed to load resource"  # así dice Chromium un 404 o un 403 de la propia página


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    with recorrer("sqlite", tmp_path_factory.mktemp("paginas"), PEDIDOS) as hechos:
        yield hechos


@pytest.fixture(scope="module")
def servido(casos):
    with servir(armar_app(casos.entorno)) as sitio:
        yield sitio


@pytest.fixture(scope="module")
def partes(casos):
    return direcciones(casos)


@pytest.fixture(scope="session")
def capturas(tmp_path_factory) -> Path:
    """La carpeta de CAUCE_CAPTURAS, o una de la corrida."""
    pedida = os.environ.get("CAUCE_CAPTURAS")
    carpeta = Path(pedida) if pedida else tmp_path_factory.mktemp("capturas")
    carpeta.mkdir(parents=True, exist_ok=True)
    return carpeta


def test_toda_direccion_es_una_pagina_de_la_lista_o_dice_por_que_no(servido):
    vistas = {
        regla.endpoint for regla in servido.app.url_map.iter_rules() if "GET" in regla.methods
    }
    conocidas = {pagina.endpoint for pagina in PAGINAS} - {""}
    assert vistas - conocidas - NO_SON_PAGINAS.keys() == set(), "agréguelas a PAGINAS"
    assert (conocidas | NO_SON_PAGINAS.keys()) - vistas == set(), "ya no existen"


@pytest.fixture
def visita(page, servido, partes):
    """Abre una página como su persona; al final, la consola debe quedar sin errores."""
    errores = []
    page.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errores.append(str(error)))

    def abrir(pagina):
        if pagina.usuario:
            servido.entrar(page, pagina.usuario.format(**partes))
        respuesta = page.goto(servido.url + pagina.ruta.format(**partes))
        assert respuesta.status == pagina.estado
        page.wait_for_load_state("networkidle")
        return page

    yield abrir
    assert [e for e in errores if DEL_CODIGO not in e] == []


def sin_desborde(page, ancho: int) -> None:
    sobra = page.evaluate("document.scrollingElement.scrollWidth") - ancho
    assert sobra <= 0, f"{page.url} se desborda {sobra} px a {ancho} de ancho"


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda p: p.nombre)
def test_la_pagina_se_ve_y_se_maneja_en_todo_ancho_y_tema(visita, capturas, pagina):
    page = visita(pagina)
    assert page.title().strip()
    assert page.locator("h1").count() == 1
    for ancho in ANCHOS:
        page.set_viewport_size({"width": ancho, "height": 900})
        sin_desborde(page, ancho)
        page.screenshot(path=capturas / f"{pagina.nombre}-{ancho}.png", full_page=True)
        if ancho in CON_AXE:
            sin_faltas_axe(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.screenshot(path=capturas / f"{pagina.nombre}-oscuro.png", full_page=True)
    sin_faltas_axe(page)


@pytest.mark.parametrize("nombre", ["expediente", "tarea", "exp-bitacora"])
def test_lo_que_se_imprime_cabe_en_la_hoja(visita, capturas, nombre):
    page = visita(next(p for p in PAGINAS if p.nombre == nombre))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 con márgenes de 10 mm
    sin_desborde(page, 718)
    page.screenshot(path=capturas / f"{nombre}-impreso.png", full_page=True)


@pytest.mark.parametrize("nombre", ["exp-bitacora", "versiones"])
def test_en_telefono_la_pestana_que_se_mira_queda_a_la_vista(visita, page, nombre):
    page.set_viewport_size({"width": 360, "height": 900})
    visita(next(p for p in PAGINAS if p.nombre == nombre))
    caja = page.locator(".nav-tabs .active").first.bounding_box()
    assert caja["x"] >= 0
    assert caja["x"] + caja["width"] <= 360
