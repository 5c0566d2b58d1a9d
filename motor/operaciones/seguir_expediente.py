"""Seguir un expediente, o dejar de seguirlo: aparece en la bandeja, en «Lo que sigo»."""

from dataclasses import dataclass

from motor.almacen.personales import Seguimiento
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.visibilidad import mirar

SIN_ASIENTO = "lo que cada persona sigue es suyo: no cambia el expediente ni a quién le toca"


@dataclass(frozen=True)
class SeguirExpediente:
    """La orden; `seguir` False deja de seguirlo."""

    actor: Actor
    expediente_id: int
    seguir: bool = True


def seguir_expediente(entorno: Entorno, orden: SeguirExpediente) -> bool:
    """Cambia si la persona lo sigue; repetirla no cambia nada. Devuelve si lo sigue.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: la cuenta está inactiva.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        mirada = mirar(sesion, orden.actor, orden.expediente_id, ahora)
        persona_id = mirada.mirador.persona_id
        actual = sesion.get(Seguimiento, (persona_id, orden.expediente_id))
        if orden.seguir and actual is None:
            sesion.add(
                Seguimiento(
                    persona_id=persona_id, expediente_id=orden.expediente_id, desde_el=ahora
                )
            )
        elif not orden.seguir and actual is not None:
            sesion.delete(actual)
        return orden.seguir
