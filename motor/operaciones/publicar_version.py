"""Publicar una versión de un proceso: desde ahí, la que inicia instancias."""

from dataclasses import dataclass

from motor.bpmn import leer
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.inicios_programados import cancelar_programados, programar
from motor.reglas.organizacion import Facultad
from motor.reglas.publicacion import (
    Carpeta,
    es_la_misma,
    exigir_publicable,
    guardar_version,
    proceso_del_catalogo,
    registrar_procesos,
    revisar_carpeta,
    version_vigente,
)


@dataclass(frozen=True)
class PublicarVersion:
    """La orden. `actor` None = la consola."""

    actor: Actor | None
    carpeta: Carpeta


def publicar_version(entorno: Entorno, orden: PublicarVersion) -> Respuesta:
    """Publica la versión y devuelve su id; la misma carpeta dos veces es la misma versión.

    Raises:
        SinPermiso: el actor no administra procesos.
        DiagramaInvalido: con cada hallazgo que impide publicar; nada cambió.
    """
    carpeta = orden.carpeta
    documento = leer(carpeta.xml)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.PROCESOS, ahora)
        temas = entorno.manejadores.temas
        exigir_publicable(revisar_carpeta(sesion, carpeta, documento, temas))
        proceso = proceso_del_catalogo(sesion, carpeta)
        anterior = version_vigente(sesion, proceso)
        if anterior is not None and es_la_misma(anterior, carpeta):
            return Respuesta(anterior.id)
        if anterior is not None:
            cancelar_programados(sesion, anterior)
        persona_id = quien.persona.id if quien else None
        version = guardar_version(sesion, proceso, carpeta, ahora, persona_id)
        registrar_procesos(sesion, version, documento)
        programar(sesion, version, documento, ahora)
        datos = {
            "proceso": carpeta.clave,
            "version": version.numero,
            "sha256": version.sha256,
            "reemplaza": anterior.numero if anterior else None,
            "nota": carpeta.nota,
        }
        asentar(sesion, Hecho("version_publicada", ahora, quien, datos=datos))
        return Respuesta(version.id)
