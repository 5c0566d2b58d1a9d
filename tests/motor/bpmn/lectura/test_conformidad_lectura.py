"""Los diagramas de otras herramientas se leen y se revisan sin caerse."""

from pathlib import Path

import pytest

from motor.bpmn import leer, revisar
from motor.nucleo.errores import DiagramaInvalido, Hallazgo

CONFORMIDAD = Path(__file__).resolve().parents[5] / "shared" / "conformidad"
MAL_FORMADOS = {"GenMyModel_0.47/C.1.0-export.bpmn"}  # UTF-8 roto, según su índice


def diagramas(carpeta: str) -> list[Path]:
    halladas = sorted((CONFORMIDAD / carpeta).rglob("*.bpmn"))
    if not halladas:
        pytest.skip("No están los diagramas de conformidad de terceros junto al repositorio.")
    return halladas


def corta(ruta: Path) -> str:
    return f"{ruta.parent.name}/{ruta.name}"


@pytest.mark.parametrize("carpeta", ["miwg", "camunda", "betsy"])
def test_todos_se_leen_y_se_revisan_sin_caerse(carpeta):
    negados = set()
    for ruta in diagramas(carpeta):
        try:
            documento = leer(ruta.read_bytes())
        except DiagramaInvalido:
            negados.add(corta(ruta))
            continue
        for hallazgo in revisar(documento):
            assert hallazgo.linea > 0, ruta
            assert hallazgo.mensaje, ruta
            assert hallazgo.que_hacer, ruta
    assert negados <= MAL_FORMADOS


def graves(ruta: Path) -> list[Hallazgo]:
    return [h for h in revisar(leer(ruta.read_bytes())) if h.grave]


def test_todos_los_de_camunda_se_podrian_publicar_salvo_los_de_campos_incrustados():
    reglas = {ruta.name: [h.regla for h in graves(ruta)] for ruta in diagramas("camunda")}
    assert {nombre: faltas for nombre, faltas in reglas.items() if faltas} == {
        "FormDataTest.testGetFormFieldBuiltInTypes.bpmn": ["formulario_incrustado"],
        "FormDataTest.testGetFormFieldValidationConstraints.bpmn": ["formulario_incrustado"],
    }


NO_SE_EJECUTAN = {
    "LoopTask_NegativeLoopMaximum.bpmn": "bucle_mal_escrito",
    "MultiInstance_OneBehavior.bpmn": "multiple_eventos",
    "Token_StartQuantity_Zero.bpmn": "cantidad_de_fichas",
}


def test_de_betsy_se_niega_exactamente_lo_que_no_se_ejecuta():
    por_nombre = {ruta.name: {h.regla for h in graves(ruta)} for ruta in diagramas("betsy")}
    for nombre, regla in NO_SE_EJECUTAN.items():
        assert regla in por_nombre[nombre], nombre
    for nombre, reglas in por_nombre.items():
        # sus condiciones y scripts son de ningún lenguaje: el arnés los sustituye
        de_motor = {r for r in reglas if not r.startswith(("feel_", "script_"))}
        assert de_motor <= set(NO_SE_EJECUTAN.values()), nombre
