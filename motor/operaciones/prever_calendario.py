"""Prever qué plazos movería un cambio de calendario, sin cambiar nada."""

from dataclasses import dataclass

from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.dias import CambioDias, aplicar_cambio
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.prorrogas import Causa, Recalculo, recalcular_abiertos

SIN_ASIENTO = "solo prevé: al terminar lo deshace todo y nada queda distinto"


@dataclass(frozen=True)
class PreverCalendario:
    """La orden: el cambio que se piensa hacer."""

    actor: Actor | None
    cambio: CambioDias
    motivo: str


def prever_calendario(entorno: Entorno, orden: PreverCalendario) -> list[Recalculo]:
    """Devuelve los plazos abiertos que cambiarían, por la misma regla que los cambia.

    Raises:
        SinPermiso, NoEncontrado, DatosInvalidos: como `cambiar_calendario`.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        autorizar(sesion, orden.actor, Facultad.CALENDARIO, ahora)
        aplicar_cambio(sesion, orden.cambio, orden.motivo)
        causa = Causa(HechoPlazo.RECALCULADO, orden.motivo, ahora, None)
        previstos = recalcular_abiertos(sesion, causa)
        sesion.rollback()
        return previstos
