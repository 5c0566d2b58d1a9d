"""Reglas que la prosa no puede guardar: dónde se confirma, dónde se mira la hora, cuánto mide."""

import ast
import re

import pytest

from tests.estructura.fuentes import PAQUETES, RAIZ, arbol, archivos, llamadas, relativa

# el relleno del banco y la copia de un ensayo meten filas en una base que se tira: no son actos
CONFIRMAN = (
    "motor/operaciones/",
    "motor/arranque.py",
    "motor/pruebas/banco/relleno.py",
    "motor/pruebas/banco/relleno_plazos.py",
    "motor/pruebas/copia.py",
)
LARGOS_PERMITIDOS = {"motor/cli": 400, "motor/almacen": 400}


def limite(ruta: str) -> int:
    return next((n for inicio, n in LARGOS_PERMITIDOS.items() if ruta.startswith(inicio)), 300)


def test_solo_las_operaciones_abren_o_confirman_transacciones():
    culpables = [
        f"{relativa(ruta)}:{linea}"
        for ruta in archivos(*PAQUETES)
        if not relativa(ruta).startswith(CONFIRMAN)
        for nombre, linea in llamadas(ruta)
        if nombre in {"commit", "begin", "begin_nested"}
    ]
    assert not culpables, f"Transacciones fuera de motor/operaciones: {culpables}"


def test_solo_el_reloj_mira_la_hora_del_sistema():
    culpables = [
        f"{relativa(ruta)}:{linea}"
        for ruta in archivos(*PAQUETES)
        if relativa(ruta) != "motor/nucleo/reloj.py"
        for nombre, linea in llamadas(ruta)
        if nombre in {"now", "utcnow", "today"}
    ]
    assert not culpables, f"La hora se pide a entorno.reloj: {culpables}"


def test_ningun_archivo_pasa_de_su_largo():
    largos = {
        relativa(ruta): cuenta
        for ruta in archivos(*PAQUETES, "tests")
        if (cuenta := len(ruta.read_text(encoding="utf-8").splitlines())) > limite(relativa(ruta))
    }
    assert not largos, f"Archivos con más de una razón para cambiar: {largos}"


def test_los_identificadores_son_ascii_y_dicen_anio():
    culpables = []
    for ruta in archivos(*PAQUETES, "tests"):
        for nodo in ast.walk(arbol(ruta)):
            nombre = getattr(nodo, "name", None) or getattr(nodo, "id", None)
            if isinstance(nombre, str) and not es_identificador_de_la_casa(nombre):
                culpables.append(f"{relativa(ruta)}:{getattr(nodo, 'lineno', 0)} {nombre}")
    assert not culpables, culpables


def es_identificador_de_la_casa(nombre: str) -> bool:
    return nombre.isascii() and not re.search(r"(^|_)anos?(_|$)", nombre)


def test_cada_excepcion_a_las_reglas_dice_su_razon():
    patron = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<resto>[^\n]*)")
    culpables = []
    for ruta in archivos(*PAQUETES):
        for numero, linea in enumerate(ruta.read_text(encoding="utf-8").splitlines(), 1):
            hallado = patron.search(linea)
            if hallado and not re.search(r"[\])\dA-Z]\s+#?\s*\S{2,}.*\s\S+", hallado["resto"]):
                culpables.append(f"{relativa(ruta)}:{numero}")
    assert not culpables, f"noqa o type: ignore sin su razón en la línea: {culpables}"


def operaciones() -> list[str]:
    carpeta = RAIZ / "motor" / "operaciones"
    return sorted(r.stem for r in carpeta.glob("*.py") if not r.stem.startswith("_"))


@pytest.mark.parametrize("operacion", operaciones())
def test_cada_operacion_es_una_transaccion_y_asienta(operacion: str):
    ruta = RAIZ / "motor" / "operaciones" / f"{operacion}.py"
    nombres = [nombre for nombre, _ in llamadas(ruta)]
    assert nombres.count("begin") == 1, "una operación abre exactamente una transacción"
    assert len(ruta.read_text(encoding="utf-8").splitlines()) <= 150


def test_los_codigos_de_error_son_unicos():
    from motor import nucleo  # noqa: F401  registra las subclases

    codigos: dict[str, str] = {}
    for clase in subclases():
        propio = clase.__dict__.get("codigo")
        if propio is None:
            continue
        assert propio not in codigos, f"{clase.__name__} y {codigos[propio]} comparten «{propio}»"
        codigos[propio] = clase.__name__


def subclases() -> list[type]:
    import importlib
    import pkgutil

    import motor
    from motor.nucleo.errores import ErrorMotor

    for modulo in pkgutil.walk_packages(motor.__path__, "motor."):
        if "migraciones" not in modulo.name and not modulo.name.endswith("__main__"):
            importlib.import_module(modulo.name)
    hallados, pendientes = [], [ErrorMotor]
    while pendientes:
        clase = pendientes.pop()
        hallados.append(clase)
        pendientes += clase.__subclasses__()
    return hallados
