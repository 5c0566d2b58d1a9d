"""`cauce exportar`: la carpeta que escribe es la que `cauce publicar` lee."""

import json

import pytest
from click.testing import CliRunner

from motor.arranque import armar_entorno
from motor.cli import programa
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.pruebas.carpetas import leer_carpeta
from motor.reglas.publicacion import Carpeta
from tests import bases
from tests.fabrica import armar_oficina
from tests.motor.operaciones.test_completar_tarea import APROBACION

FORMULARIO = b'{"type": "default", "components": []}'
FICHA = {"clave": "prueba", "nombre": "Prueba", "proposito": "Probar."}


@pytest.fixture
def publicada(tmp_path, monkeypatch):
    """Una base con dos versiones del proceso; la segunda sin el formulario."""
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.setenv("CAUCE_BASE_DATOS", bases.sqlite_nueva(tmp_path))
    entorno = armar_entorno()
    armar_oficina(entorno.sesiones, entorno.reloj)
    for formularios in ({"pedido": FORMULARIO}, {}):
        carpeta = Carpeta("prueba", "Prueba", APROBACION, formularios, ficha=FICHA)
        publicar_version(entorno, PublicarVersion(None, carpeta))
    for fabrica in (entorno.sesiones, entorno.lecturas):
        fabrica.kw["bind"].dispose()
    return tmp_path / "diagramas"


def exportar(*argumentos):
    return CliRunner().invoke(programa, ["exportar", *map(str, argumentos)])


def test_lo_exportado_se_lee_igual_y_reemplazar_quita_lo_que_sobra(publicada):
    hecho = exportar("prueba", "--version", 1, "--a", publicada, "--json")
    assert hecho.exit_code == 0, hecho.output
    leida = leer_carpeta(publicada / "prueba")
    assert (leida.xml, leida.formularios) == (APROBACION, {"pedido": FORMULARIO})
    assert leida.ficha == FICHA
    igual = Carpeta("prueba", "Prueba", leida.xml, leida.formularios, leida.decisiones)
    assert json.loads(hecho.output)["sha256"] == igual.huella
    otra_vez = exportar("prueba", "--a", publicada)
    assert otra_vez.exit_code != 0
    assert "--reemplazar" in otra_vez.output
    reemplaza = exportar("prueba", "--a", publicada, "--reemplazar")
    assert "Se quitó formularios/pedido.form" in reemplaza.output
    assert leer_carpeta(publicada / "prueba").formularios == {}


def test_lo_que_no_existe_se_dice(publicada):
    assert "No hay la versión 9 de «prueba»" in exportar(
        "prueba", "--version", 9, "--a", publicada
    ).output.replace("\n", " ")
    assert "una versión vigente de «otro»" in exportar("otro", "--a", publicada).output
