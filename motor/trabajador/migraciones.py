"""Llevar los casos que se pidió cambiar de versión, de a uno; lo que falla queda dicho."""

import logging

from sqlalchemy.exc import DBAPIError

from motor.entorno import Entorno
from motor.nucleo.errores import ErrorMotor, OrdenRechazada
from motor.operaciones._migraciones import proximo_caso_por_migrar
from motor.operaciones.anotar_migracion_fallida import (
    AnotarMigracionFallida,
    anotar_migracion_fallida,
)
from motor.operaciones.migrar_instancia import MigrarInstancia, migrar_instancia

REGISTRO = logging.getLogger("cauce.trabajador")


def migrar_uno(entorno: Entorno) -> bool:
    """Lleva el caso pendiente más antiguo; dice si había alguno.

    Si otro trabajador lo hizo antes, no hay nada que anotar. Una falla de la base no cuenta contra
    el caso: sigue pendiente y se vuelve a intentar.
    """
    caso_id = proximo_caso_por_migrar(entorno)
    if caso_id is None:
        return False
    try:
        migrar_instancia(entorno, MigrarInstancia(caso_id))
    except DBAPIError:
        raise
    except ErrorMotor as error:
        _anotar(entorno, caso_id, error.mensaje)
    except Exception as error:
        REGISTRO.exception("Falló el cambio de versión %s", caso_id)
        _anotar(entorno, caso_id, f"{type(error).__name__}: {error}")
    return True


def _anotar(entorno: Entorno, caso_id: int, mensaje: str) -> None:
    try:
        anotar_migracion_fallida(entorno, AnotarMigracionFallida(caso_id, mensaje))
    except OrdenRechazada as error:
        REGISTRO.info("%s", error)
