"""Crear o cambiar un cargo: su unidad, su superior, lo que ve y lo que administra."""

from dataclasses import dataclass

from motor.almacen.organizacion import Acceso
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import FichaCargo, poner_cargo
from motor.reglas.organizacion import Facultad

__all__ = ["Acceso", "Facultad", "FichaCargo", "GuardarCargo", "guardar_cargo"]


@dataclass(frozen=True)
class GuardarCargo:
    """La orden. `actor` None = la consola."""

    actor: Actor | None
    cargo: FichaCargo


def guardar_cargo(entorno: Entorno, orden: GuardarCargo) -> int:
    """Guarda el cargo y devuelve su id.

    Raises:
        NoEncontrado: la unidad o el cargo superior no existen.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: la clave está mal escrita o falta el nombre.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        cargo, cambios = poner_cargo(sesion, orden.cargo)
        datos = {"cargo": cargo.clave}
        asentar(sesion, Hecho("cargo_guardado", ahora, quien, despues=cambios, datos=datos))
        return cargo.id
