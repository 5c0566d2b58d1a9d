"""Pedir que se amplíe el plazo de una tarea, a quien puede concederlo."""

from dataclasses import dataclass

from motor.almacen.plazos import Plazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.pedidos_prorroga import Pedido, pedir
from motor.reglas.tarea_propia import bloquear_tarea_propia


@dataclass(frozen=True)
class PedirProrroga:
    """La orden. `dias` hábiles si el plazo es en días hábiles; si no, calendario."""

    actor: Actor
    tarea_id: int
    dias: int
    motivo: str
    idempotencia: str | None = None


def pedir_prorroga(entorno: Entorno, orden: PedirProrroga) -> Respuesta:
    """Deja el pedido, avisa a quienes pueden concederlo y devuelve su id.

    Raises:
        NoEncontrado, SinPermiso: como en `completar_tarea`.
        OrdenRechazada: la tarea se cerró, la tiene otra persona, o su plazo no admite prórroga.
        PedidoPendiente: ya hay un pedido sin responder.
        DatosInvalidos: falta el motivo, o los días pasan del tope.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        pedido = pedir(acto, tarea, firmante, Pedido(orden.dias, orden.motivo))
        asentar(
            sesion,
            Hecho(
                "prorroga_pedida",
                ahora,
                firmante,
                acto.expediente,
                acto.instancia,
                tarea,
                sesion.get_one(Plazo, pedido.plazo_id),
                motivo=pedido.motivo,
                datos={"dias": orden.dias, "pedido": pedido.id},
            ),
        )
        respuesta = Respuesta(
            pedido.id, tarea.expediente_id, tarea.instancia_id, acto.expediente.hr
        )
        return anotar(sesion, orden, respuesta)
