"""Los códigos de hallazgo que el código puede dar, leídos de sus fuentes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.estructura.fuentes import RAIZ

_DAN = frozenset({"falla", "consejo", "avisar", "anotar", "Hallazgo", "_hallazgo", "_negar"})
_CODIGO = re.compile(r"[a-z_]+")
_CARPETAS = ("motor/bpmn", "motor/reglas")


def codigos() -> dict[str, str]:
    """Cada código con la primera frase escrita a su lado."""
    hallados: dict[str, str] = {}
    for carpeta in _CARPETAS:
        for ruta in sorted((RAIZ / carpeta).rglob("*.py")):
            for codigo, frase in _del_archivo(ruta):
                hallados.setdefault(codigo, frase)
    return hallados


def _del_archivo(ruta: Path) -> Iterator[tuple[str, str]]:
    for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.Call) and nodo.args and _nombre(nodo.func) in _DAN:
            codigo = getattr(nodo.args[0], "value", None)
            if isinstance(codigo, str) and _CODIGO.fullmatch(codigo):
                yield codigo, ast.unparse(nodo)


def _nombre(funcion: ast.expr) -> str:
    if isinstance(funcion, ast.Attribute):
        return funcion.attr
    return funcion.id if isinstance(funcion, ast.Name) else ""
