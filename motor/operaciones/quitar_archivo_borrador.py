"""Quitar un formulario, una decisión o un escenario de un borrador."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import bloquear_abierto
from motor.reglas.borradores_archivos import Escrito, quitar_archivo
from motor.reglas.borradores_contenido import EXTENSIONES, leer_clase
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class QuitarArchivo:
    """La orden; `revision` es la que se vio."""

    actor: Actor
    borrador_id: int
    clase: str
    clave: str
    revision: int


def quitar_archivo_borrador(entorno: Entorno, orden: QuitarArchivo) -> Respuesta:
    """Quita el archivo; su historia queda.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador, el archivo o la persona.
        Conflicto: alguien lo guardó después de la revisión que se vio.
        OrdenRechazada: es el diagrama, o el borrador ya no se puede cambiar.
    """
    clase = leer_clase(orden.clase)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_abierto(sesion, orden.borrador_id)
        escrito = Escrito(clase, orden.clave, orden.revision)
        quitar_archivo(sesion, borrador, escrito, (quien.persona.id, ahora))
        datos = {
            "borrador": borrador.id,
            "proceso": borrador.clave,
            "archivo": f"{orden.clave}{EXTENSIONES[clase]}",
        }
        asentar(sesion, Hecho("archivo_de_borrador_quitado", ahora, quien, datos=datos))
        return Respuesta(borrador.id)
