"""Ejemplos de los borradores de procesos. Cada función se llama como su operación."""

from sqlalchemy import update

from motor.almacen.organizacion import Cargo
from motor.nucleo.actor import Actor
from motor.operaciones.aprobar_borrador import AprobarBorrador
from motor.operaciones.crear_borrador import CrearBorrador
from motor.operaciones.crear_borrador import crear_borrador as crear
from motor.operaciones.descartar_borrador import DescartarBorrador
from motor.operaciones.devolver_borrador import DevolverBorrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo
from motor.operaciones.guardar_archivo_borrador import guardar_archivo_borrador as guardar
from motor.operaciones.guardar_ficha_borrador import GuardarFicha
from motor.operaciones.importar_borrador import ImportarBorrador
from motor.operaciones.importar_bpmn import ImportarBpmn
from motor.operaciones.marcar_presencia_borrador import MarcarPresencia
from motor.operaciones.proponer_borrador import ProponerBorrador
from motor.operaciones.proponer_borrador import proponer_borrador as proponer
from motor.operaciones.quitar_archivo_borrador import QuitarArchivo
from motor.reglas.paquetes_de_proceso import empaquetar
from motor.reglas.publicacion import Carpeta
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN = Actor("admin.sistema")
FORMULARIO = b'{"type": "default", "id": "pedido", "components": []}'


def administra_procesos(sesiones, *cargos: str) -> None:
    with sesiones.begin() as sesion:
        sesion.execute(update(Cargo).where(Cargo.clave.in_(cargos)).values(facultades=["procesos"]))


def nuevo(mesa) -> int:
    carpeta = Carpeta("prueba", "Prueba", APROBACION)
    return crear(mesa.entorno, CrearBorrador(ADMIN, "prueba", "Prueba", carpeta=carpeta)).id


def propuesto(mesa) -> int:
    borrador_id = nuevo(mesa)
    proponer(mesa.entorno, ProponerBorrador(ADMIN, borrador_id, "Primera", "DD 1/2027"))
    return borrador_id


def crear_borrador(_mesa) -> CrearBorrador:
    return CrearBorrador(ADMIN, "pago", "Pago a proveedores")


def importar_borrador(_mesa) -> ImportarBorrador:
    return ImportarBorrador(ADMIN, empaquetar(Carpeta("prueba", "Prueba", APROBACION), {}))


def importar_bpmn(_mesa) -> ImportarBpmn:
    return ImportarBpmn(ADMIN, "ajeno.bpmn", APROBACION, "prueba", "Prueba")


def guardar_archivo_borrador(mesa) -> GuardarArchivo:
    return GuardarArchivo(ADMIN, nuevo(mesa), "formulario", "pedido", FORMULARIO, 0)


def quitar_archivo_borrador(mesa) -> QuitarArchivo:
    orden = guardar_archivo_borrador(mesa)
    guardar(mesa.entorno, orden)
    return QuitarArchivo(ADMIN, orden.borrador_id, "formulario", "pedido", 1)


def guardar_ficha_borrador(mesa) -> GuardarFicha:
    return GuardarFicha(ADMIN, nuevo(mesa), 1, "Prueba", {"proposito": "Probar"})


def descartar_borrador(mesa) -> DescartarBorrador:
    return DescartarBorrador(ADMIN, nuevo(mesa), "Se hizo otro")


def proponer_borrador(mesa) -> ProponerBorrador:
    return ProponerBorrador(ADMIN, nuevo(mesa), "Primera", "DD 1/2027")


def devolver_borrador(mesa) -> DevolverBorrador:
    return DevolverBorrador(ADMIN, propuesto(mesa), "Falta el plazo")


def aprobar_borrador(mesa) -> AprobarBorrador:
    administra_procesos(mesa.entorno.sesiones, SCG)
    return AprobarBorrador(Actor(SCG), propuesto(mesa))


def marcar_presencia_borrador(mesa) -> MarcarPresencia:
    return MarcarPresencia(1, nuevo(mesa), "diagrama/prueba")


EJEMPLOS = (
    crear_borrador,
    importar_borrador,
    importar_bpmn,
    guardar_archivo_borrador,
    quitar_archivo_borrador,
    guardar_ficha_borrador,
    descartar_borrador,
    proponer_borrador,
    devolver_borrador,
    aprobar_borrador,
    marcar_presencia_borrador,
)
