"""click habla español: ninguna frase suya que una persona pueda ver queda en inglés."""

import ast
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from motor.cli import programa
from motor.cli.castellano import FRASES, FRASES_CON_NUMERO

# Solo las ve quien programa mal la CLI, o son de partes que Cauce no usa (editor, Windows…).
AJENAS = (
    "{editor}",
    "Windows error",
    "DeprecationWarning",
    "Could not determine name",
    "No options defined",
    "Arguments take exactly",
    "Name '{name}' defined twice",
    "Boolean option",
    "Couldn't detect Bash",
    "Shell completion",
    "Unknown color",
    "Unknown standard stream",
)


def frases_de_click():
    for ruta in Path(click.__file__).parent.glob("*.py"):
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name):
                textos = [a.value for a in nodo.args if isinstance(a, ast.Constant)]
                if nodo.func.id in {"_", "ngettext"} and textos:
                    yield nodo.func.id, textos[0]


def test_todas_las_frases_de_click_estan_traducidas():
    sin_traducir = [
        texto
        for funcion, texto in frases_de_click()
        if len(texto) > 1
        and not texto.startswith(AJENAS)
        and texto not in (FRASES if funcion == "_" else FRASES_CON_NUMERO)
    ]
    assert sin_traducir == []


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        (["--nada"], "La opción «--nada» no existe."),
        (["nada"], "La orden «nada» no existe."),
        (["validar"], "Falta el argumento"),
        (["validar", "--jsom", "x"], "¿Quiso decir"),
    ],
)
def test_el_mal_uso_se_dice_en_una_frase_y_sale_con_2(argumentos, frase):
    resultado = CliRunner().invoke(programa, argumentos)
    assert resultado.exit_code == 2
    assert frase in resultado.output
    assert "Traceback" not in resultado.output


def test_la_ayuda_esta_en_espanol():
    ayuda = CliRunner().invoke(programa, ["--help"])
    assert ayuda.exit_code == 0
    for palabra in ("Uso: cauce [OPCIONES] ORDEN", "Opciones:", "Órdenes:", "Muestra esta ayuda."):
        assert palabra in ayuda.output
    for palabra in ("Usage", "Options", "Commands", "Show", "exit"):
        assert palabra not in ayuda.output


def ordenes(grupo, ruta=()):
    for nombre, orden in grupo.commands.items():
        yield (*ruta, nombre)
        if isinstance(orden, click.Group):
            yield from ordenes(orden, (*ruta, nombre))


@pytest.mark.parametrize("ruta", list(ordenes(programa)), ids=" ".join)
def test_cada_orden_tiene_ayuda_en_espanol_y_sin_restos_de_ingles(ruta):
    ayuda = CliRunner().invoke(programa, [*ruta, "--help"])
    assert ayuda.exit_code == 0
    assert "Uso: cauce" in ayuda.output
    restos = r"\b(Usage|Options|OPTIONS|TEXT|INTEGER|PATH|default:|required)\b"
    assert not re.search(restos, ayuda.output)
