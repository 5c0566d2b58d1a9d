"""`cauce banco bandeja` mide todas las páginas y compara cantidades."""

import json

import pytest
from click.testing import CliRunner

from motor.cli import programa
from motor.pruebas.banco import bandeja as banco


@pytest.mark.lento
def test_banco_bandeja_mide_cada_pagina_con_cada_cantidad(monkeypatch):
    monkeypatch.setattr(banco, "REPETICIONES", 2)
    argumentos = ["banco", "bandeja", "--solo-sqlite", "--json"]
    resultado = CliRunner().invoke(programa, [*argumentos, "--tareas", "1000", "--tareas", "2000"])
    assert resultado.exit_code == 0, resultado.output
    [sqlite] = json.loads(resultado.output)["bases"]
    assert {c: len(t) for c, t in sqlite["por_cantidad"].items()} == {
        "1000": len(banco.RUTAS),
        "2000": len(banco.RUTAS),
    }
    assert set(sqlite["cocientes"]) == set(banco.RUTAS)
