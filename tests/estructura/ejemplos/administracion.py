"""Ejemplos de lo que se administra: organización, calendario, parámetros y versiones.

Cada función se llama como su operación y devuelve la orden.
"""

from datetime import date, datetime
from pathlib import Path

from motor.almacen.plazos import Etiqueta, UnidadParametro
from motor.nucleo.actor import Actor
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones import guardar_unidad as guardar
from motor.operaciones import suplir as suplencia
from motor.operaciones import suspender_plazos as suspension
from motor.operaciones.cambiar_calendario import CambiarCalendario
from motor.operaciones.cambiar_clave import CambiarClave
from motor.operaciones.cambiar_parametro_plazo import CambiarParametroPlazo
from motor.operaciones.cerrar_unidad import CerrarUnidad
from motor.operaciones.delegar import Delegar
from motor.operaciones.desactivar_persona import DesactivarPersona
from motor.operaciones.designar import Designar
from motor.operaciones.guardar_cargo import GuardarCargo
from motor.operaciones.guardar_persona import GuardarPersona
from motor.operaciones.guardar_unidad import GuardarUnidad
from motor.operaciones.prever_calendario import PreverCalendario
from motor.operaciones.publicar_version import PublicarVersion
from motor.operaciones.reanudar_plazos import ReanudarPlazos
from motor.operaciones.retirar_version import RetirarVersion
from motor.operaciones.revocar_designacion import RevocarDesignacion
from motor.operaciones.sembrar_organizacion import SembrarOrganizacion
from motor.reglas.dias import CambioDias, FichaDia
from motor.reglas.organigrama import FichaCargo, FichaPersona, FichaUnidad
from motor.reglas.publicacion import Carpeta
from tests.estructura.fuentes import RAIZ
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN = Actor("admin.sistema")
SECRETARIO = Actor(SCG)
SEMILLAS: Path = RAIZ / "diagramas" / "organizacion"
HOY = date(2027, 1, 4)
DESDE = datetime(2027, 1, 1, tzinfo=LA_PAZ)
HASTA = datetime(2027, 6, 1, tzinfo=LA_PAZ)


def sembrar_organizacion(_mesa):
    return SembrarOrganizacion(SEMILLAS)


def guardar_unidad(_mesa):
    return GuardarUnidad(ADMIN, FichaUnidad("ARCH", "Archivo", "GADC", "SDCG"), HOY)


def cerrar_unidad(mesa):
    orden = GuardarUnidad(ADMIN, FichaUnidad("ARCH", "Archivo", "GADC", "SDCG"), HOY)
    guardar.guardar_unidad(mesa.entorno, orden)
    return CerrarUnidad(ADMIN, "ARCH", HOY, "DD 1/2027")


def guardar_cargo(_mesa):
    return GuardarCargo(ADMIN, FichaCargo("editor.gaceta", "Editor", "UCL"))


def guardar_persona(_mesa):
    return GuardarPersona(ADMIN, FichaPersona("ana.perez", "Ana Pérez", "999"))


def desactivar_persona(_mesa):
    return DesactivarPersona(ADMIN, TECNICO, "Dejó la institución")


def cambiar_clave(_mesa):
    return CambiarClave(ADMIN, TECNICO, "una clave larga")


def designar(_mesa):
    return Designar(ADMIN, TECNICO, JEFE, DESDE, HASTA, "Memo 3", interino=True)


def suplir(_mesa):
    return suplencia.Suplir(ADMIN, TECNICO, JEFE, JEFE, DESDE, HASTA, "Memo 4")


def delegar(_mesa):
    return Delegar(SECRETARIO, JEFE, SCG, SCG, DESDE, HASTA, "Res. 1/2027")


def revocar_designacion(mesa):
    return RevocarDesignacion(ADMIN, suplencia.suplir(mesa.entorno, suplir(mesa)), "Volvió")


def cambiar_calendario(_mesa):
    duelo = FichaDia(date(2027, 6, 9), "Duelo departamental", "DD 7/2027")
    return CambiarCalendario(SECRETARIO, CambioDias(agregar=(duelo,)), "DD 7/2027")


def prever_calendario(mesa):
    orden = cambiar_calendario(mesa)
    return PreverCalendario(SECRETARIO, orden.cambio, orden.motivo)


def cambiar_parametro_plazo(_mesa):
    return CambiarParametroPlazo(
        SECRETARIO,
        "pie.total",
        "15",
        UnidadParametro.DIAS_HABILES,
        date(2027, 7, 1),
        "Reglamento nuevo",
        Etiqueta.CITADO,
        "Se aprobó el reglamento",
    )


def suspender_plazos(_mesa):
    return suspension.SuspenderPlazos(SECRETARIO, HOY, None, "Bloqueo de caminos")


def reanudar_plazos(mesa):
    suspension.suspender_plazos(mesa.entorno, suspender_plazos(mesa))
    mesa.entorno.reloj.poner(datetime(2027, 1, 6, 9, 0, tzinfo=LA_PAZ))
    return ReanudarPlazos(SECRETARIO, "Se levantó el bloqueo")


def publicar_version(_mesa):
    return PublicarVersion(ADMIN, Carpeta("prueba", "Prueba", APROBACION))


def retirar_version(mesa):
    return RetirarVersion(ADMIN, mesa.publicar(APROBACION), "Derogada")


EJEMPLOS = (
    sembrar_organizacion,
    guardar_unidad,
    cerrar_unidad,
    guardar_cargo,
    guardar_persona,
    desactivar_persona,
    cambiar_clave,
    designar,
    suplir,
    delegar,
    revocar_designacion,
    cambiar_calendario,
    prever_calendario,
    cambiar_parametro_plazo,
    suspender_plazos,
    reanudar_plazos,
    publicar_version,
    retirar_version,
)
