"""Mover una ficha de una mesa de juego, como lo haría la base."""

import json
from copy import deepcopy

from motor.bpmn.movimiento import FichaEnPie, fichas_en_pie, mover
from tests.motor.bpmn.juego.mesa import Mesa


def en_pie(mesa: Mesa) -> dict[str, FichaEnPie]:
    """Las fichas vivas por elemento."""
    vivas = fichas_en_pie(mesa.compilado, mesa.estado, mesa.memoria, mesa.feel)
    return {ficha.elemento: ficha for ficha in vivas}


def libres(mesa: Mesa, elemento: str) -> list[str]:
    """A dónde puede ir la ficha que está en ese elemento."""
    return [d.elemento for d in en_pie(mesa)[elemento].destinos if not d.porque]


def porque(mesa: Mesa, elemento: str, destino: str) -> str:
    """Por qué la ficha no puede ir ahí."""
    [elegido] = [d for d in en_pie(mesa)[elemento].destinos if d.elemento == destino]
    return elegido.porque


def trasladar(mesa: Mesa, ficha: int, destino: str) -> None:
    """Mueve la ficha; si no se puede, nada queda cambiado, como en una transacción."""
    estado, memoria = json.loads(json.dumps(mesa.estado)), deepcopy(mesa.memoria)
    avance = mover(mesa.compilado, estado, (ficha, destino), memoria, mesa.feel)
    mesa.memoria = memoria
    assert estado == json.loads(json.dumps(mesa.estado)), "mover cambió el estado que recibió"
    mesa._aplicar(avance)
    mesa._comprobar()


def mover_de(mesa: Mesa, elemento: str, destino: str) -> None:
    """Mueve la ficha que está en ese elemento."""
    trasladar(mesa, en_pie(mesa)[elemento].ficha, destino)
