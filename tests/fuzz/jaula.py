"""Corre una entrada del corpus con memoria y tiempo contados: `python -m tests.fuzz.jaula feel X`.

Escribe la frase con que se rechazó (o «aceptado») y, en otra línea, los MiB que llegó a ocupar.
El tiempo es de procesador (`RLIMIT_CPU`): una máquina cargada no lo cambia.
"""

import resource
import sys
from pathlib import Path

from tests.fuzz.blancos import BLANCOS
from tests.fuzz.corpus import CORPUS

SEGUNDOS = 5
MEBIBYTES = 300


def main() -> None:
    """Arma la entrada, pone los topes y la da al blanco."""
    blanco, nombre = sys.argv[1:]
    datos = CORPUS[blanco][nombre]()
    usado = resource.getrusage(resource.RUSAGE_SELF)
    tope = int(usado.ru_utime + usado.ru_stime) + 1 + SEGUNDOS
    resource.setrlimit(resource.RLIMIT_CPU, (tope, tope))
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEBIBYTES << 20, 4 * MEBIBYTES << 20))
    frase = BLANCOS[blanco](datos)
    sys.stdout.write(f"{frase or 'aceptado'}\n{_mebibytes()}\n")


def _mebibytes() -> int:
    """Lo más que ocupó este programa; `ru_maxrss` contaría también al padre que lo lanzó."""
    estado = Path("/proc/self/status")
    if estado.exists():
        lineas = dict(linea.split(":", 1) for linea in estado.read_text().splitlines())
        return int(lineas["VmHWM"].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
