"""Entregar un mensaje enviado: lo hace el sistema después de confirmar el acto que lo lanzó."""

from dataclasses import dataclass

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje
from motor.entorno import Entorno
from motor.reglas.bitacora import bloquear_expediente
from motor.reglas.entregas import Reparto, bloquear_mensaje, repartir
from motor.reglas.finales import cerrar_si_termino
from motor.reglas.idempotencia import Respuesta
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class EntregarMensaje:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def entregar_mensaje(entorno: Entorno, orden: EntregarMensaje) -> Respuesta:
    """Entrega el mensaje a quien lo espera; si nadie todavía, queda enviado hasta que lo haya.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        mensaje = bloquear_mensaje(sesion, trabajo.datos["mensaje"])
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if mensaje.estado is EstadoMensaje.ENVIADO:
            repartir(Reparto(sesion, entorno.versiones, ahora), mensaje)
        if mensaje.expediente_id is not None:
            expediente = sesion.get_one(Expediente, mensaje.expediente_id)
            bloquear_expediente(sesion, expediente)
            cerrar_si_termino(sesion, expediente, ahora)
        return Respuesta(mensaje.id, mensaje.destino_expediente_id, mensaje.destino_instancia_id)
