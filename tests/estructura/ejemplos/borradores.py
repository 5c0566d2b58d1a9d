"""Ejemplo de los borradores. La función se llama como su operación."""

from motor.nucleo.actor import Actor
from motor.operaciones.guardar_borrador import GuardarBorrador
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION


def guardar_borrador(mesa) -> GuardarBorrador:
    mesa.publicar(APROBACION)
    mesa.iniciar()
    [elemento] = mesa.abiertas()
    return GuardarBorrador(Actor(TECNICO), mesa.tarea(elemento), {"decision": "apro"})


EJEMPLOS = (guardar_borrador,)
