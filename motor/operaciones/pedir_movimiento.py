"""Pedir que una ficha de un caso pase a otro paso; lo resuelve otra persona."""

from dataclasses import dataclass, replace

from motor.almacen.movimientos import Movimiento
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import bloquear_instancia
from motor.reglas.avisos_de_movimientos import avisar_pedido
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.movimientos import caducar_anterior, ensayar, exigir_motivo, fichas_de, nombres
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class PedirMovimiento:
    """La orden: la ficha (su número en la instancia), el id del paso de destino y el motivo."""

    actor: Actor
    instancia_id: int
    ficha: int
    destino: str
    motivo: str


def pedir_movimiento(entorno: Entorno, orden: PedirMovimiento) -> Respuesta:
    """Anota lo pedido, si el caso podría moverse así, y devuelve su id; el caso no se mueve.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: el actor no administra expedientes.
        DatosInvalidos: falta el motivo.
        NoSeMueve: esa ficha no puede ir a ese paso; dice por qué.
        OrdenRechazada: el caso terminó, o ya hay un movimiento por resolver.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        acto = bloquear_instancia(sesion, entorno.versiones, orden.instancia_id, ahora)
        mirar(sesion, orden.actor, acto.expediente.id, ahora)
        quien = exigir_facultad(sesion, orden.actor, Facultad.EXPEDIENTES, ahora)
        motivo = exigir_motivo(orden.motivo, "el caso tiene que ir a ese paso")
        caducar_anterior(acto)
        ensayar(acto, orden.ficha, orden.destino)
        [elemento] = [f.elemento for f in fichas_de(acto) if f.ficha == orden.ficha]
        movimiento = Movimiento(
            instancia_id=acto.instancia.id,
            revision=acto.instancia.revision,
            ficha=orden.ficha,
            elemento=elemento,
            destino=orden.destino,
            motivo=motivo,
            pedido_por_id=quien.persona.id,
            pedido_el=ahora,
        )
        sesion.add(movimiento)
        sesion.flush()
        datos = {"movimiento": movimiento.id, **nombres(acto, movimiento)}
        hecho = Hecho("movimiento_pedido", ahora, quien, acto.expediente, acto.instancia)
        asentar(sesion, replace(hecho, motivo=motivo, datos=datos))
        avisar_pedido(acto, movimiento, quien)
        return acto.respuesta(movimiento.id)
