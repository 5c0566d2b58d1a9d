"""Ejemplos de las sesiones del navegador. Cada función se llama como su operación."""

from motor.nucleo.actor import Actor
from motor.operaciones.abrir_sesion import AbrirSesion
from motor.operaciones.abrir_sesion import abrir_sesion as operar_abrir
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.operaciones.cerrar_sesion import CerrarSesion
from motor.operaciones.elegir_cargo import ElegirCargo
from motor.operaciones.tocar_sesion import TocarSesion
from tests.motor.operaciones.mesa import TECNICO

CLAVE = "una clave larga"


def _entrar(mesa) -> int:
    cambiar_clave(mesa.entorno, CambiarClave(None, TECNICO, CLAVE))
    operar_abrir(mesa.entorno, AbrirSesion(TECNICO, CLAVE))
    return 1


def abrir_sesion(mesa) -> AbrirSesion:
    cambiar_clave(mesa.entorno, CambiarClave(None, TECNICO, CLAVE))
    return AbrirSesion(TECNICO, CLAVE)


def cerrar_sesion(mesa) -> CerrarSesion:
    _entrar(mesa)
    return CerrarSesion(Actor(TECNICO))


def elegir_cargo(mesa) -> ElegirCargo:
    return ElegirCargo(Actor(TECNICO, cargo=TECNICO), _entrar(mesa))


def tocar_sesion(mesa) -> TocarSesion:
    return TocarSesion(_entrar(mesa))


EJEMPLOS = (abrir_sesion, cerrar_sesion, elegir_cargo, tocar_sesion)
