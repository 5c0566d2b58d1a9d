"""Los documentos dicen lo que el código tiene."""

import re

from tests.estructura.fuentes import RAIZ

_VARIABLE = re.compile(r"\bCAUCE_[A-Z_]+\b")


def variables(*carpetas: str) -> set[str]:
    fuentes = (f for c in carpetas for f in (RAIZ / c).rglob("*.py"))
    return {v for f in fuentes for v in _VARIABLE.findall(f.read_text(encoding="utf-8"))}


def test_operacion_explica_cada_ajuste_y_no_inventa_ninguno():
    escrito = set(_VARIABLE.findall((RAIZ / "docs" / "operacion.md").read_text(encoding="utf-8")))
    usadas = variables("motor", "web")
    assert usadas - escrito == set()
    assert escrito - usadas - variables("tests") == set()
