"""Cada entrada hostil acaba con una frase, con la memoria y el tiempo contados."""

import subprocess
import sys

import pytest

from tests.fuzz.corpus import CORPUS
from tests.fuzz.jaula import MEBIBYTES

pytestmark = pytest.mark.lento

ENTRADAS = [(blanco, nombre) for blanco, corpus in CORPUS.items() for nombre in corpus]
TIENEN_RESPUESTA = {  # se leen o se evalúan: lo que parece hostil tiene una respuesta acotada
    ("bpmn", "diez_mil_en_fila"),
    ("bpmn", "nombre_con_ordenes"),
    ("bpmn", "potencia_en_script"),
    ("bpmn", "atributo_de_un_mega"),
    ("dmn", "entrada_tras_un_signo"),
    ("feel", "potencias"),
    ("feel", "parentesis_cerrados"),
    ("feel", "patron_lento"),
    ("feel", "atributo_de_python"),
}


@pytest.mark.parametrize(("blanco", "nombre"), ENTRADAS, ids=map("-".join, ENTRADAS))
def test_lo_hostil_se_rechaza_con_una_frase_sin_pasar_de_la_memoria_ni_del_tiempo(blanco, nombre):
    orden = [sys.executable, "-m", "tests.fuzz.jaula", blanco, nombre]
    hecho = subprocess.run(orden, capture_output=True, text=True, timeout=120, check=False)
    assert hecho.returncode == 0, hecho.stderr[-2000:]
    frase, memoria = hecho.stdout.splitlines()
    assert int(memoria) < MEBIBYTES
    assert (frase == "aceptado") == ((blanco, nombre) in TIENEN_RESPUESTA)
    assert "Traceback" not in frase
