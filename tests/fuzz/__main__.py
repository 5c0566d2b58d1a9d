"""Busca con atheris entradas que rompan un blanco.

    python -m tests.fuzz feel semillas/ -max_total_time=60

Lo que sigue al nombre del blanco son las opciones de libFuzzer y las carpetas de semillas. Lo
que encuentre se agrega al corpus de `corpus.py`, y la prueba de todos los días lo repite.
"""

import sys

import atheris

with atheris.instrument_imports(include=["motor.bpmn", "motor.feel"]):
    from tests.fuzz.blancos import BLANCOS


def main() -> None:
    """Ataca el blanco que dice el primer argumento."""
    if len(sys.argv) < 2 or sys.argv[1] not in BLANCOS:
        sys.exit(f"Diga qué blanco atacar: {', '.join(BLANCOS)}.")
    blanco = BLANCOS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, blanco)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
