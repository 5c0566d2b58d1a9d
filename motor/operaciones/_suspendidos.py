"""Dejar esperando el trabajo de un caso cuyo proceso se suspendió: sin mover ningún trámite."""

from motor.almacen.trabajos import EstadoTrabajo, Trabajo
from motor.entorno import Entorno
from motor.reglas.procesos_suspendidos import (
    bloquear_suspendido,
    detener,
    exigir_que_corra_trabajo,
)


def exigir_en_marcha(entorno: Entorno, trabajo_id: int) -> None:
    """Antes de llamar a nadie de afuera, comprueba que el caso no esté detenido.

    Raises:
        ProcesoDetenido: su proceso se suspendió con sus casos en curso.
    """
    with entorno.leer() as sesion:
        exigir_que_corra_trabajo(sesion, trabajo_id)


def detener_trabajo(entorno: Entorno, trabajo_id: int, trabajador: str, proceso_id: int) -> None:
    """Lo deja para cuando se reanude el proceso; si ya se reanudó, para ahora mismo."""
    with entorno.sesiones.begin() as sesion:
        sigue = bloquear_suspendido(sesion, proceso_id)
        trabajo = sesion.get(Trabajo, trabajo_id, with_for_update=True)
        perdido = trabajo is None or trabajo.reservado_por != trabajador
        if trabajo is None or perdido or trabajo.estado is not EstadoTrabajo.PENDIENTE:
            return
        trabajo.reservado_por = trabajo.reservado_hasta = None
        if sigue:
            detener(trabajo, proceso_id)
