"""`cauce banco muchos`: de a muchos, nada se pierde ni se repite."""

import json

import pytest
from click.testing import CliRunner

from motor.cli import programa


@pytest.mark.lento
def test_banco_muchos_cuenta_lo_hecho_contra_la_bitacora():
    argumentos = ["banco", "muchos", "--tareas", "32", "--plazos", "60", "--json"]
    resultado = CliRunner().invoke(programa, argumentos)
    assert resultado.exit_code == 0, resultado.output
    bases = json.loads(resultado.output)["bases"]
    for clientes, vencidos in bases.values():
        for medida in clientes:
            assert (medida["ganadas"], medida["asentadas"], medida["defectos"]) == (32, 32, 0)
        for medida in vencidos:
            assert (medida["vencidos"], medida["asentados"]) == (60, 60)
    assert [medida["procesos"] for medida in bases["postgresql"][0]] == [1, 2, 4]
