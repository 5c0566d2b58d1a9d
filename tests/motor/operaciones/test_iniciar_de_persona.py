"""Lo que solo inicia otro proceso no lo inicia una persona a mano."""

import pytest

from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from tests.motor.operaciones.mesa import TECNICO, armar_mesa
from tests.motor.operaciones.test_completar_tarea import APROBACION


@pytest.fixture
def mesa(sesiones, reloj, tmp_path):
    return armar_mesa(sesiones, reloj, tmp_path)


def iniciar(mesa):
    orden = IniciarExpediente(Actor(TECNICO), "p", "Asunto de prueba")
    return iniciar_expediente(mesa.entorno, orden)


def test_sin_decir_quien_inicia_lo_inicia_cualquiera(mesa):
    mesa.publicar(APROBACION)
    assert iniciar(mesa).hr


def test_si_la_ficha_nombra_otros_el_no_nombrado_se_niega(mesa):
    mesa.publicar(APROBACION, ficha={"quien_inicia": {"otro": ["UCL"]}})
    with pytest.raises(OrdenRechazada, match="lo inicia otro proceso"):
        iniciar(mesa)
