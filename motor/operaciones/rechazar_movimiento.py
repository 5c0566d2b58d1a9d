"""Rechazar un movimiento que pidió otra persona: el caso queda donde está."""

from dataclasses import dataclass

from motor.almacen.movimientos import EstadoMovimiento
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import bloquear_instancia
from motor.reglas.avisos_de_movimientos import avisar_resuelto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.movimientos import (
    bloquear_movimiento,
    exigir_motivo,
    exigir_otra_persona,
    nombres,
    resolver,
)
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class RechazarMovimiento:
    """La orden; el motivo es obligatorio."""

    actor: Actor
    movimiento_id: int
    motivo: str


def rechazar_movimiento(entorno: Entorno, orden: RechazarMovimiento) -> Respuesta:
    """Anota que no se mueve y por qué; vale también para lo que ya caducó.

    Raises:
        NoEncontrado: no existe, o no le corresponde ver el caso.
        SinPermiso: el actor no administra expedientes.
        MismaPersona: lo pidió el mismo actor.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: ya se resolvió.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        movimiento = bloquear_movimiento(sesion, orden.movimiento_id)
        acto = bloquear_instancia(sesion, entorno.versiones, movimiento.instancia_id, ahora)
        mirar(sesion, orden.actor, acto.expediente.id, ahora)
        quien = exigir_facultad(sesion, orden.actor, Facultad.EXPEDIENTES, ahora)
        exigir_otra_persona(movimiento, quien)
        motivo = exigir_motivo(orden.motivo, "no corresponde mover el caso")
        resolver(movimiento, EstadoMovimiento.RECHAZADO, quien, ahora)
        movimiento.respuesta = motivo
        hecho = Hecho(
            "movimiento_rechazado",
            ahora,
            quien,
            acto.expediente,
            acto.instancia,
            motivo=motivo,
            datos={"movimiento": movimiento.id, **nombres(acto, movimiento)},
        )
        asentar(sesion, hecho)
        avisar_resuelto(acto, movimiento, quien)
        return acto.respuesta(movimiento.id)
