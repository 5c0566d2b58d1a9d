"""Aprobar un movimiento que pidió otra persona: el caso va al paso de destino."""

from dataclasses import dataclass

from motor.almacen.movimientos import EstadoMovimiento
from motor.almacen.organizacion import Persona
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import bloquear_instancia
from motor.reglas.avisos_de_movimientos import avisar_resuelto
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.movimientos import (
    bloquear_movimiento,
    exigir_otra_persona,
    exigir_vigente,
    nombres,
    resolver,
    trasladar,
)
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class AprobarMovimiento:
    """La orden."""

    actor: Actor
    movimiento_id: int


def aprobar_movimiento(entorno: Entorno, orden: AprobarMovimiento) -> Respuesta:
    """Mueve la ficha: lo que dejó se cancela y al destino se entra como por su flujo.

    Raises:
        NoEncontrado: no existe, o no le corresponde ver el caso.
        SinPermiso: el actor no administra expedientes.
        MismaPersona: lo pidió el mismo actor.
        MovimientoCaducado: el caso se movió desde que se pidió.
        NoSeMueve: ya no puede ir ahí; dice por qué.
        OrdenRechazada: ya se resolvió, o el caso terminó.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        movimiento = bloquear_movimiento(sesion, orden.movimiento_id)
        acto = bloquear_instancia(sesion, entorno.versiones, movimiento.instancia_id, ahora)
        mirar(sesion, orden.actor, acto.expediente.id, ahora)
        quien = acto.quien = exigir_facultad(sesion, orden.actor, Facultad.EXPEDIENTES, ahora)
        exigir_otra_persona(movimiento, quien)
        exigir_vigente(movimiento, acto)
        trasladar(acto, movimiento)
        resolver(movimiento, EstadoMovimiento.APROBADO, quien, ahora)
        pidio = sesion.get_one(Persona, movimiento.pedido_por_id)
        datos = {"movimiento": movimiento.id, "pidio": pidio.usuario, "pidio_nombre": pidio.nombre}
        datos |= {**nombres(acto, movimiento), **acto.resumen.como_datos()}
        hecho = Hecho(
            "ficha_movida",
            ahora,
            quien,
            acto.expediente,
            acto.instancia,
            motivo=movimiento.motivo,
            datos=datos,
        )
        asentar_acto(acto, hecho)
        avisar_resuelto(acto, movimiento, quien)
        return acto.respuesta(movimiento.id)
