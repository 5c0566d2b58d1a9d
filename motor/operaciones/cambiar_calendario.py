"""Agregar o quitar días inhábiles o habilitados; recalcula los plazos abiertos y dice cuáles."""

from dataclasses import dataclass

from motor.almacen.calendario import AmbitoDia
from motor.almacen.plazos import HechoPlazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.dias import CambioDias, FichaDia, FichaHabilitado, aplicar_cambio
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.prorrogas import Causa, Recalculo, asentar_recalculos, recalcular_abiertos

__all__ = [
    "AmbitoDia",
    "CambiarCalendario",
    "CambioDias",
    "FichaDia",
    "FichaHabilitado",
    "Recalculo",
    "cambiar_calendario",
]


@dataclass(frozen=True)
class CambiarCalendario:
    """La orden; el motivo es obligatorio. `actor` None = la consola."""

    actor: Actor | None
    cambio: CambioDias
    motivo: str


def cambiar_calendario(entorno: Entorno, orden: CambiarCalendario) -> list[Recalculo]:
    """Cambia el calendario y devuelve los plazos abiertos cuyo vencimiento cambió.

    Raises:
        SinPermiso: el actor no administra el calendario.
        NoEncontrado: un día a quitar no estaba, o uno a deshabilitar no estaba habilitado.
        DatosInvalidos: falta la norma, el motivo o el cambio, o un día ya estaba.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.CALENDARIO, ahora)
        datos = aplicar_cambio(sesion, orden.cambio, orden.motivo)
        persona_id = quien.persona.id if quien else None
        causa = Causa(HechoPlazo.RECALCULADO, orden.motivo, ahora, persona_id)
        cambios = recalcular_abiertos(sesion, causa)
        asentar_recalculos(sesion, cambios, causa, quien)
        datos = datos | {"plazos_recalculados": len(cambios)}
        asentar(
            sesion, Hecho("calendario_cambiado", ahora, quien, motivo=orden.motivo, datos=datos)
        )
        return cambios
