"""El capítulo «El primer proceso en diez minutos» es verdad: se sigue tal cual hasta el caso."""

import os
from pathlib import Path

import pytest

from tests.aceptacion import primer_proceso as paso
from tests.aceptacion.gobernacion import gobernacion
from tests.aceptacion.guia_escrita import Guia
from tests.aceptacion.proceso_de_cero import DUENIA, OTRA

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture(scope="module")
def servida(tmp_path_factory):
    with gobernacion(tmp_path_factory.mktemp("primero")) as hechos:
        yield hechos[0]


@pytest.fixture
def guia(page, servida, tmp_path) -> Guia:
    pedida = os.environ.get("CAUCE_MANUAL")
    carpeta = paso.CAPITULO.parent / "imagenes" if pedida else tmp_path
    page.set_viewport_size({"width": 1200, "height": 820})
    servida.entrar(page, DUENIA)
    return Guia(page, servida, paso.CAPITULO, Path(carpeta))


def test_quien_sigue_el_capitulo_tiene_un_proceso_publicado_y_un_primer_caso(guia):
    paso.crear(guia)
    paso.formularios(guia)
    paso.dibujar(guia)
    paso.decir(guia)
    paso.llenar_ficha(guia)
    paso.ensayar(guia)
    paso.publicar(guia, OTRA)
    paso.abrir_caso(guia, "tecnico1.sdcg")
