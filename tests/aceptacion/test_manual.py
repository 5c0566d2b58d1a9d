"""Las capturas del manual: se hacen aquí, y el manual no nombra ninguna que no se haga.

`make manual` las guarda en docs/manual/imagenes/; en una corrida común van a una carpeta temporal.
"""

import os
import re
from pathlib import Path

import pytest

from tests.aceptacion.paginas import PAGINAS, PEDIDOS, direcciones
from tests.aceptacion.sitio import servir
from tests.casos import recorrer
from tests.web.ayudas import armar_app

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
MANUAL = Path(__file__).parents[2] / "docs" / "manual"
CAPTURAS = {  # imagen → página de la lista y alto en píxeles
    "ingresar": ("ingresar", 620),
    "bandeja": ("bandeja", 480),
    "tarea": ("tarea-ley", 720),
    "expediente": ("expediente", 680),
    "catalogo": ("catalogo", 560),
    "correspondencia": ("correspondencia", 480),
    "ausencias": ("ausencias", 780),
    "preferencias": ("preferencias", 720),
    "seguimiento": ("seguimiento", 760),
    "bitacora": ("exp-bitacora", 620),
    "administracion": ("administracion", 700),
    "persona": ("persona", 720),
    "calendario": ("calendario", 700),
    "diagrama": ("diagrama", 620),
    "formulario": ("formulario", 680),
    "decision": ("decision", 620),
}
BYTES_MAXIMOS = 140_000


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    with recorrer("sqlite", tmp_path_factory.mktemp("manual"), PEDIDOS) as hechos:
        yield hechos


@pytest.fixture(scope="module")
def servido(casos):
    with servir(armar_app(casos.entorno)) as sitio:
        yield sitio


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory) -> Path:
    pedida = os.environ.get("CAUCE_MANUAL")
    return MANUAL / "imagenes" if pedida else tmp_path_factory.mktemp("imagenes")


def nombradas() -> set[str]:
    textos = (f.read_text(encoding="utf-8") for f in MANUAL.glob("*.md"))
    return {n for texto in textos for n in re.findall(r"\(imagenes/([\w-]+)\.png\)", texto)}


def test_el_manual_nombra_justo_las_capturas_que_se_hacen():
    assert nombradas() == CAPTURAS.keys()


@pytest.mark.parametrize("imagen", sorted(CAPTURAS))
def test_cada_captura_se_hace_y_pesa_poco(page, servido, casos, carpeta, imagen):
    nombre, alto = CAPTURAS[imagen]
    partes = direcciones(casos)
    pagina = next(p for p in PAGINAS if p.nombre == nombre)
    page.set_viewport_size({"width": 960, "height": alto})
    if pagina.usuario:
        servido.entrar(page, pagina.usuario.format(**partes))
    page.goto(servido.url + pagina.ruta.format(**partes))
    page.wait_for_load_state("networkidle")
    page.screenshot(path=carpeta / f"{imagen}.png")
    assert (carpeta / f"{imagen}.png").stat().st_size < BYTES_MAXIMOS
