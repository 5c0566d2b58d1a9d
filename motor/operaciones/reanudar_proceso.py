"""Reanudar un proceso suspendido: se inician casos otra vez y lo detenido sigue."""

from dataclasses import dataclass

from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.valores import Json
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.procesos_suspendidos import (
    bloquear_proceso,
    exigir_motivo,
    reanudar_plazos_de,
    soltar_detenidos,
    vigente,
)
from motor.reglas.prorrogas import Causa, asentar_recalculos, recalcular_abiertos


@dataclass(frozen=True)
class ReanudarProceso:
    """La orden; el motivo es obligatorio."""

    actor: Actor
    clave: str
    motivo: str


def reanudar_proceso(entorno: Entorno, orden: ReanudarProceso) -> Respuesta:
    """Reanuda: los plazos vuelven a correr y los trabajos detenidos se hacen.

    Raises:
        NoEncontrado: no existe.
        SinPermiso: el actor no administra procesos.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: no estaba suspendido.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        proceso = bloquear_proceso(sesion, orden.clave)
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        motivo, yo = exigir_motivo(orden.motivo, "reanuda"), quien.persona.id
        suspendido = vigente(sesion, proceso.id)
        if suspendido is None:
            raise OrdenRechazada(f"«{proceso.nombre}» no está suspendido: no hay qué reanudar.")
        suspendido.reanudado_el, suspendido.reanudado_por_id = ahora, yo
        datos: dict[str, Json] = {"proceso": proceso.clave}
        if reanudar_plazos_de(sesion, suspendido, motivo, ahora):
            causa = Causa(HechoPlazo.REANUDADO, motivo, ahora, yo)
            cambios = recalcular_abiertos(sesion, causa)
            asentar_recalculos(sesion, cambios, causa, quien)
            datos["plazos_recalculados"] = len(cambios)
        datos["trabajos_soltados"] = soltar_detenidos(sesion, proceso.id)
        asentar(sesion, Hecho("proceso_reanudado", ahora, quien, motivo=motivo, datos=datos))
        return Respuesta(suspendido.id)
