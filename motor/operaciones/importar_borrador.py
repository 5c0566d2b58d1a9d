"""Importar el zip de un proceso como un borrador nuevo."""

from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores_nuevos import sembrar_borrador
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.paquetes_de_proceso import desempaquetar


@dataclass(frozen=True)
class ImportarBorrador:
    """La orden; `paquete` son los bytes del zip."""

    actor: Actor
    paquete: bytes = field(repr=False)


def importar_borrador(entorno: Entorno, orden: ImportarBorrador) -> Respuesta:
    """Crea el borrador y devuelve su id; lo que rige no cambia.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe la persona.
        DatosInvalidos: el zip no es de un proceso, pasa los topes o trae algo que no se admite.
    """
    contenido = desempaquetar(orden.paquete)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = sembrar_borrador(sesion, contenido, (quien.persona.id, ahora))
        datos = {
            "borrador": borrador.id,
            "proceso": borrador.clave,
            "sha256": contenido.carpeta.huella,
        }
        asentar(sesion, Hecho("borrador_importado", ahora, quien, datos=datos))
        return Respuesta(borrador.id)
