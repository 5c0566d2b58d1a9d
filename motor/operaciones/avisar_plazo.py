"""Avisar que un plazo va por el 50, el 80 o el 100 %."""

from dataclasses import dataclass

from motor.almacen.expedientes import Expediente
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.entorno import Entorno
from motor.reglas.avisos import marcar_avisos
from motor.reglas.bitacora import Hecho, asentar, bloquear_expediente
from motor.reglas.destinatarios import avisar_a_responsables, nombre_del_plazo
from motor.reglas.idempotencia import Respuesta
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class AvisarPlazo:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def avisar_plazo(entorno: Entorno, orden: AvisarPlazo) -> Respuesta:
    """Da los avisos que ya tocan, una vez cada uno; el plazo no cambia.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        plazo = sesion.get_one(Plazo, trabajo.datos["plazo"])
        expediente = sesion.get_one(Expediente, plazo.expediente_id)
        bloquear_expediente(sesion, expediente)
        sesion.refresh(plazo, with_for_update=True)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if plazo.estado is EstadoPlazo.ABIERTO:
            porcentajes = marcar_avisos(plazo, ahora)
            if porcentajes:
                nombre = nombre_del_plazo(sesion, entorno.versiones, plazo)
                for porcentaje in porcentajes:
                    avisar_a_responsables(sesion, plazo, nombre, porcentaje, ahora)
                datos = {"porcentajes": porcentajes, "elemento": plazo.elemento}
                asentar(
                    sesion,
                    Hecho("plazo_avisado", ahora, None, expediente, plazo=plazo, datos=datos),
                )
        return Respuesta(plazo.id, expediente.id, plazo.instancia_id, expediente.hr)
