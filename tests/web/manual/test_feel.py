"""El capítulo de FEEL no miente: cada ejemplo da lo que dice, y nombra todas las funciones."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.entorno import Entorno
from motor.feel.ayudas import funciones_con_ayuda
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.montaje import sembrar
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.evaluacion import EvaluadorDeVersion
from tests import bases

CAPITULO = Path(__file__).parents[3] / "docs" / "manual" / "feel.md"
TEXTO = CAPITULO.read_text(encoding="utf-8")
HOY = datetime(2027, 3, 1, 9, 0, tzinfo=LA_PAZ)
DATOS = re.findall(r"^\| `(\w+)` \| `(.+)` \|$", TEXTO, re.MULTILINE)
EJEMPLOS = re.findall(r"^\| [^`|]+ \| `(.+)` \| `(.+)` \|$", TEXTO, re.MULTILINE)
FUNCIONES = [ayuda["firma"] for ayuda in funciones_con_ayuda()]


@pytest.fixture(scope="module")
def evaluador(tmp_path_factory):
    """FEEL como lo evalúa un expediente de la Gobernación el 1 de marzo de 2027."""
    carpeta = tmp_path_factory.mktemp("feel")
    motor = crear_motor(bases.sqlite_nueva(carpeta), duradero=False)
    entorno = Entorno(crear_sesiones(motor), RelojFijo(HOY), AlmacenArchivos(carpeta / "archivos"))
    sembrar(entorno, carpeta_de_diagramas(), inventar_nombres=True)
    with entorno.leer() as sesion:
        yield EvaluadorDeVersion(sesion, None, HOY)
    motor.dispose()


@pytest.fixture(scope="module")
def datos(evaluador):
    return {nombre: evaluador.evaluar(valor, {}) for nombre, valor in DATOS}


def test_el_capitulo_trae_ejemplos_y_datos():
    renglones = [r for r in TEXTO.splitlines() if r.count("|") == 4 and "`" in r]
    assert len(EJEMPLOS) == len(renglones) > 60
    assert len(DATOS) == 11


@pytest.mark.parametrize(("expresion", "dicho"), EJEMPLOS, ids=[e for e, _ in EJEMPLOS])
def test_cada_ejemplo_da_lo_que_dice(evaluador, datos, expresion, dicho):
    assert evaluador.evaluar(expresion, datos) == evaluador.evaluar(dicho, {})


@pytest.mark.parametrize("firma", FUNCIONES)
def test_cada_funcion_que_el_panel_ofrece_esta_en_el_capitulo(firma):
    assert f"| `{firma}` |" in TEXTO
