"""Busca con atheris entradas que rompan un blanco.

    python -m tests.fuzz feel carpeta/ -max_total_time=60

En la carpeta se ponen las semillas de la casa y queda lo que se vaya descubriendo; lo que sigue
son las opciones de libFuzzer. Lo que encuentre se agrega al corpus de `corpus.py`, y la prueba de
todos los días lo repite.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["motor.bpmn", "motor.feel"]):
    from tests.fuzz.blancos import BLANCOS
    from tests.fuzz.semillas import sembrar

from tests.fuzz.mutador import mutar


def main() -> None:
    """Ataca el blanco que dice el primer argumento."""
    if len(sys.argv) < 3 or sys.argv[1] not in BLANCOS:
        sys.exit(f"Diga qué blanco atacar ({', '.join(BLANCOS)}) y una carpeta.")
    nombre = sys.argv.pop(1)
    sembrar(nombre, Path(sys.argv[1]))
    con_forma = {} if nombre == "feel" else {"custom_mutator": mutar}
    atheris.Setup(sys.argv, BLANCOS[nombre], **con_forma)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
