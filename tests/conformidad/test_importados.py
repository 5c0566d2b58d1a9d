"""Importar no cambia lo que se ejecuta: lo importado corre, paso a paso, como el original."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from motor.bpmn import leer
from motor.bpmn.importacion import importar
from motor.nucleo.errores import DiagramaInvalido
from tests.conformidad import camunda

CARPETA = Path(__file__).resolve().parents[3] / "shared" / "conformidad"


def los_de(carpeta: str) -> list[Path]:
    if not (CARPETA / carpeta).is_dir():
        pytest.skip(f"No están los diagramas de {carpeta} junto al repositorio.")
    return sorted((CARPETA / carpeta).rglob("*.bpmn"))


def modelo(xml: bytes):
    """Lo que el motor entiende de cada proceso, sin las líneas del archivo."""
    return {
        clave: (
            {n.id: replace(n, linea=0) for n in proceso.nodos.values()},
            {f.id: replace(f, linea=0) for f in proceso.flujos.values()},
            {c.id: replace(c, linea=0) for c in proceso.carriles.values()},
        )
        for clave, proceso in leer(xml).procesos.items()
    }


@pytest.mark.lento
@pytest.mark.parametrize("carpeta", ["betsy", "camunda"])
def test_lo_importado_se_entiende_igual(carpeta):
    distintos = []
    for archivo in los_de(carpeta):
        xml = archivo.read_bytes()
        try:
            antes = modelo(xml)
        except DiagramaInvalido:
            continue
        if modelo(importar(xml).xml) != antes:
            distintos.append(archivo.name)
    assert distintos == []


def test_los_casos_de_camunda_corren_igual_despues_de_importarlos(tmp_path):
    for archivo in los_de("camunda"):
        destino = tmp_path / archivo.relative_to(CARPETA / "camunda")
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_bytes(importar(archivo.read_bytes()).xml)
    shutil.copy(CARPETA / "camunda" / "esperado.yaml", tmp_path)
    antes = camunda.correr(CARPETA / "camunda")
    assert camunda.correr(tmp_path) == antes
