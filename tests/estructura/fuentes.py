"""Las fuentes de Cauce, leídas una vez, para las pruebas que miran el código como texto."""

import ast
from functools import cache
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
PAQUETES = ("motor", "procesos", "web")


@cache
def archivos(*carpetas: str) -> tuple[Path, ...]:
    """Los `.py` de las carpetas dadas (relativas a la raíz), ordenados."""
    return tuple(
        sorted(
            ruta
            for carpeta in carpetas
            for ruta in (RAIZ / carpeta).rglob("*.py")
            if "node_modules" not in ruta.parts
        )
    )


@cache
def arbol(ruta: Path) -> ast.Module:
    """El árbol de sintaxis del archivo."""
    return ast.parse(ruta.read_text(encoding="utf-8"), filename=str(ruta))


def relativa(ruta: Path) -> str:
    """La ruta desde la raíz, con barras."""
    return ruta.relative_to(RAIZ).as_posix()


def llamadas(ruta: Path) -> list[tuple[str, int]]:
    """Pares (atributo o nombre llamado, línea) de todas las llamadas del archivo."""
    hallados = []
    for nodo in ast.walk(arbol(ruta)):
        if isinstance(nodo, ast.Call):
            funcion = nodo.func
            if isinstance(funcion, ast.Attribute):
                hallados.append((funcion.attr, nodo.lineno))
            elif isinstance(funcion, ast.Name):
                hallados.append((funcion.id, nodo.lineno))
    return hallados
