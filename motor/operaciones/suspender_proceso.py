"""Suspender un proceso: no se inician casos y, si se quiere, los que corren se detienen."""

from dataclasses import dataclass

from motor.almacen.plazos import HechoPlazo
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.procesos_suspendidos import (
    bloquear_proceso,
    exigir_motivo,
    suspender_plazos_de,
    vigente,
)
from motor.reglas.prorrogas import Causa, asentar_recalculos, recalcular_abiertos


@dataclass(frozen=True)
class SuspenderProceso:
    """La orden. `con_casos`: también los que ya corren, con sus plazos."""

    actor: Actor
    clave: str
    motivo: str
    con_casos: bool = False


def suspender_proceso(entorno: Entorno, orden: SuspenderProceso) -> Respuesta:
    """Suspende el proceso y devuelve el id de la suspensión.

    Raises:
        NoEncontrado: no existe.
        SinPermiso: el actor no administra procesos.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: ya estaba suspendido.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        proceso = bloquear_proceso(sesion, orden.clave)
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        motivo, yo = exigir_motivo(orden.motivo, "suspende"), quien.persona.id
        if vigente(sesion, proceso.id) is not None:
            raise OrdenRechazada(f"«{proceso.nombre}» ya está suspendido. Reanúdelo primero.")
        suspendido = ProcesoSuspendido(
            proceso_id=proceso.id,
            con_casos=orden.con_casos,
            motivo=motivo,
            suspendido_por_id=yo,
            suspendido_el=ahora,
        )
        datos = {"proceso": proceso.clave, "con_casos": orden.con_casos}
        if orden.con_casos:
            suspension = suspender_plazos_de(sesion, proceso, motivo, ahora, yo)
            suspendido.suspension_id = suspension.id
            causa = Causa(HechoPlazo.SUSPENDIDO, motivo, ahora, yo)
            cambios = recalcular_abiertos(sesion, causa)
            asentar_recalculos(sesion, cambios, causa, quien)
            datos["plazos_recalculados"] = len(cambios)
        sesion.add(suspendido)
        asentar(sesion, Hecho("proceso_suspendido", ahora, quien, motivo=motivo, datos=datos))
        sesion.flush()
        return Respuesta(suspendido.id)
