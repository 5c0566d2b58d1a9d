"""Abrir un mensaje de un expediente confidencial es mirarlo, y queda en la bitácora."""

import pytest
from sqlalchemy import func, select

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from tests.web.mensajes.test_correspondencia import mensaje, texto

pytestmark = pytest.mark.lento


@pytest.fixture
def confidencial(casos):
    """La petición, confidencial mientras dura la prueba."""

    def poner(valor: bool) -> None:
        with casos.entorno.sesiones.begin() as sesion:
            sesion.get_one(Expediente, casos.ids["pie"]).confidencial = valor

    poner(True)
    yield casos.ids["pie"]
    poner(False)


def lecturas(casos, expediente_id: int) -> int:
    donde = (Asiento.expediente_id == expediente_id, Asiento.hecho == "expediente_leido")
    with casos.entorno.leer() as sesion:
        return sesion.scalars(select(func.count()).where(*donde)).one()


def test_la_lista_no_es_una_mirada_y_abrirlo_si(como, casos, confidencial):
    antes = lecturas(casos, confidencial)
    yo = como("ventanilla.unica")
    assert casos.hrs["pie"] in texto(yo.ver("/mensajes?cual=recibidos"))
    assert lecturas(casos, confidencial) == antes
    assert yo.ver(f"/mensajes/{mensaje(casos, 'M1').id}").status_code == 200
    assert lecturas(casos, confidencial) == antes + 1


def test_la_pagina_de_mover_el_caso_tambien_es_una_mirada(como, casos, confidencial):
    antes = lecturas(casos, confidencial)
    visto = como("auditor.interno").ver(f"/expedientes/{casos.hrs['pie']}/mover")
    assert visto.status_code == 200
    assert lecturas(casos, confidencial) == antes + 1


def test_a_quien_no_le_concierne_el_mensaje_no_existe(como, casos, confidencial):
    antes = lecturas(casos, confidencial)
    ajeno = como("tecnico1.sdp").ver(f"/mensajes/{mensaje(casos, 'M1').id}")
    assert ajeno.status_code == 404
    assert lecturas(casos, confidencial) == antes
