"""Ejemplos de los ensayos de borradores. Cada función se llama como su operación."""

from datetime import datetime

from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.anotar_prueba_borrador import AnotarPrueba
from motor.operaciones.guardar_ensayo import GuardarEnsayo
from motor.reglas.borradores_probados import probado
from tests.estructura.ejemplos.borradores_de_procesos import ADMIN, nuevo

COMIENZA = datetime(2027, 3, 1, 9, 0, tzinfo=LA_PAZ)


def guardar_ensayo(mesa) -> GuardarEnsayo:
    return GuardarEnsayo(ADMIN, nuevo(mesa), 0, COMIENZA, [{"reloj": "+1 dh"}])


def anotar_prueba_borrador(mesa) -> AnotarPrueba:
    borrador_id = nuevo(mesa)
    with mesa.entorno.leer() as sesion:
        huella = probado(sesion, borrador_id).huella
    return AnotarPrueba(ADMIN, borrador_id, huella, {"escenarios": []})


EJEMPLOS = (guardar_ensayo, anotar_prueba_borrador)
