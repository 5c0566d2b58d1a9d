"""Completar una tarea: el acto más frecuente de la oficina."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.reglas.cumplimiento import (
    Cumplimiento,
    adelantar_plazos,
    cumplir_tarea,
    leer_plazos,
)
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.permisos import exigir_en_plazo
from motor.reglas.tarea_propia import bloquear_tarea_propia


@dataclass(frozen=True)
class CompletarTarea:
    """La orden. `datos` son los campos del formulario, por clave."""

    actor: Actor
    tarea_id: int
    datos: Mapping[str, Valor] = field(default_factory=dict)
    idempotencia: str | None = None


def completar_tarea(entorno: Entorno, orden: CompletarTarea) -> Respuesta:
    """Completa la tarea y mueve el trámite. Todo o nada; de dos a la vez, gana una.

    Raises:
        NoEncontrado: no existe la tarea o la persona.
        SinPermiso: no es de su cargo o unidad, o ya intervino donde debía ser otra persona.
        OrdenRechazada: ya se cerró (dice quién y cuándo), la tiene otra o venció su plazo.
        DatosInvalidos: lo enviado no cumple el formulario, campo por campo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        adelantar_plazos(sesion, orden.tarea_id, ahora)
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        plazos = leer_plazos(acto, tarea)
        exigir_en_plazo(acto.proceso, tarea, plazos, ahora)
        cumplir_tarea(acto, Cumplimiento(tarea, firmante, orden.datos, plazos))
        respuesta = acto.respuesta(tarea.id)
        return anotar(sesion, orden, respuesta)
