"""Los procesos de Camunda abren las tareas esperadas, con su asignación, plazo y prioridad."""

from pathlib import Path

import pytest
import yaml

from tests.conformidad import camunda
from tests.conformidad.resultado import FALLA, NEGADO, PASA, Resultado, contar

CARPETA = Path(__file__).resolve().parents[3] / "shared" / "conformidad" / "camunda"
PASAN = 35
CASOS = 38


@pytest.fixture(scope="module")
def resultados() -> list[Resultado]:
    if not CARPETA.is_dir():
        pytest.skip("No están los diagramas de Camunda junto al repositorio.")
    return camunda.correr(CARPETA)


def test_ningun_modelo_corre_distinto_de_lo_esperado(resultados):
    assert [r for r in resultados if r.estado == FALLA] == []


def test_pasan_todos_los_que_se_ejecutan(resultados):
    assert len(resultados) == CASOS
    assert contar(resultados)[PASA] >= PASAN


def test_lo_negado_esta_advertido_por_la_lectura(resultados):
    negados = {
        (r.modelo.partition(".test")[2], r.detalle) for r in resultados if r.estado == NEGADO
    }
    assert negados == {
        ("GetFormFieldBuiltInTypes", "usertask [formulario_incrustado]"),
        ("GetFormFieldValidationConstraints", "usertask [formulario_incrustado]"),
        ("ParallelUserTasksCompletionCondition", "miTasks [nombre_con_expresion]"),
    }


def test_una_tarea_que_no_se_esperaba_no_pasa(resultados, tmp_path):
    esperado = yaml.safe_load((CARPETA / "esperado.yaml").read_text(encoding="utf-8"))
    for modelo in esperado["procesos"]:
        modelo["archivo"] = str(CARPETA / modelo["archivo"])
        auxiliares = modelo.get("archivos_auxiliares", [])
        modelo["archivos_auxiliares"] = [str(CARPETA / a) for a in auxiliares]
        for caso in modelo["casos"]:
            caso["pasos"].insert(0, {"tareas": [{"id": "ninguna"}]})
    (tmp_path / "esperado.yaml").write_text(yaml.safe_dump(esperado), encoding="utf-8")
    assert contar(camunda.correr(tmp_path))[FALLA] == contar(resultados)[PASA]
