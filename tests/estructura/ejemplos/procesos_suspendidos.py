"""Ejemplos de suspender y reanudar un proceso."""

from motor.operaciones.reanudar_proceso import ReanudarProceso
from motor.operaciones.suspender_proceso import SuspenderProceso
from motor.operaciones.suspender_proceso import suspender_proceso as suspender
from tests.motor.operaciones.test_suspender_proceso import ADMIN, SERIE


def suspender_proceso(mesa) -> SuspenderProceso:
    mesa.publicar(SERIE)
    mesa.iniciar()
    return SuspenderProceso(ADMIN, "prueba", "Fallo judicial", con_casos=True)


def reanudar_proceso(mesa) -> ReanudarProceso:
    suspender(mesa.entorno, suspender_proceso(mesa))
    return ReanudarProceso(ADMIN, "prueba", "Se levantó")


EJEMPLOS = (suspender_proceso, reanudar_proceso)
