"""Iniciar un proceso que nadie pidió: por la hora o por una señal."""

from dataclasses import dataclass

from motor.almacen.procesos import EstadoVersion, Version
from motor.entorno import Entorno
from motor.nucleo.valores import decodificar
from motor.reglas.avance import empezar_instancia
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.inicios_programados import programar_siguiente
from motor.reglas.instancias import (
    Caratula,
    Creacion,
    abrir_expediente,
    crear_instancia,
    proceso_de_version,
)
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class IniciarProceso:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def iniciar_proceso(entorno: Entorno, orden: IniciarProceso) -> Respuesta:
    """Abre un expediente y empieza el proceso; si la versión ya no está vigente, no hace nada.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        datos = trabajo.datos
        version = sesion.get_one(Version, datos["version"])
        if version.estado is not EstadoVersion.VIGENTE:
            return Respuesta(trabajo.id)
        proceso = proceso_de_version(sesion, entorno.versiones, version.id, datos["proceso"])
        expediente = abrir_expediente(sesion, proceso, Caratula(proceso.nombre, "", ahora))
        acto = crear_instancia(sesion, entorno.versiones, expediente, proceso, Creacion(ahora))
        empezar_instancia(acto, datos["inicio"], decodificar(datos["contenido"]))
        programar_siguiente(sesion, version, trabajo)
        asentar_acto(
            acto,
            Hecho(
                "expediente_iniciado",
                ahora,
                None,
                expediente,
                acto.instancia,
                datos={"inicio": datos["inicio"], **acto.resumen.como_datos()},
            ),
        )
        return acto.respuesta(expediente.id)
