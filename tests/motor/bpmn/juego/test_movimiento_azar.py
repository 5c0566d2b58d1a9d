"""Tras cualquier movimiento aceptado el caso puede terminar y nada se hace dos veces a la vez."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motor.bpmn.movimiento import NoSeMueve, fichas_en_pie
from tests.motor.bpmn.juego.bloques import BLOQUES
from tests.motor.bpmn.juego.catalogo import CASOS
from tests.motor.bpmn.juego.dibujo import Dibujo
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.test_catalogo import atender
from tests.motor.bpmn.juego.traslado import trasladar

SEMILLAS = st.integers(0, 2**32)
VUELTAS = 300


def andar(mesa: Mesa, azar: random.Random, pasos: int) -> None:
    for _ in range(pasos):
        sin_dobles(mesa)
        if mesa.fin is not None or mesa.incidentes:
            return
        assert mesa.abiertas, "el caso quedó sin nada que esperar"
        mesa.suceder(atender(azar.choice(list(mesa.abiertas.values()))))


def sin_dobles(mesa: Mesa) -> None:
    """Ningún paso se hace dos veces a la vez en la misma activación de su ámbito."""
    fichas = mesa.estado["f"] if mesa.fin is None else []
    andan = [f for f in fichas if f[1] is not None and not set(f[4:] and f[4]) & {"r", "i", "e"}]
    lugares = [(f[1], f[2]) for f in andan]
    assert len(lugares) == len(set(lugares)), f"hay un paso doble: {lugares}"


def mover_algo(mesa: Mesa, azar: random.Random) -> bool:
    """Mueve una ficha a uno de los destinos que se ofrecen; dice si se aceptó."""
    vivas = fichas_en_pie(mesa.compilado, mesa.estado, mesa.memoria, mesa.feel)
    pares = [(f.ficha, d.elemento) for f in vivas for d in f.destinos if not d.porque]
    if not pares:
        return False
    ficha, destino = azar.choice(pares)
    try:
        trasladar(mesa, ficha, destino)
    except NoSeMueve:  # lo que se evalúa ahí depende de un dato que aún no está
        return False
    return True


@given(BLOQUES, SEMILLAS, st.integers(0, 12), st.integers(1, 3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tras_cualquier_movimiento_el_caso_termina_y_nada_se_hace_doble(
    bloque, semilla, pasos, movimientos
):
    azar = random.Random(semilla)  # noqa: S311  azar de prueba
    mesa = Mesa(Dibujo(bloque).proceso()).iniciar()
    for _ in range(movimientos):
        andar(mesa, azar, pasos)
        if mesa.fin is None and not mesa.incidentes:
            mover_algo(mesa, azar)
    andar(mesa, azar, VUELTAS)
    assert not any("espera una ficha" in m for m in mesa.incidentes.values())
    assert mesa.fin is not None or mesa.incidentes


@pytest.mark.parametrize("nombre", CASOS)
@given(semilla=SEMILLAS, pasos=st.integers(0, 8))
@settings(max_examples=12, deadline=None)
def test_en_el_catalogo_ningun_movimiento_deja_el_caso_sin_ficha_ni_sin_nada_que_esperar(
    nombre, semilla, pasos
):
    caso, azar = CASOS[nombre], random.Random(semilla)  # noqa: S311  azar de prueba
    mesa = Mesa(caso.proceso).iniciar(**caso.variables)
    for _ in range(pasos):
        if mesa.fin is None and mesa.abiertas and not mesa.incidentes:
            mesa.suceder(atender(azar.choice(list(mesa.abiertas.values()))))
    if mesa.fin is None and not mesa.incidentes and mover_algo(mesa, azar):
        assert not mesa.incidentes
        visible = mesa.abiertas or mesa.compilado.con_condicionales
        assert (mesa.fin is not None) or (visible and len(mesa.estado["f"]) > 1)
