"""Los diagramas del catálogo, con todo lo de afuera en cualquier orden."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motor.bpmn.avance import (
    Abierta,
    ClaseEspera,
    FichaCompletada,
    MensajeRecibido,
    Suceso,
    TemporizadorVencido,
)
from tests.motor.bpmn.juego.catalogo import CASOS
from tests.motor.bpmn.juego.mesa import Mesa

TOPE = 400


def atender(abierta: Abierta) -> Suceso:
    match abierta.clase:
        case ClaseEspera.TEMPORIZADOR:
            return TemporizadorVencido(abierta.ficha, ultimo=False)
        case ClaseEspera.MENSAJE:
            return MensajeRecibido(abierta.ficha)
    return FichaCompletada(abierta.ficha)


@pytest.mark.parametrize("nombre", CASOS)
@given(semilla=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_pase_lo_que_pase_primero_ocurre_lo_que_el_diagrama_dice(nombre, semilla):
    caso, azar = CASOS[nombre], random.Random(semilla)  # noqa: S311  azar de prueba
    mesa = Mesa(caso.proceso, azar=azar).iniciar(**caso.variables)
    hechos: list[str] = []
    while mesa.fin is None:
        assert len(hechos) < TOPE
        abierta = azar.choice(list(mesa.abiertas.values()))
        hechos.append(abierta.elemento)
        mesa.suceder(atender(abierta))
        assert not mesa.incidentes
    caso.debe(hechos, mesa)
