"""Tomar una tarea: desde ahí, nadie más la completa."""

from dataclasses import dataclass

from motor.almacen.tareas import EstadoTarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.tarea_propia import bloquear_tarea_propia


@dataclass(frozen=True)
class TomarTarea:
    """La orden."""

    actor: Actor
    tarea_id: int
    idempotencia: str | None = None


def tomar_tarea(entorno: Entorno, orden: TomarTarea) -> Respuesta:
    """Reserva la tarea para quien la pide; si ya la tenía, no cambia nada.

    Raises:
        NoEncontrado: no existe la tarea o la persona.
        SinPermiso: no es de su cargo ni de su unidad.
        OrdenRechazada: ya se cerró o la tomó otra persona.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        if tarea.estado is EstadoTarea.DISPONIBLE:
            tarea.estado, tarea.tomada_el = EstadoTarea.TOMADA, ahora
            tarea.tomada_por_id = firmante.persona.id
            estado = (EstadoTarea.DISPONIBLE.value, EstadoTarea.TOMADA.value)
            asentar(
                sesion,
                Hecho(
                    "tarea_tomada",
                    ahora,
                    firmante,
                    acto.expediente,
                    acto.instancia,
                    tarea,
                    estado=estado,
                ),
            )
        respuesta = acto.respuesta(tarea.id)
        return anotar(sesion, orden, respuesta)
