"""Si entre varias condiciones alguna se cumple siempre: lo que se puede decir leyéndolas."""

import re
from collections.abc import Sequence

_COMPARA = re.compile(r"([\w.]+)\s*(>=|<=|!=|=|<|>)\s*(\"[^\"]*\"|[\w.]+)")
_CONTRARIA = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "=": "!=", "!=": "="}
_AL_REVES = {"true": "false", "false": "true"}
_NIEGA = re.compile(r"not\s*\((.*)\)", re.DOTALL)


def cubren_todo(condiciones: Sequence[str]) -> bool:
    """Dice si una es `true`, o dos son contrarias: `x` y `not(x)`, `a > 1` y `a <= 1`.

    No prueba más: tres rangos que juntos cubren todo dan False. No cuenta el dato que falta.
    """
    dichas = {_llana(condicion) for condicion in condiciones}
    return "true" in dichas or any(_contrarias(dicha) & dichas for dicha in dichas)


def _llana(condicion: str) -> str:
    return " ".join(condicion.split())


def _contrarias(dicha: str) -> set[str]:
    """Las maneras corrientes de escribir lo contrario."""
    contrarias = {f"not({dicha})", f"not ({dicha})", f"{dicha} = false", f"{dicha} != true"}
    if negada := _NIEGA.fullmatch(dicha):
        contrarias.add(_llana(negada[1]))
    if compara := _COMPARA.fullmatch(dicha):
        izquierda, operador, derecha = compara.groups()
        contrarias.add(f"{izquierda} {_CONTRARIA[operador]} {derecha}")
        if operador in ("=", "!=") and derecha in _AL_REVES:
            contrarias.add(f"{izquierda} {operador} {_AL_REVES[derecha]}")
    return contrarias
