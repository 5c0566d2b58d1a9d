"""Cada prueba corre en orden y, además, al azar y con el estado restaurado a cada paso."""

import random

import pytest

from tests.motor.bpmn.juego.mesa import Mesa


@pytest.fixture(params=[None, 1, 2, 3, 4], ids=lambda s: "en_orden" if s is None else f"azar_{s}")
def mesa(request):
    def crear(proceso, **opciones) -> Mesa:
        azar = None if request.param is None else random.Random(request.param)  # noqa: S311  azar de prueba
        return Mesa(proceso, azar=azar, **opciones)

    return crear
