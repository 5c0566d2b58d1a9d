"""Quitar un filtro guardado."""

from dataclasses import dataclass

from motor.almacen.personales import FiltroGuardado
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.organizacion import identificar

SIN_ASIENTO = "una búsqueda con nombre no toca ningún expediente"


@dataclass(frozen=True)
class QuitarFiltro:
    """La orden."""

    actor: Actor
    filtro_id: int


def quitar_filtro(entorno: Entorno, orden: QuitarFiltro) -> None:
    """Borra el filtro; solo quien lo guardó.

    Raises:
        NoEncontrado: no existe, o es de otra persona.
        SinPermiso: la persona no ocupa hoy ese cargo.
    """
    with entorno.sesiones.begin() as sesion:
        persona_id = identificar(sesion, orden.actor, entorno.reloj.ahora()).persona.id
        filtro = sesion.get(FiltroGuardado, orden.filtro_id)
        if filtro is None or filtro.persona_id != persona_id:
            raise NoEncontrado("Ese filtro no existe o lo guardó otra persona: solo ella lo quita.")
        sesion.delete(filtro)
