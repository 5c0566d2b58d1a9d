"""Acusar recibo de un mensaje: la segunda hora del doble acuse, la de una persona con cargo."""

from dataclasses import dataclass

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje
from motor.almacen.organizacion import Persona
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.reloj import hora_local
from motor.reglas.acuses import exigir_receptor, sellar
from motor.reglas.bitacora import asentar
from motor.reglas.entregas import bloquear_mensaje
from motor.reglas.expedientes import actuantes
from motor.reglas.idempotencia import Respuesta, anotar, repetida


@dataclass(frozen=True)
class RecibirMensaje:
    """La orden. A una institución de fuera, el acuse de ella lo registra una persona de aquí."""

    actor: Actor
    mensaje_id: int
    idempotencia: str | None = None


def recibir_mensaje(entorno: Entorno, orden: RecibirMensaje) -> Respuesta:
    """Sella la recepción; desde qué día computa lo dice el calendario (hora de corte e inhábiles).

    Raises:
        NoEncontrado: no existe el mensaje o la persona.
        SinPermiso: no ocupa hoy un cargo que actúe, o el mensaje no es para su institución.
        OrdenRechazada: ya lo recibió alguien, o todavía no llegó a su destino.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        mensaje = bloquear_mensaje(sesion, orden.mensaje_id)
        firmante = exigir_receptor(mensaje, actuantes(sesion, orden.actor, ahora))
        if mensaje.estado is EstadoMensaje.RECIBIDO and mensaje.recibido_el is not None:
            quien = sesion.get_one(Persona, mensaje.recibido_por_id)
            raise OrdenRechazada(
                f"El mensaje «{mensaje.nombre}» ya lo recibió {quien.nombre} "
                f"({mensaje.recibido_como}) el {hora_local(mensaje.recibido_el)}."
            )
        if mensaje.estado is EstadoMensaje.ENVIADO and not mensaje.a_elemento:
            raise OrdenRechazada(
                f"El mensaje «{mensaje.nombre}» todavía no llegó a nadie: ningún proceso lo espera."
            )
        expediente_id = mensaje.destino_expediente_id or mensaje.expediente_id
        expediente = sesion.get(Expediente, expediente_id) if expediente_id else None
        asentar(sesion, sellar(sesion, mensaje, firmante, expediente, ahora))
        hr = expediente.hr if expediente else ""
        return anotar(sesion, orden, Respuesta(mensaje.id, expediente_id, hr=hr))
