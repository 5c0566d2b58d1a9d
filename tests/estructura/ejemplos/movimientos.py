"""Ejemplos de mover la ficha de un caso."""

from motor.nucleo.actor import Actor
from motor.operaciones.aprobar_movimiento import AprobarMovimiento
from motor.operaciones.pedir_movimiento import PedirMovimiento
from motor.operaciones.pedir_movimiento import pedir_movimiento as pedir
from motor.operaciones.rechazar_movimiento import RechazarMovimiento
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_mover_ficha import DIAGRAMA, facultar, ficha_en


def pedir_movimiento(mesa) -> PedirMovimiento:
    facultar(mesa)
    mesa.publicar(DIAGRAMA)
    mesa.iniciar()
    instancia, ficha = ficha_en(mesa, "a")
    return PedirMovimiento(Actor("admin.sistema"), instancia, ficha, "c", "Se repitió un paso")


def aprobar_movimiento(mesa) -> AprobarMovimiento:
    return AprobarMovimiento(Actor(SCG), pedir(mesa.entorno, pedir_movimiento(mesa)).id)


def rechazar_movimiento(mesa) -> RechazarMovimiento:
    movimiento = aprobar_movimiento(mesa).movimiento_id
    return RechazarMovimiento(Actor(SCG), movimiento, "No corresponde")


EJEMPLOS = (pedir_movimiento, aprobar_movimiento, rechazar_movimiento)
