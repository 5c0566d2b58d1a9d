"""De un plazo prorrogado se muestra el que rige, con lo que venció antes dicho como historia."""

import re

import pytest

from tests.casos import recorrer
from tests.web.ayudas import Navegador, armar_app

pytestmark = pytest.mark.lento

# 2.2: vencía el 17/02/2027; concedidos 5 días hábiles, el 24. A los 18 pasos es el 17 de febrero
# y el temporizador viejo todavía no sonó; a los 22 es el 23 y ya espera la fecha nueva.
PASOS = {"antes_de_sonar": 18, "despues_de_sonar": 24}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def base(request) -> str:
    return request.param


@pytest.fixture(scope="module", params=PASOS)
def pagina(request, base, tmp_path_factory) -> str:
    """La pestaña de plazos, sin marcas, como la ve la Secretaría de Coordinación."""
    carpeta = tmp_path_factory.mktemp(request.param)
    with recorrer(base, carpeta, {"caso": ("2.2", PASOS[request.param])}) as casos:
        navegador = Navegador(armar_app(casos.entorno), "secretario.coordinacion")
        respuesta = navegador.ver(f"/expedientes/{casos.hrs['caso']}/plazos")
    sin_marcas = re.sub(r"<[^>]+>", " ", respuesta.get_data(as_text=True))
    return re.sub(r"\s+", " ", sin_marcas)


def test_se_dice_de_que_dia_a_que_dia_se_prorrogo(pagina):
    assert "Prorrogado por el trámite: del 17/02/2027 al 24/02/2027." in pagina


def test_el_plazo_total_de_la_cabecera_es_el_que_rige(pagina):
    cabecera = pagina.split("Hoja de ruta")[0]
    assert "Plazo total: Vence en" in cabecera
    assert "(24/02/2027)" in cabecera


def test_el_reemplazado_no_aparece_como_otro_plazo(pagina):
    tabla = pagina.split("primero los que corren")[1]
    assert tabla.count("Vence el plazo total") + tabla.count("Vence la prórroga") <= 1
