"""Publicar una versión de un proceso: desde ahí, la que inicia instancias."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.bpmn import leer
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.escenarios_de_version import poner_escenarios
from motor.reglas.facultades import autorizar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad
from motor.reglas.publicacion import Carpeta, exigir_publicable, revisar_carpeta
from motor.reglas.publicar import publicar


@dataclass(frozen=True)
class PublicarVersion:
    """La orden. `actor` None = la consola; `escenarios`, por el nombre de su archivo sin .yaml."""

    actor: Actor | None
    carpeta: Carpeta
    escenarios: Mapping[str, bytes] = field(default_factory=dict, repr=False)


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
        version, _ = publicar(sesion, carpeta, documento, (quien, ahora))
        poner_escenarios(sesion, version.id, orden.escenarios)
        return Respuesta(version.id)
