"""Los incidentes que una persona reintenta."""

from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.trabajos import EstadoTrabajo, Incidente, Trabajo
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.reglas.acto import Acto, exigir_activa
from motor.reglas.trabajos import avisar


def obtener_incidente(sesion: Session, incidente_id: int) -> Incidente:
    """Devuelve el incidente, sin bloquearlo.

    Raises:
        NoEncontrado: no existe.
    """
    incidente = sesion.get(Incidente, incidente_id)
    if incidente is None:
        raise NoEncontrado(f"No existe el incidente {incidente_id}.")
    return incidente


def exigir_reintentable(sesion: Session, incidente: Incidente, acto: Acto | None) -> None:
    """Bloquea el incidente y comprueba que siga abierto y tenga algo que reintentar.

    Raises:
        OrdenRechazada: ya se resolvió, su instancia terminó o no hay qué reintentar.
    """
    sesion.refresh(incidente, with_for_update=True)
    if incidente.resuelto_el is not None:
        raise OrdenRechazada(f"El incidente {incidente.id} ya se resolvió.")
    if incidente.trabajo_id is not None and acto is None:
        return
    if acto is not None:
        exigir_activa(acto)
    if incidente.trabajo_id is None and incidente.ficha is None:
        raise OrdenRechazada(
            f"El incidente {incidente.id} no se puede reintentar: {incidente.mensaje}"
        )


def reponer_trabajo(sesion: Session, trabajo_id: int, ahora: datetime) -> None:
    """Deja el trabajo otra vez pendiente, con todos sus intentos."""
    trabajo = sesion.get_one(Trabajo, trabajo_id)
    trabajo.estado, trabajo.intentos, trabajo.debido_el = EstadoTrabajo.PENDIENTE, 0, ahora
    avisar(sesion)
