"""Los modelos de intercambio de MIWG se leen enteros, y corren o se niegan con sus razones."""

from pathlib import Path

import pytest
import yaml

from tests.conformidad import miwg
from tests.conformidad.resultado import FALLA, NEGADO, Resultado, contar

CARPETA = Path(__file__).resolve().parents[3] / "shared" / "conformidad" / "miwg"
ARCHIVOS = 81


@pytest.fixture(scope="module")
def resultados() -> list[Resultado]:
    if not CARPETA.is_dir():
        pytest.skip("No están los diagramas de MIWG junto al repositorio.")
    return miwg.correr(CARPETA)


def test_todos_se_leen_y_se_guardan_sin_perder_nada(resultados):
    assert len(resultados) == ARCHIVOS
    assert [r for r in resultados if r.estado == FALLA] == []


def test_lo_negado_dice_en_que_elemento_y_por_que_regla(resultados):
    for resultado in resultados:
        if resultado.estado == NEGADO:
            assert all(
                razon.endswith("]") and " [" in razon for razon in resultado.detalle.split("; ")
            )


@pytest.mark.lento
def test_un_nodo_de_menos_no_pasa(resultados, tmp_path):
    indice = yaml.safe_load((CARPETA / "indice.yaml").read_text(encoding="utf-8"))
    for dicho in indice["archivos"]:
        dicho["archivo"] = str(CARPETA / dicho["archivo"])
        dicho["nodos"] += 1
    (tmp_path / "indice.yaml").write_text(yaml.safe_dump(indice), encoding="utf-8")
    mal_formado = 1
    assert contar(miwg.correr(tmp_path))[FALLA] == len(resultados) - mal_formado
