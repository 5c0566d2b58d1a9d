"""Ningún acto recorre una tabla que crece con la historia: toda sentencia suya va por un índice."""

import sqlite3
import sys

import pytest
from sqlalchemy import Engine, event, make_url

from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.laboratorio import Laboratorio
from motor.pruebas.seleccion import elegir
from tests.planes import recorridas

RAIZ = carpeta_de_diagramas()


def de_un_acto() -> bool:
    """Si la sentencia sale de una operación, y no de lo que el escenario mira para comprobar."""
    marco = sys._getframe(2)
    while marco is not None:
        if "/motor/operaciones/" in marco.f_code.co_filename:
            return True
        marco = marco.f_back
    return False


@pytest.fixture
def sentencias():
    """De cada sentencia que corrió un acto, unos parámetros suyos."""
    oidas: dict[str, object] = {}

    def oir(_conexion, _cursor, sentencia, parametros, _contexto, muchos) -> None:
        if not sentencia.startswith("INSERT") and de_un_acto():
            oidas.setdefault(sentencia, parametros[0] if muchos else parametros)

    event.listen(Engine, "before_cursor_execute", oir)
    yield oidas
    event.remove(Engine, "before_cursor_execute", oir)


@pytest.mark.lento
@pytest.mark.parametrize("proceso", ["peticion_informe", "consulta_estatuto"])
def test_cada_sentencia_de_un_acto_va_por_un_indice(proceso, sentencias, tmp_path):
    seleccion = elegir(RAIZ, proceso)
    with Laboratorio(tmp_path, RAIZ, seleccion.primer_instante) as laboratorio:
        laboratorio.preparar()
        sentencias.clear()
        for escenario in seleccion.escenarios[:4]:
            assert laboratorio.correr(escenario).paso_bien
        oidas = dict(sentencias)
        base = sqlite3.connect(str(make_url(laboratorio.bases.plantilla).database))
        malas = {s: r for s, p in oidas.items() if (r := recorridas(base, s, p))}
        base.close()
    assert len(oidas) > 50
    assert not malas, malas
