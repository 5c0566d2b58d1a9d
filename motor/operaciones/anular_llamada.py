"""Anular una instancia llamada cuya actividad se canceló."""

from dataclasses import dataclass

from motor.almacen.instancias import EstadoInstancia
from motor.entorno import Entorno
from motor.reglas.acto import bloquear_instancia
from motor.reglas.anulaciones import anular_instancia
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.finales import cerrar_si_termino
from motor.reglas.idempotencia import Respuesta
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class AnularLlamada:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def anular_llamada(entorno: Entorno, orden: AnularLlamada) -> Respuesta:
    """Anula la instancia llamada; si ya había terminado, no hay nada que hacer.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        acto = bloquear_instancia(sesion, entorno.versiones, trabajo.datos["hija"], ahora)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if acto.instancia.estado is EstadoInstancia.ACTIVA:
            anular_instancia(acto)
            asentar(
                sesion,
                Hecho("llamada_anulada", ahora, None, acto.expediente, acto.instancia),
            )
        cerrar_si_termino(sesion, acto.expediente, ahora, acto.instancia)
        return acto.respuesta(trabajo.id)
