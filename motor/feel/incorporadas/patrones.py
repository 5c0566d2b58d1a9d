"""Expresiones regulares de XPath."""

import re

from motor.feel.limites import LARGO_PATRON
from motor.nucleo.errores import ErrorFeel


def compilar_patron(patron: str, banderas: str) -> re.Pattern[str] | None:
    if len(patron) > LARGO_PATRON:
        raise ErrorFeel(f"El patrón pasa de {LARGO_PATRON} caracteres.")
    if set(banderas) - set("smixq"):
        return None
    f = 0
    for b in banderas:
        f |= {"s": re.S, "m": re.M, "i": re.I, "x": re.X, "q": 0}[b]
    try:
        return re.compile(re.escape(patron) if "q" in banderas else patron, f)
    except re.error:
        return None


def traducir_reemplazo(reemplazo: str, grupos: int, literal: bool) -> str | None:
    if literal:
        return reemplazo.replace("\\", "\\\\")
    return re.sub(r"\$(\d)", r"\\g<\1>", reemplazo)
