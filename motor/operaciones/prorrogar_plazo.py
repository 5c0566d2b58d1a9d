"""Prorrogar un plazo abierto, antes de que venza y las veces que su norma admite."""

from dataclasses import dataclass
from datetime import date

from motor.almacen.plazos import HechoPlazo, Plazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.prorrogas import Causa, dejar_traza, prorrogar


@dataclass(frozen=True)
class ProrrogarPlazo:
    """La orden. `dias` hábiles si el plazo es en días hábiles; si no, calendario."""

    actor: Actor | None
    plazo_id: int
    dias: int
    motivo: str


def prorrogar_plazo(entorno: Entorno, orden: ProrrogarPlazo) -> date:
    """Prorroga el plazo y devuelve su nuevo último día.

    Raises:
        NoEncontrado: no existe el plazo.
        SinPermiso: el actor no puede disponer de plazos.
        DatosInvalidos: falta el motivo, o los días no son los admitidos.
        PlazoVencido: ya venció.
        ProrrogaAgotada: no admite más prórrogas.
        OrdenRechazada: está cerrado o es una fecha fija.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        plazo = sesion.get(Plazo, orden.plazo_id, with_for_update=True)
        if plazo is None:
            raise NoEncontrado(f"No existe el plazo {orden.plazo_id}.")
        quien = autorizar(sesion, orden.actor, Facultad.PLAZOS, ahora)
        if not orden.motivo.strip():
            raise DatosInvalidos("Para prorrogar un plazo hay que decir el motivo.")
        antes = plazo.vence_fecha, plazo.vence_el
        prorrogar(sesion, plazo, orden.dias, ahora)
        persona_id = quien.persona.id if quien else None
        causa = Causa(HechoPlazo.PRORROGADO, orden.motivo, ahora, persona_id)
        dejar_traza(sesion, plazo, antes, causa)
        asentar(
            sesion,
            Hecho(
                "plazo_prorrogado",
                ahora,
                quien,
                plazo.expediente,
                plazo=plazo,
                motivo=orden.motivo,
                datos={"elemento": plazo.elemento, "dias": orden.dias, "vencia": antes[0]},
            ),
        )
        return plazo.vence_fecha
