"""Lo que la revisión le dice a quien dibuja está en sus palabras, no en las del archivo."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.estructura.fuentes import RAIZ

CARPETAS = ("motor/bpmn/revision", "motor/bpmn/lectura")
HALLAN = {"falla", "consejo", "anotar"}
# cauce:unidad, camunda:topic, calledElement, isExecutable…
DEL_ARCHIVO = re.compile(r"\b(cauce|camunda|flowable|activiti|zeebe|bpmn):|\b[a-z]+[A-Z]\w*")
CITAN = {"atributo_desconocido", "compuerta_compleja"}  # lo escrito a mano; un nombre de FEEL


def hallazgos(arbol: ast.AST) -> Iterator[tuple[str, str]]:
    """El código y cada trozo de frase de los hallazgos que se escriben en el archivo."""
    for nodo in ast.walk(arbol):
        if not isinstance(nodo, ast.Call):
            continue
        llamado = nodo.func.attr if isinstance(nodo.func, ast.Attribute) else nodo.func
        llamado = llamado.id if isinstance(llamado, ast.Name) else llamado
        textos = [
            parte.value
            for argumento in nodo.args
            for parte in ast.walk(argumento)
            if isinstance(parte, ast.Constant) and isinstance(parte.value, str)
        ]
        if llamado in HALLAN and textos:
            yield from ((textos[0], texto) for texto in textos[1:])


@pytest.mark.parametrize("carpeta", CARPETAS)
def test_ninguna_frase_de_la_revision_habla_el_idioma_del_archivo(carpeta):
    vistas = [
        (ruta.name, codigo, frase)
        for ruta in sorted((RAIZ / carpeta).glob("*.py"))
        for codigo, frase in hallazgos(ast.parse(ruta.read_text(encoding="utf-8")))
    ]
    assert len(vistas) > 50, (
        "la prueba no encontró las frases: revise cómo se llama a los hallazgos"
    )
    malas = [v for v in vistas if DEL_ARCHIVO.search(v[2]) and v[1] not in CITAN]
    assert not malas, f"Dígalo como el panel: {malas}"
