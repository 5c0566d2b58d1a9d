"""Los procesos de betsy corren con la traza esperada o se dice antes que no se ejecutan."""

from pathlib import Path

import pytest
import yaml

from tests.conformidad import betsy
from tests.conformidad.resultado import FALLA, NEGADO, PASA, Resultado, contar

CARPETA = Path(__file__).resolve().parents[3] / "shared" / "conformidad" / "betsy"
PASAN = 136
CASOS = 138
RAZONES = {"multiple_eventos"}  # lo único por lo que se niega un modelo de betsy


@pytest.fixture(scope="module")
def resultados() -> list[Resultado]:
    if not CARPETA.is_dir():
        pytest.skip("No están los diagramas de betsy junto al repositorio.")
    return betsy.correr(CARPETA)


def test_ningun_modelo_corre_distinto_de_lo_esperado(resultados):
    assert [r for r in resultados if r.estado == FALLA] == []


def test_pasan_todos_los_que_se_ejecutan(resultados):
    assert len(resultados) == CASOS
    assert contar(resultados)[PASA] >= PASAN


def test_lo_negado_se_niega_por_algo_que_el_motor_no_ejecuta(resultados):
    for resultado in resultados:
        if resultado.estado == NEGADO:
            assert any(f"[{razon}]" in resultado.detalle for razon in RAZONES), resultado


def test_una_expectativa_cambiada_no_pasa(resultados, tmp_path):
    esperado = yaml.safe_load((CARPETA / "esperado.yaml").read_text(encoding="utf-8"))
    for modelo in esperado["procesos"]:
        modelo["archivo"] = str(CARPETA / modelo["archivo"])
        for caso in modelo["casos"]:
            caso["traza"].append("SCRIPT_task9")
            caso.pop("traza_segun_modelo", None)
    (tmp_path / "esperado.yaml").write_text(yaml.safe_dump(esperado), encoding="utf-8")
    al_desplegar = 3  # donde se espera un error al desplegar no hay traza que cambiar
    cambiados = contar(betsy.correr(tmp_path))
    assert cambiados[PASA] == al_desplegar
    assert cambiados[FALLA] == contar(resultados)[PASA] - al_desplegar
