"""Los avisos en el navegador: sin faltas de accesibilidad, con teclado y al día sin recargar."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.reglas.avisar import Noticia, avisar
from tests.aceptacion.accesible import sin_faltas_axe
from tests.fabrica import agregar_expediente

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
YO = "tecnico.ucl"


@pytest.fixture
def avisame(sitio):
    """Deja un aviso a la persona que mira."""

    def avisame(texto: str) -> None:
        entorno = sitio.app.extensions["cauce"]
        with entorno.sesiones.begin() as sesion:
            ahora = entorno.reloj.ahora()
            expediente_id = sesion.scalar(select(Expediente.id).limit(1))
            expediente_id = expediente_id or agregar_expediente(sesion, ahora).id
            persona = sesion.scalar(select(Persona.id).where(Persona.usuario == YO))
            noticia = Noticia("mencion", texto, ahora, expediente_id)
            avisar(sesion, noticia, personas=[persona])

    return avisame


@pytest.mark.parametrize("ancho", [360, 768, 1400])
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_las_paginas_no_tienen_faltas(page, sitio, avisame, tema, ancho):
    avisame("HR-2027-000001: lo mencionaron")
    sitio.entrar(page, YO)
    page.emulate_media(color_scheme=tema)
    page.set_viewport_size({"width": ancho, "height": 900})
    for ruta in ("/avisos", "/cuenta/avisos"):
        page.goto(sitio.url + ruta)
        assert page.evaluate("document.documentElement.scrollWidth") <= ancho
        sin_faltas_axe(page)


def test_con_el_teclado_se_va_a_los_avisos_y_se_marca_uno_leido(page, sitio, avisame):
    avisame("HR-2027-000001: el de más arriba")
    sitio.entrar(page, YO)
    page.goto(f"{sitio.url}/cuenta")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/avisos")
    antes = page.locator(".avisos .sin-leer").count()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("text=Un aviso quedó leído")
    assert page.locator(".avisos .sin-leer").count() == antes - 1


def test_la_campana_se_pone_al_dia_sin_recargar(page, sitio, avisame):
    sitio.entrar(page, YO)
    page.clock.install()
    page.goto(f"{sitio.url}/cuenta")
    antes = page.locator("[data-sondeo] a").get_attribute("aria-label")
    avisame("HR-2027-000001: otro")
    page.clock.run_for(21_000)
    page.wait_for_function(
        "antes => document.querySelector('[data-sondeo] a').getAttribute('aria-label') !== antes",
        arg=antes,
    )
