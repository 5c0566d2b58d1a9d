"""Retirar un expediente a pedido de su proponente, por el camino que el diagrama prevé."""

from dataclasses import dataclass

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.bpmn.avance import MensajeRecibido
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.acto import bloquear_instancia, exigir_activa
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho
from motor.reglas.expedientes import actuantes, exigir_abierto
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.retiros import espera_de_retiro, exigir_proponente


@dataclass(frozen=True)
class RetirarExpediente:
    """La orden."""

    actor: Actor
    expediente_id: int
    motivo: str
    idempotencia: str | None = None


def retirar_expediente(entorno: Entorno, orden: RetirarExpediente) -> Respuesta:
    """Da el mensaje de retiro a la instancia que lo escucha, con `motivo_retiro`.

    Raises:
        NoEncontrado: no existe el expediente o la persona.
        SinPermiso: no es el proponente.
        OrdenRechazada: ya cerró, o el diagrama ya no admite el retiro.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = sesion.get(Expediente, orden.expediente_id)
        if expediente is None:
            raise NoEncontrado(f"No existe el expediente {orden.expediente_id}.")
        firmante = exigir_proponente(actuantes(sesion, orden.actor, ahora), expediente)
        exigir_abierto(expediente)
        if not orden.motivo.strip():
            raise DatosInvalidos("Para retirar un expediente hay que decir el motivo.")
        espera = espera_de_retiro(sesion, entorno.versiones, expediente)
        acto = bloquear_instancia(sesion, entorno.versiones, espera.instancia_id, ahora)
        exigir_activa(acto)
        acto.quien = firmante
        contenido = {"motivo_retiro": orden.motivo}
        mensaje = Mensaje(
            nombre=espera.nombre,
            clave=espera.clave,
            contenido=contenido,
            estado=EstadoMensaje.DEPOSITADO,
            enviado_el=ahora,
            enviado_por_id=firmante.persona.id,
            depositado_el=ahora,
            destino_expediente_id=expediente.id,
            destino_instancia_id=acto.instancia.id,
        )
        sesion.add(mensaje)
        avanzar(acto, MensajeRecibido(espera.ficha, contenido))
        asentar_acto(
            acto,
            Hecho(
                "expediente_retirado",
                ahora,
                firmante,
                acto.expediente,
                acto.instancia,
                motivo=orden.motivo,
                datos=acto.resumen.como_datos(),
            ),
        )
        respuesta = acto.respuesta(expediente.id)
        return anotar(sesion, orden, respuesta)
