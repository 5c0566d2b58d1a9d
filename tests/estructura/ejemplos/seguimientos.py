"""Ejemplo de seguir un expediente."""

from motor.nucleo.actor import Actor
from motor.operaciones.seguir_expediente import SeguirExpediente
from tests.estructura.ejemplos.tramites import iniciada
from tests.motor.operaciones.mesa import TECNICO


def seguir_expediente(mesa):
    return SeguirExpediente(Actor(TECNICO), iniciada(mesa))


EJEMPLOS = (seguir_expediente,)
