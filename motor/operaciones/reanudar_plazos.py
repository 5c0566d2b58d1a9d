"""Reanudar plazos suspendidos: desde un día vuelven a contar, y se recalculan."""

from dataclasses import dataclass
from datetime import date

from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.prorrogas import Causa, Recalculo, asentar_recalculos, recalcular_abiertos
from motor.reglas.suspensiones import cerrar_suspension


@dataclass(frozen=True)
class ReanudarPlazos:
    """La orden. `desde` es el primer día local que vuelve a contar (None = hoy).

    `suspension_id` None = la última que sigue vigente.
    """

    actor: Actor | None
    motivo: str
    suspension_id: int | None = None
    desde: date | None = None


def reanudar_plazos(entorno: Entorno, orden: ReanudarPlazos) -> list[Recalculo]:
    """Reanuda y devuelve los plazos abiertos cuyo vencimiento cambió.

    Raises:
        SinPermiso: el actor no puede disponer de plazos.
        NoEncontrado: no hay ninguna suspensión vigente, o no existe esa.
        OrdenRechazada: ya se había reanudado, o `desde` no es posterior a su primer día.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.PLAZOS, ahora)
        suspension = cerrar_suspension(
            sesion, orden.suspension_id, orden.desde, orden.motivo, ahora
        )
        persona_id = quien.persona.id if quien else None
        causa = Causa(HechoPlazo.REANUDADO, orden.motivo, ahora, persona_id)
        cambios = recalcular_abiertos(sesion, causa)
        asentar_recalculos(sesion, cambios, causa, quien)
        datos = {
            "suspension": suspension.id,
            "hasta": suspension.hasta_fecha,
            "plazos_recalculados": len(cambios),
        }
        asentar(sesion, Hecho("plazos_reanudados", ahora, quien, motivo=orden.motivo, datos=datos))
        return cambios
