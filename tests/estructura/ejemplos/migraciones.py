"""Ejemplos de llevar casos en curso a otra versión."""

from sqlalchemy import select

from motor.almacen.migraciones_de_casos import MigracionCaso
from motor.operaciones.anotar_migracion_fallida import AnotarMigracionFallida
from motor.operaciones.deshacer_migracion import DeshacerMigracion
from motor.operaciones.migrar_instancia import MigrarInstancia
from motor.operaciones.migrar_instancia import migrar_instancia as llevar
from motor.operaciones.pedir_migracion import PedirMigracion
from motor.operaciones.pedir_migracion import pedir_migracion as pedir
from motor.operaciones.prever_migracion import PreverMigracion
from tests.motor.operaciones.test_migrar_casos import ADMIN, NUEVA, VIEJA


def prever_migracion(mesa) -> PreverMigracion:
    return PreverMigracion(ADMIN, pedir_migracion(mesa).version_id)


def pedir_migracion(mesa) -> PedirMigracion:
    mesa.publicar(VIEJA)
    mesa.iniciar()
    return PedirMigracion(ADMIN, mesa.publicar(NUEVA), "Nueva norma")


def migrar_instancia(mesa) -> MigrarInstancia:
    pedir(mesa.entorno, pedir_migracion(mesa))
    [caso_id] = mesa.leer(select(MigracionCaso.id))
    return MigrarInstancia(caso_id)


def anotar_migracion_fallida(mesa) -> AnotarMigracionFallida:
    return AnotarMigracionFallida(migrar_instancia(mesa).caso_id, "No se puede.")


def deshacer_migracion(mesa) -> DeshacerMigracion:
    orden = migrar_instancia(mesa)
    llevar(mesa.entorno, orden)
    return DeshacerMigracion(ADMIN, orden.caso_id, "Era la otra")


EJEMPLOS = (
    prever_migracion,
    pedir_migracion,
    migrar_instancia,
    anotar_migracion_fallida,
    deshacer_migracion,
)
