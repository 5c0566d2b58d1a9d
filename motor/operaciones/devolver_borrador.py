"""Devolver un borrador propuesto: vuelve a estar abierto, con el motivo a la vista."""

from dataclasses import dataclass

from motor.almacen.borradores import EstadoBorrador
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.reglas.avisos_de_borradores import avisar_resuelto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import bloquear_borrador
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class DevolverBorrador:
    """La orden."""

    actor: Actor
    borrador_id: int
    motivo: str


def devolver_borrador(entorno: Entorno, orden: DevolverBorrador) -> Respuesta:
    """Devuelve el borrador a quien dibuja; también quien lo propuso puede retirarlo así.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        OrdenRechazada: no está propuesto.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_borrador(sesion, orden.borrador_id, (EstadoBorrador.EN_REVISION,))
        if not orden.motivo.strip():
            raise DatosInvalidos(
                "No se devolvió.", [Falta("motivo", "Diga qué hay que cambiar antes de publicar.")]
            )
        estado = (borrador.estado.value, EstadoBorrador.ABIERTO.value)
        borrador.estado = EstadoBorrador.ABIERTO
        borrador.devuelto_por_que = orden.motivo.strip()
        datos = {"borrador": borrador.id, "proceso": borrador.clave}
        devolvio = f"devolvió «{borrador.nombre}» para cambiarlo: {borrador.devuelto_por_que}"
        avisar_resuelto(sesion, borrador, quien, ahora, devolvio)
        asentar(
            sesion,
            Hecho(
                "borrador_devuelto", ahora, quien, estado=estado, motivo=orden.motivo, datos=datos
            ),
        )
        return Respuesta(borrador.id)
