"""Suspender los plazos de un solo expediente, desde su página."""

from dataclasses import dataclass
from datetime import date

from motor.almacen.calendario import AlcanceSuspension
from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.prorrogas import Causa, asentar_recalculos, recalcular_abiertos
from motor.reglas.suspensiones import FichaSuspension, abrir_suspension
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class SuspenderExpediente:
    """La orden: días locales de `desde` a `hasta` inclusive (None = hasta que se reanude)."""

    actor: Actor
    expediente_id: int
    desde: date
    hasta: date | None
    motivo: str
    documento: str = ""


def suspender_expediente(entorno: Entorno, orden: SuspenderExpediente) -> int:
    """Suspende los plazos del expediente y devuelve el id de la suspensión.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: no puede disponer de plazos.
        DatosInvalidos: falta el motivo, o las fechas están al revés.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        expediente = mirar(sesion, orden.actor, orden.expediente_id, ahora).expediente
        firmante = exigir_facultad(sesion, orden.actor, Facultad.PLAZOS, ahora)
        ficha = FichaSuspension(
            orden.desde,
            orden.hasta,
            AlcanceSuspension.EXPEDIENTE,
            expediente.hr,
            orden.motivo,
            orden.documento,
        )
        suspension = abrir_suspension(sesion, ficha, ahora, firmante.persona.id)
        causa = Causa(HechoPlazo.SUSPENDIDO, orden.motivo, ahora, firmante.persona.id)
        id_ = expediente.id
        cambios = recalcular_abiertos(sesion, causa, lambda plazo: plazo.expediente_id == id_)
        asentar_recalculos(sesion, cambios, causa, firmante)
        datos = ficha.como_json() | {"plazos_recalculados": len(cambios)}
        asentar(
            sesion, Hecho("plazos_suspendidos", ahora, firmante, motivo=orden.motivo, datos=datos)
        )
        sesion.flush()
        return suspension.id
