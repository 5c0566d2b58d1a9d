"""Cuándo dispara un temporizador, según sus etiquetas estándar o `cauce:plazo`."""

import re

from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import Elemento, de_cauce, hijo, texto
from motor.bpmn.modelo import ClaseTemporizador, Temporizador

_DIAS_DE_LEY = re.compile(r"\d+\s*(dh|dc)", re.IGNORECASE)
_ESTANDAR = (ClaseTemporizador.FECHA, ClaseTemporizador.DURACION, ClaseTemporizador.CICLO)


def leer_temporizador(mesa: Mesa, definicion: Elemento) -> Temporizador | None:
    """El temporizador de un `timerEventDefinition`; None si no dice cuándo.

    `cauce:plazo` manda sobre las etiquetas estándar, que quedan para otros programas.
    """
    desde = mesa.feel(definicion, de_cauce(definicion, "desde")) or None
    if plazo := de_cauce(definicion, "plazo"):
        return _temporizador(mesa, definicion, ClaseTemporizador.PLAZO, plazo, desde)
    for clase in _ESTANDAR:
        crudo = texto(hijo(definicion, clase.value))
        if crudo:
            return _temporizador(mesa, definicion, clase, crudo, desde)
    return None


def _temporizador(
    mesa: Mesa, definicion: Elemento, clase: ClaseTemporizador, crudo: str, desde: str | None
) -> Temporizador:
    valor = mesa.valor(definicion, crudo)
    if valor.startswith("="):
        return Temporizador(clase, valor[1:], True, desde)
    if len(valor) > 1 and valor[0] == valor[-1] and valor[0] in "\"'":
        valor = valor[1:-1].strip()
    if clase is ClaseTemporizador.DURACION and _DIAS_DE_LEY.fullmatch(valor):
        clase = ClaseTemporizador.PLAZO
    return Temporizador(clase, valor, False, desde)
