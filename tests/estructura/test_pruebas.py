"""Las pruebas también se prueban: nada muerto, nada que nunca corra."""

import ast

import pytest

from tests.estructura.fuentes import arbol, archivos, relativa


def es_fixture(funcion: ast.FunctionDef) -> bool:
    return any(
        "fixture" in ast.unparse(decorador)
        or "hookimpl" in ast.unparse(decorador)
        or ".register" in ast.unparse(decorador)
        for decorador in funcion.decorator_list
    )


def nombres_usados(modulo: ast.Module) -> set[str]:
    usados = {n.id for n in ast.walk(modulo) if isinstance(n, ast.Name)}
    return usados | {n.attr for n in ast.walk(modulo) if isinstance(n, ast.Attribute)}


ARCHIVOS_DE_PRUEBA = [r for r in archivos("tests") if r.name.startswith("test_")]


@pytest.mark.parametrize("ruta", ARCHIVOS_DE_PRUEBA, ids=relativa)
def test_toda_funcion_de_un_archivo_de_prueba_corre_o_se_usa(ruta):
    modulo = arbol(ruta)
    usados = nombres_usados(modulo)
    muertas = [
        f"{funcion.name} (línea {funcion.lineno})"
        for funcion in modulo.body
        if isinstance(funcion, ast.FunctionDef)
        and not funcion.name.startswith("test_")
        and not es_fixture(funcion)
        and funcion.name not in usados
    ]
    assert not muertas, f"Nadie las llama y pytest no las corre: {muertas}"


@pytest.mark.parametrize("ruta", ARCHIVOS_DE_PRUEBA, ids=relativa)
def test_ninguna_prueba_pisa_a_otra_del_mismo_nombre(ruta):
    nombres = [n.name for n in arbol(ruta).body if isinstance(n, ast.FunctionDef)]
    repetidos = {n for n in nombres if nombres.count(n) > 1}
    assert not repetidos, f"Solo corre la última definición de {repetidos}"


@pytest.mark.parametrize("ruta", archivos("tests"), ids=relativa)
def test_ninguna_prueba_afirma_cuanto_tarda_algo(ruta):
    """La velocidad se mide en `cauce banco`; una máquina cargada no debe hacer fallar nada."""
    relojes = {"perf_counter", "monotonic", "process_time"}
    afirmaciones = [
        f"línea {nodo.lineno}"
        for nodo in ast.walk(arbol(ruta))
        if isinstance(nodo, ast.Assert) and relojes & nombres_usados(ast.Module([nodo], []))
    ]
    assert not afirmaciones, afirmaciones
