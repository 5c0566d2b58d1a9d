"""Cualquier diagrama de bloques, en cualquier orden, hace lo que dice la referencia.

`make azar EJEMPLOS=10000` juega tantos como se pidan.
"""

import os
import random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from motor.bpmn.avance import ClaseEspera, MensajeRecibido, TemporizadorVencido
from tests.motor.bpmn.juego.bloques import BLOQUES_CON_EVENTOS, abiertas, completar, empezar
from tests.motor.bpmn.juego.dibujo import Dibujo
from tests.motor.bpmn.juego.mesa import Mesa

EJEMPLOS = int(os.environ.get("CAUCE_EJEMPLOS", "150"))
TOPE = 150  # actos como mucho; los bucles anidados multiplican y un mensaje llega cuando quiere


def jugar(bloque, semilla: int) -> None:
    """Completa tareas y hace ocurrir eventos al azar; lo abierto es lo que la referencia admite."""
    azar = random.Random(semilla)  # noqa: S311  azar de prueba
    mesa = Mesa(Dibujo(bloque).proceso(), azar=azar).iniciar()
    posibles = {empezar(bloque)}
    for _ in range(TOPE):
        vistas = sorted(espera.split("_")[0] for espera in mesa.esperas)
        posibles = {resto for resto in posibles if abiertas(resto) == vistas}
        assert posibles, f"abiertas {vistas}"
        assert not mesa.incidentes
        assert (mesa.fin is not None) == (None in posibles)
        if mesa.fin is not None:
            assert mesa.finales == ("fin",)
            return
        elegida = azar.choice(list(mesa.abiertas.values()))
        hacer(mesa, elegida)
        posibles = {r for p in posibles for r in completar(p, elegida.elemento.split("_")[0])}


def hacer(mesa: Mesa, elegida) -> None:
    """Lo que esa espera espera."""
    if elegida.clase is ClaseEspera.TAREA:
        mesa.completar(elegida.elemento, elegida.indice)
    elif elegida.elemento.startswith("reloj"):
        mesa.suceder(TemporizadorVencido(elegida.ficha))
    else:
        mesa.suceder(MensajeRecibido(elegida.ficha, {}))


@given(BLOQUES_CON_EVENTOS, st.integers(0, 2**32))
@example(("bucle", 2, ("y", (("tarea", "a"), ("bucle", 2, ("tarea", "b"))))), 0)
@example(("multi", False, 3, ("bucle", 2, ("o", frozenset({0}), (("tarea", "a"),) * 2))), 0)
@example(("repite", False, 0, ("basta", 1, (("auto",), ("tarea", "a")), ("tarea", "b"))), 0)
@example(("basta", 2, (("tarea", "a"), ("tarea", "b"), ("tarea", "c")), ("tarea", "d")), 1)
@example(("limite", "mensaje", False, ("y", (("tarea", "a"), ("tarea", "b"))), ("tarea", "c")), 3)
@example(("limite", "mensaje", False, ("tarea", "a"), ("bucle", 2, ("tarea", "a"))), 3)
@example(("evento", True, ("multi", False, 2, ("tarea", "a")), ("tarea", "b")), 1)
@example(
    ("corta", ("tarea", "a"), ("limite", "reloj", True, ("tarea", "b"), ("auto",)), ("auto",)), 5
)
@settings(max_examples=EJEMPLOS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_un_diagrama_de_bloques_abre_lo_mismo_que_la_referencia(bloque, semilla):
    jugar(bloque, semilla)
