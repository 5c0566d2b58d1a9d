"""Suspender plazos por bloqueo, desastre u otra causa: un acto con fechas, alcance y motivo."""

from dataclasses import dataclass
from datetime import date

from motor.almacen.calendario import AlcanceSuspension
from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.prorrogas import Causa, Recalculo, asentar_recalculos, recalcular_abiertos
from motor.reglas.suspensiones import FichaSuspension, abrir_suspension

__all__ = ["AlcanceSuspension", "SuspenderPlazos", "Suspendidos", "suspender_plazos"]


@dataclass(frozen=True)
class SuspenderPlazos:
    """La orden: días locales de `desde` a `hasta` inclusive (None = hasta que se reanude).

    `referencia` es la sigla, la clave de proceso, la HR o el id de plazo, según el `alcance`.
    """

    actor: Actor | None
    desde: date
    hasta: date | None
    motivo: str
    alcance: AlcanceSuspension = AlcanceSuspension.TODO
    referencia: str = ""
    documento: str = ""


@dataclass(frozen=True)
class Suspendidos:
    """Qué suspensión quedó y qué plazos abiertos cambiaron."""

    suspension_id: int
    recalculos: tuple[Recalculo, ...]


def suspender_plazos(entorno: Entorno, orden: SuspenderPlazos) -> Suspendidos:
    """Suspende y recalcula; los plazos ya vencidos no reviven.

    Raises:
        SinPermiso: el actor no puede disponer de plazos.
        DatosInvalidos: falta el motivo o la referencia, o las fechas están al revés.
    """
    ficha = FichaSuspension(
        orden.desde, orden.hasta, orden.alcance, orden.referencia, orden.motivo, orden.documento
    )
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.PLAZOS, ahora)
        persona_id = quien.persona.id if quien else None
        suspension = abrir_suspension(sesion, ficha, ahora, persona_id)
        causa = Causa(HechoPlazo.SUSPENDIDO, orden.motivo, ahora, persona_id)
        cambios = recalcular_abiertos(sesion, causa)
        asentar_recalculos(sesion, cambios, causa, quien)
        datos = ficha.como_json() | {"plazos_recalculados": len(cambios)}
        asentar(sesion, Hecho("plazos_suspendidos", ahora, quien, motivo=orden.motivo, datos=datos))
        return Suspendidos(suspension.id, tuple(cambios))
