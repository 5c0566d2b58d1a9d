"""Los procesos que vienen con Cauce: se pueden publicar tal como están dibujados."""

import importlib
import json
import pkgutil
from pathlib import Path

import pytest
import yaml

import procesos
from motor.bpmn import leer, revisar
from motor.bpmn.revision import ContextoRevision
from motor.feel import compilar, leer_dmn
from motor.manejadores.registro import reunir
from motor.reglas.formularios import revisar_esquema
from tests.estructura.fuentes import RAIZ

DIAGRAMAS = RAIZ / "diagramas"
CARPETAS = sorted(r.parent for r in DIAGRAMAS.glob("*/proceso.yaml"))
TAREAS_DE_PERSONAS = ("userTask", "manualTask")


def claves(carpeta: Path, patron: str) -> frozenset[str]:
    return frozenset(ruta.stem for ruta in carpeta.glob(patron))


def organizacion() -> dict:
    ruta = DIAGRAMAS / "organizacion" / "organizacion.yaml"
    return yaml.safe_load(ruta.read_text(encoding="utf-8"))


def valores_de(dato: object, clave: str) -> set[str]:
    """Todos los textos que el YAML guarda bajo `clave`, a cualquier profundidad."""
    if isinstance(dato, list):
        return set().union(*(valores_de(x, clave) for x in dato)) if dato else set()
    if not isinstance(dato, dict):
        return set()
    hallados = {v for k, v in dato.items() if k == clave and isinstance(v, str)}
    return hallados.union(*(valores_de(v, clave) for v in dato.values()))


def manejadores() -> frozenset[str]:
    nombres = [m.name for m in pkgutil.walk_packages(procesos.__path__, "procesos.")]
    return reunir(importlib.import_module(n) for n in nombres).temas


def documentos(carpeta: Path):
    return [leer(ruta.read_bytes()) for ruta in sorted(carpeta.glob("*.bpmn"))]


@pytest.mark.parametrize("carpeta", CARPETAS, ids=lambda c: c.name)
def test_cada_diagrama_se_puede_publicar(carpeta: Path):
    documentos_leidos = documentos(carpeta)
    assert documentos_leidos, "la carpeta no tiene ningún .bpmn"
    for documento in documentos_leidos:
        contexto = ContextoRevision(
            formularios=claves(carpeta, "formularios/*.form"),
            decisiones=claves(carpeta, "decisiones/*.dmn"),
            temas=manejadores(),
            procesos=frozenset(documento.procesos),
        )
        graves = [str(h) for h in revisar(documento, contexto) if h.grave]
        assert not graves, "\n".join(graves)


@pytest.mark.parametrize("carpeta", CARPETAS, ids=lambda c: c.name)
def test_cada_formulario_se_usa_y_esta_bien_escrito(carpeta: Path):
    usados = {
        nodo.trato.formulario
        for documento in documentos(carpeta)
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos.values()
    }
    for ruta in sorted(carpeta.glob("formularios/*.form")):
        assert ruta.stem in usados, f"ninguna tarea usa {ruta.name}"
        assert json.loads(ruta.read_text(encoding="utf-8"))["id"] == ruta.stem
        graves = [str(h) for h in revisar_esquema(ruta.read_bytes(), compilar) if h.grave]
        assert not graves, f"{ruta.name}: " + "\n".join(graves)


@pytest.mark.parametrize("carpeta", CARPETAS, ids=lambda c: c.name)
def test_cada_decision_se_usa_y_se_puede_leer(carpeta: Path):
    usadas = {
        nodo.decision
        for documento in documentos(carpeta)
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos.values()
    }
    for ruta in sorted(carpeta.glob("decisiones/*.dmn")):
        assert ruta.stem in usadas, f"ninguna tarea de regla usa {ruta.name}"
        leer_dmn(ruta.read_bytes())


@pytest.mark.parametrize("carpeta", CARPETAS, ids=lambda c: c.name)
def test_toda_tarea_de_personas_tiene_formulario(carpeta: Path):
    sin_formulario = [
        nodo.id
        for documento in documentos(carpeta)
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos.values()
        if nodo.tipo in TAREAS_DE_PERSONAS and not nodo.trato.formulario
    ]
    assert not sin_formulario


def test_cada_manejador_lo_nombra_algun_diagrama():
    temas = {
        nodo.trato.tema
        for carpeta in CARPETAS
        for documento in documentos(carpeta)
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos.values()
    }
    assert manejadores() <= temas, f"nadie los usa: {manejadores() - temas}"


@pytest.mark.parametrize("carpeta", CARPETAS, ids=lambda c: c.name)
def test_los_cargos_de_carriles_y_tareas_existen(carpeta: Path):
    cargos = valores_de(organizacion(), "clave")
    ajenos = {
        asignacion.cargo
        for documento in documentos(carpeta)
        for proceso in documento.procesos.values()
        for asignacion in [
            *(c.asignacion for c in proceso.carriles.values()),
            *(n.trato.asignacion for n in proceso.nodos.values()),
        ]
        if asignacion.cargo
        and not asignacion.cargo.startswith("=")
        and not asignacion.unidad.startswith("=")
        and asignacion.cargo not in cargos
    }
    assert not ajenos, f"cargos que la organización no tiene: {ajenos}"
