"""Guardar un archivo de un borrador sobre la revisión que se vio."""

from dataclasses import dataclass, field
from datetime import datetime

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.borradores import bloquear_abierto
from motor.reglas.borradores_archivos import Escrito, guardar_archivo
from motor.reglas.borradores_contenido import leer_clase
from motor.reglas.organizacion import Facultad, exigir_facultad

SIN_ASIENTO = "se guarda solo mientras se dibuja; quién y qué queda en la historia del borrador"


@dataclass(frozen=True)
class GuardarArchivo:
    """La orden; `clase` es diagrama, formulario, decision o escenario; `revision` 0 = es nuevo."""

    actor: Actor
    borrador_id: int
    clase: str
    clave: str
    contenido: bytes = field(repr=False)
    revision: int


@dataclass(frozen=True)
class Guardado:
    """Con qué revisión quedó y cuándo."""

    revision: int
    tocado_el: datetime


def guardar_archivo_borrador(entorno: Entorno, orden: GuardarArchivo) -> Guardado:
    """Guarda el archivo y devuelve su revisión nueva.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        Conflicto: alguien guardó después de la revisión que se vio; nada cambió.
        OrdenRechazada: el borrador ya no se puede cambiar.
        DatosInvalidos: el nombre o el contenido no se admiten.
    """
    clase = leer_clase(orden.clase)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_abierto(sesion, orden.borrador_id)
        escrito = Escrito(clase, orden.clave, orden.revision, orden.contenido)
        archivo = guardar_archivo(sesion, borrador, escrito, (quien.persona.id, ahora))
        return Guardado(archivo.revision, archivo.tocado_el)
