"""Ejemplo de suspender los plazos de un expediente."""

from datetime import date

from motor.nucleo.actor import Actor
from motor.operaciones.suspender_expediente import SuspenderExpediente
from tests.estructura.ejemplos.tramites import CON_PLAZO, iniciada
from tests.motor.operaciones.mesa import SCG


def suspender_expediente(mesa):
    desde = date(2027, 1, 5)
    return SuspenderExpediente(Actor(SCG), iniciada(mesa, CON_PLAZO), desde, None, "Bloqueo")


EJEMPLOS = (suspender_expediente,)
