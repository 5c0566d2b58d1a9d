"""Las capturas del manual: se hacen aquí, y el manual no nombra ninguna que no se haga.

`make manual` las guarda en docs/manual/imagenes/; en una corrida común van a una carpeta temporal.
"""

import os
import re
from pathlib import Path

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from tests.aceptacion.lienzo import Lienzo
from tests.aceptacion.paginas import PAGINAS, PEDIDOS, PROCESOS, direcciones
from tests.aceptacion.primer_proceso import CAPTURAS as DEL_PRIMER_PROCESO
from tests.aceptacion.revisor import Revisor
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
DIBUJADA = "revision"  # se dibuja algo mal y se mira qué dice
BYTES_MAXIMOS = 160_000


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
    assert nombradas() == CAPTURAS.keys() | {DIBUJADA} | set(DEL_PRIMER_PROCESO)


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


def test_la_captura_de_la_revision_se_hace_y_pesa_poco(page, servido, casos, carpeta):
    duena = Actor(PROCESOS, None, medio="prueba", ip="127.0.0.1", sesion="s1")
    orden = CrearBorrador(duena, "permiso_de_uso", "Permiso de uso")
    borrador = crear_borrador(casos.entorno, orden).id
    page.set_viewport_size({"width": 1100, "height": 700})
    servido.entrar(page, PROCESOS)
    ruta = f"{servido.url}/procesos/borradores/{borrador}/diagrama"
    revisor = Revisor(Lienzo.abrir(page, ruta))
    une = revisor.repartir("bpmn:ExclusiveGateway", "bpmn:ParallelGateway")["une"]
    revisor.lienzo.pulsar("ajustar")
    revisor.abrir_lista()
    revisor.dice(une, "union_bloqueada", "")
    revisor.marca(une).click()
    page.screenshot(path=carpeta / f"{DIBUJADA}.png")
    assert (carpeta / f"{DIBUJADA}.png").stat().st_size < BYTES_MAXIMOS
