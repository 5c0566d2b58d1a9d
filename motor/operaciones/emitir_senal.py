"""Emitir una señal: la oyen todas las instancias que la esperan en este instante."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.bpmn.avance import SenalLanzada
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.reglas.avance import exigir_nombres_libres
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.senales import difundir


@dataclass(frozen=True)
class EmitirSenal:
    """La orden."""

    actor: Actor
    nombre: str
    contenido: Mapping[str, Valor] = field(default_factory=dict)
    idempotencia: str | None = None


def emitir_senal(entorno: Entorno, orden: EmitirSenal) -> Respuesta:
    """Encarga entregar la señal y devuelve a cuántos (`id`): instancias más inicios de proceso.

    Raises:
        NoEncontrado: no existe la persona.
        SinPermiso: no ocupa hoy un cargo que actúe.
        DatosInvalidos: el contenido trae una variable reservada.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        exigir_nombres_libres(orden.contenido)
        cuantas = difundir(sesion, SenalLanzada("", orden.nombre, orden.contenido), ahora)
        datos = {"senal": orden.nombre, "destinos": cuantas}
        asentar(
            sesion,
            Hecho("senal_emitida", ahora, firmante, despues=orden.contenido, datos=datos),
        )
        return anotar(sesion, orden, Respuesta(cuantas))
