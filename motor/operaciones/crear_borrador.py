"""Crear un borrador de un proceso: de cero, de una versión o de una carpeta."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores_contenido import exigir_clave_de_proceso
from motor.reglas.borradores_nuevos import (
    Contenido,
    de_cero,
    de_version,
    exigir_nombre,
    sembrar_borrador,
)
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.publicacion import Carpeta


@dataclass(frozen=True)
class CrearBorrador:
    """La orden: de `version_id`, de `carpeta` (con sus `escenarios`) o, sin ninguna, de cero."""

    actor: Actor
    clave: str
    nombre: str
    version_id: int | None = None
    carpeta: Carpeta | None = None
    escenarios: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def crear_borrador(entorno: Entorno, orden: CrearBorrador) -> Respuesta:
    """Crea el borrador y devuelve su id.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe la versión o la persona.
        DatosInvalidos: la clave, el nombre o un archivo no se admiten.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        exigir_nombre(orden.nombre)
        exigir_clave_de_proceso(orden.clave)
        if orden.carpeta is not None:
            propia = replace(orden.carpeta, clave=orden.clave, nombre=orden.nombre)
            contenido = Contenido(propia, dict(orden.escenarios))
        elif orden.version_id is not None:
            contenido = de_version(sesion, orden.version_id, orden.clave, orden.nombre)
        else:
            contenido = de_cero(orden.clave, orden.nombre)
        borrador = sembrar_borrador(sesion, contenido, (quien.persona.id, ahora))
        datos = {"borrador": borrador.id, "proceso": borrador.clave, "nombre": borrador.nombre}
        asentar(sesion, Hecho("borrador_creado", ahora, quien, datos=datos))
        return Respuesta(borrador.id)
