"""Crear una unidad o cambiar su nombre o superior desde una fecha, conservando cómo era."""

from dataclasses import dataclass
from datetime import date

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.altas import exigir_unidad_nueva
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import FichaUnidad, poner_unidad
from motor.reglas.organizacion import Facultad

__all__ = ["FichaUnidad", "GuardarUnidad", "guardar_unidad"]


@dataclass(frozen=True)
class GuardarUnidad:
    """La orden. `desde` es la fecha local en que rige el cambio. `actor` None = la consola.

    `nueva`: es un alta, y se rechaza si la sigla ya es de otra unidad.
    """

    actor: Actor | None
    unidad: FichaUnidad
    desde: date
    nueva: bool = False


def guardar_unidad(entorno: Entorno, orden: GuardarUnidad) -> int:
    """Guarda la unidad y devuelve su id.

    Raises:
        NoEncontrado: la institución o la unidad superior no existen.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: falta el nombre, o la fecha no llegó o no es posterior a la vigencia que
            se cambia.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        if orden.desde > ahora.astimezone(LA_PAZ).date():
            raise DatosInvalidos(
                f"El {orden.desde:%d/%m/%Y} todavía no llega: registre el cambio cuando rija."
            )
        if orden.nueva:
            exigir_unidad_nueva(sesion, orden.unidad.sigla)
        unidad, cambios = poner_unidad(sesion, orden.unidad, orden.desde)
        datos = {"unidad": unidad.sigla, "desde": orden.desde, "norma": orden.unidad.norma}
        asentar(sesion, Hecho("unidad_guardada", ahora, quien, despues=cambios, datos=datos))
        return unidad.id
