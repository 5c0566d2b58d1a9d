"""Un caso migrado en cualquier momento sigue como uno que nació en la versión nueva."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.motor.bpmn.juego.bloques import BLOQUES
from tests.motor.bpmn.juego.catalogo import CASOS
from tests.motor.bpmn.juego.dibujo import Dibujo
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.mudanza import intercalar, mudar, renombrar
from tests.motor.bpmn.juego.taller import script
from tests.motor.bpmn.juego.test_catalogo import atender

SEMILLAS = st.integers(0, 2**32)
LENTO = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def caminar(mesa: Mesa, azar: random.Random, pasos: int) -> None:
    for _ in range(pasos):
        if mesa.fin is not None or mesa.incidentes:
            return
        mesa.suceder(atender(azar.choice(list(mesa.abiertas.values()))))


def como_se_ve(mesa: Mesa) -> list:
    """Lo abierto sin sus números de ficha ni el sufijo de la versión renombrada."""
    return sorted(
        (a.elemento.removesuffix(".v2"), a.clase, a.indice or 0, a.definicion)
        for a in mesa.abiertas.values()
    )


def completar_lo_nuevo(mesa: Mesa) -> None:
    while nuevas := [t for t in mesa.tareas if t.startswith("nueva.")]:
        mesa.completar(nuevas[0])


def a_la_par(una: Mesa, otra: Mesa, azar: random.Random) -> None:
    """Hacen lo mismo en el mismo orden y se ven siempre igual."""
    for _ in range(80):
        assert como_se_ve(una) == como_se_ve(otra)
        assert (una.fin is None) == (otra.fin is None)
        if una.fin is not None or not una.abiertas:
            return
        elegida = azar.choice(sorted(una.abiertas))
        lugar = sorted(una.abiertas, key=lambda n: (como(una, n), n)).index(elegida)
        gemela = sorted(otra.abiertas, key=lambda n: (como(otra, n), n))[lugar]
        una.suceder(atender(una.abiertas[elegida]))
        otra.suceder(atender(otra.abiertas[gemela]))
        completar_lo_nuevo(una)
        completar_lo_nuevo(otra)


def como(mesa: Mesa, numero: int) -> tuple:
    a = mesa.abiertas[numero]
    return (a.elemento.removesuffix(".v2"), a.clase, a.indice or 0, a.definicion)


@given(BLOQUES, SEMILLAS, st.integers(0, 12))
@settings(max_examples=80, **LENTO)
def test_migrar_a_la_misma_version_no_cambia_nada(bloque, semilla, pasos):
    azar, proceso = random.Random(semilla), Dibujo(bloque).proceso()  # noqa: S311  azar de prueba
    mesa = Mesa(proceso).iniciar()
    caminar(mesa, azar, pasos)
    if mesa.fin is None:
        antes = json.dumps(mesa.estado), como_se_ve(mesa)
        hecha = mudar(mesa, proceso)
        assert (json.dumps(mesa.estado), como_se_ve(mesa)) == antes
        assert (hecha.cerradas, hecha.avisos) == ((), ())
        assert (hecha.avance.abiertas, hecha.avance.pasos) == ([], [])


@pytest.mark.parametrize("nombre", CASOS)
@given(semilla=SEMILLAS, pasos=st.integers(0, 12), otros_ids=st.booleans())
@settings(max_examples=15, deadline=None)
def test_el_catalogo_migrado_a_medio_camino_hace_lo_que_debe(nombre, semilla, pasos, otros_ids):
    caso, azar = CASOS[nombre], random.Random(semilla)  # noqa: S311  azar de prueba
    una, otra = (Mesa(caso.proceso).iniciar(**caso.variables) for _ in range(2))
    caminar(una, random.Random(semilla), pasos)  # noqa: S311  azar de prueba
    caminar(otra, random.Random(semilla), pasos)  # noqa: S311  azar de prueba
    if una.fin is None:
        mudar(una, *(renombrar(caso.proceso) if otros_ids else (caso.proceso,)))
        a_la_par(una, otra, azar)


@given(BLOQUES, SEMILLAS, st.integers(0, 12))
@settings(max_examples=80, **LENTO)
def test_con_otros_ids_y_su_mapa_el_caso_sigue_igual(bloque, semilla, pasos):
    azar, proceso = random.Random(semilla), Dibujo(bloque).proceso()  # noqa: S311  azar de prueba
    una, otra = Mesa(proceso).iniciar(), Mesa(proceso).iniciar()
    caminar(una, random.Random(semilla), pasos)  # noqa: S311  azar de prueba
    caminar(otra, random.Random(semilla), pasos)  # noqa: S311  azar de prueba
    if una.fin is None:
        mudar(una, *renombrar(proceso))
        a_la_par(una, otra, azar)


@given(BLOQUES, SEMILLAS, st.integers(0, 8), st.booleans())
@settings(max_examples=80, **LENTO)
def test_con_pasos_intercalados_sigue_como_el_que_nacio_asi(bloque, semilla, pasos, de_persona):
    azar, proceso = random.Random(semilla), Dibujo(bloque).proceso()  # noqa: S311  azar de prueba
    nuevo = proceso
    for flujo in azar.sample(sorted(proceso.flujos), min(4, len(proceso.flujos))):
        nuevo = intercalar(nuevo, flujo, None if de_persona else script("{}"))
    una, otra = Mesa(proceso).iniciar(), Mesa(nuevo).iniciar()
    completar_lo_nuevo(otra)
    for _ in range(pasos):
        if una.fin is not None:
            return
        elegida = azar.randrange(len(una.abiertas))
        for mesa in (una, otra):
            orden = sorted(mesa.abiertas, key=lambda n, m=mesa: (como(m, n), n))
            mesa.suceder(atender(mesa.abiertas[orden[elegida]]))
            completar_lo_nuevo(mesa)
    if una.fin is None:
        mudar(una, nuevo)
        a_la_par(una, otra, azar)
