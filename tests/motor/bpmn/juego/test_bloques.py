"""Cualquier diagrama de bloques, en cualquier orden, hace lo que dice la referencia."""

import random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.motor.bpmn.juego.bloques import BLOQUES, Dibujo, abiertas, completar, empezar
from tests.motor.bpmn.juego.mesa import Mesa

TOPE = 150  # tareas que se completan como mucho; los bucles anidados multiplican


def jugar(bloque, semilla: int) -> None:
    """Completa tareas al azar y compara lo abierto con lo que la referencia admite."""
    azar = random.Random(semilla)  # noqa: S311  azar de prueba
    mesa = Mesa(Dibujo(bloque).proceso(), azar=azar).iniciar()
    posibles = {empezar(bloque)}
    for _ in range(TOPE):
        vistas = sorted(tarea.split("_")[0] for tarea in mesa.tareas)
        posibles = {resto for resto in posibles if abiertas(resto) == vistas}
        assert posibles, f"abiertas {vistas}"
        assert not mesa.incidentes
        assert (mesa.fin is not None) == (None in posibles)
        if mesa.fin is not None:
            assert mesa.finales == ("fin",)
            return
        elegida = azar.choice(list(mesa.abiertas.values()))
        mesa.completar(elegida.elemento, elegida.indice)
        posibles = {r for p in posibles for r in completar(p, elegida.elemento.split("_")[0])}


@given(BLOQUES, st.integers(0, 2**32))
@example(("bucle", 2, ("y", (("tarea", "a"), ("bucle", 2, ("tarea", "b"))))), 0)
@example(("multi", False, 3, ("bucle", 2, ("o", frozenset({0}), (("tarea", "a"),) * 2))), 0)
@example(("repite", False, 0, ("basta", 1, (("auto",), ("tarea", "a")), ("tarea", "b"))), 0)
@example(("basta", 2, (("tarea", "a"), ("tarea", "b"), ("tarea", "c")), ("tarea", "d")), 1)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_un_diagrama_de_bloques_abre_lo_mismo_que_la_referencia(bloque, semilla):
    jugar(bloque, semilla)
