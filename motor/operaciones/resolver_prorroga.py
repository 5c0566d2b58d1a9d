"""Responder un pedido de prórroga: concederlo, conceder menos o negarlo, con su motivo."""

from dataclasses import dataclass

from motor.almacen.expedientes import Expediente
from motor.almacen.personales import EstadoPedido, PedidoProrroga
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.pedidos_prorroga import avisar_al_que_pidio, causa_de, exigir_resuelve, resolver

_HECHOS = {
    EstadoPedido.CONCEDIDO: "prorroga_concedida",
    EstadoPedido.NEGADO: "prorroga_negada",
    EstadoPedido.SIN_OBJETO: "prorroga_sin_objeto",
}


@dataclass(frozen=True)
class ResolverProrroga:
    """La orden. `dias` concedidos, hasta los pedidos; 0 la niega. `motivo` es obligatorio."""

    actor: Actor
    pedido_id: int
    dias: int
    motivo: str
    idempotencia: str | None = None


def resolver_prorroga(entorno: Entorno, orden: ResolverProrroga) -> Respuesta:
    """Responde el pedido, mueve el vencimiento si se concede y avisa a quien pidió.

    Si el plazo se cerró entretanto, el pedido queda sin objeto.

    Raises:
        NoEncontrado: no existe el pedido o la persona.
        SinPermiso: no dispone de los plazos de esa institución, o el pedido es suyo.
        OrdenRechazada: ya se respondió, o el plazo ya no admite prórroga.
        DatosInvalidos: falta el motivo, o los días pasan de lo pedido o de la norma.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        pedido = sesion.get(PedidoProrroga, orden.pedido_id, with_for_update=True)
        if pedido is None:
            raise NoEncontrado(f"No existe el pedido de prórroga {orden.pedido_id}.")
        firmante = exigir_resuelve(sesion, orden.actor, pedido, ahora)
        if pedido.estado is not EstadoPedido.PENDIENTE:
            raise OrdenRechazada(f"El pedido de prórroga ya está {pedido.estado.value}.")
        plazo = sesion.get_one(Plazo, pedido.plazo_id, with_for_update=True)
        expediente = sesion.get_one(Expediente, pedido.expediente_id)
        tarea = sesion.get_one(Tarea, pedido.tarea_id)
        resolver(sesion, pedido, plazo, causa_de(orden.motivo, ahora, firmante), orden.dias)
        pedido.resuelto_por_id, pedido.resuelto_como = firmante.persona.id, firmante.como
        avisar_al_que_pidio(sesion, expediente, pedido, plazo, tarea)
        hecho = Hecho(
            _HECHOS[pedido.estado],
            ahora,
            firmante,
            expediente,
            tarea=tarea,
            plazo=plazo,
            motivo=orden.motivo,
            datos={"pedido": pedido.id, "pedidos": pedido.dias, "concedidos": orden.dias},
        )
        asentar(sesion, hecho)
        return anotar(sesion, orden, Respuesta(pedido.id, expediente.id, hr=expediente.hr))
