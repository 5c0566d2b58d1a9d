"""Crear o cambiar un cargo: su unidad, su superior, lo que ve y lo que administra."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Acceso, Cargo
from motor.almacen.tareas import Tarea, esta_abierta
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.textos import contar
from motor.reglas.altas import exigir_cargo_nuevo
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import FichaCargo, poner_cargo
from motor.reglas.organizacion import Facultad

__all__ = ["Acceso", "Facultad", "FichaCargo", "GuardarCargo", "guardar_cargo"]


@dataclass(frozen=True)
class GuardarCargo:
    """La orden. `nuevo`: es un alta, y la clave no debe existir. `actor` None = la consola."""

    actor: Actor | None
    cargo: FichaCargo
    nuevo: bool = False


def guardar_cargo(entorno: Entorno, orden: GuardarCargo) -> int:
    """Guarda el cargo y devuelve su id.

    Raises:
        NoEncontrado: la unidad o el cargo superior no existen.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: la clave está mal escrita o falta el nombre.
        OrdenRechazada: se da por suprimido y le quedan tareas abiertas.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        if orden.nuevo:
            exigir_cargo_nuevo(sesion, orden.cargo.clave)
        cargo, cambios = poner_cargo(sesion, orden.cargo)
        if "activo" in cambios and not cargo.activo:
            _exigir_sin_tareas(sesion, cargo)
        datos = {"cargo": cargo.clave}
        asentar(sesion, Hecho("cargo_guardado", ahora, quien, despues=cambios, datos=datos))
        return cargo.id


def _exigir_sin_tareas(sesion: Session, cargo: Cargo) -> None:
    abiertas = select(func.count()).where(Tarea.cargo_id == cargo.id, esta_abierta())
    quedan = sesion.scalar(abiertas) or 0
    if quedan:
        raise OrdenRechazada(
            f"No se puede suprimir el cargo «{cargo.nombre}»: tiene "
            f"{contar(quedan, 'tarea abierta', 'tareas abiertas')}. Derívelas antes a otro cargo."
        )
