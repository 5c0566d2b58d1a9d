"""`cauce hoja`: el expediente en la terminal y en JSON."""

import json

import pytest
from click.testing import CliRunner

from motor.cli import programa
from tests.casos import recorrer

pytestmark = pytest.mark.lento


@pytest.fixture
def caso(tmp_path, monkeypatch):
    with recorrer("sqlite", tmp_path, {"abierta": ("2.1", 6)}) as casos:
        monkeypatch.setenv("CAUCE_DATOS", str(tmp_path))
        monkeypatch.setenv("CAUCE_BASE_DATOS", casos.entorno.ajustes.url)
        yield casos


def test_se_lee_en_la_terminal_y_no_cambia_nada(caso):
    hr = caso.hrs["abierta"]
    antes = CliRunner().invoke(programa, ["bitacora", "verificar", "--expediente", hr]).output
    resultado = CliRunner().invoke(programa, ["hoja", hr])
    assert resultado.exit_code == 0, resultado.output
    for parte in (hr, "Derivaciones", "Mensajes", "Plazos", "entró  01/02/2027 09:00"):
        assert parte in resultado.output
    despues = CliRunner().invoke(programa, ["bitacora", "verificar", "--expediente", hr]).output
    assert antes == despues


def test_en_json_lleva_lo_mismo(caso):
    resultado = CliRunner().invoke(programa, ["hoja", caso.hrs["abierta"], "--json"])
    hoja = json.loads(resultado.output)
    assert hoja["caratula"]["estado"] == "abierto"
    assert [paso["numero"] for paso in hoja["pasos"]][:2] == [1, 2]
    assert {"mensajes", "plazos", "documentos", "comentarios", "sucesos"} <= hoja.keys()
