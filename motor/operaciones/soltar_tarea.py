"""Soltar una tarea tomada: vuelve a la bandeja común."""

from dataclasses import dataclass

from motor.almacen.tareas import EstadoTarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.tarea_propia import bloquear_tarea_propia


@dataclass(frozen=True)
class SoltarTarea:
    """La orden."""

    actor: Actor
    tarea_id: int
    idempotencia: str | None = None


def soltar_tarea(entorno: Entorno, orden: SoltarTarea) -> Respuesta:
    """Devuelve la tarea a la bandeja de su cargo o unidad.

    Raises:
        NoEncontrado: no existe la tarea o la persona.
        SinPermiso: no es de su cargo ni de su unidad.
        OrdenRechazada: ya se cerró, la tiene otra persona o nadie la había tomado.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        if tarea.estado is not EstadoTarea.TOMADA:
            raise OrdenRechazada(f"La tarea «{tarea.nombre}» no la tiene nadie: no hay qué soltar.")
        tarea.estado = EstadoTarea.DISPONIBLE
        tarea.tomada_por_id = tarea.tomada_el = None
        estado = (EstadoTarea.TOMADA.value, EstadoTarea.DISPONIBLE.value)
        asentar(
            sesion,
            Hecho(
                "tarea_soltada",
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
