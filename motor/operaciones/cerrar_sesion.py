"""Salir: de este navegador, de otro o de todos."""

from dataclasses import dataclass

from sqlalchemy import select

from motor.almacen.personales import SesionWeb
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.organigrama import obtener_persona
from motor.reglas.organizacion import Firmante
from motor.reglas.sesiones import cerrar


@dataclass(frozen=True)
class CerrarSesion:
    """La orden: cierra la sesión `sesion_id`, o todas las de la persona si es None.

    `menos` es la huella de una sesión que se conserva al cerrarlas todas.
    """

    actor: Actor
    sesion_id: int | None = None
    menos: str = ""


def cerrar_sesion(entorno: Entorno, orden: CerrarSesion) -> int:
    """Devuelve cuántas sesiones cerró; repetirla no cambia nada.

    Raises:
        NoEncontrado: no existe la persona, o la sesión no es suya.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        persona = obtener_persona(sesion, orden.actor.usuario)
        if orden.sesion_id is None:
            cuantas = cerrar(sesion, persona.id, ahora, menos=orden.menos)
        else:
            fila = sesion.scalar(
                select(SesionWeb).where(
                    SesionWeb.id == orden.sesion_id, SesionWeb.persona_id == persona.id
                )
            )
            if fila is None:
                raise NoEncontrado("Esa sesión no existe o no es suya. Actualice la lista.")
            cuantas = int(fila.cerrada_el is None)
            fila.cerrada_el = fila.cerrada_el or ahora
        if cuantas:
            datos = {"sesiones": cuantas}
            quien = Firmante(persona, None, orden.actor)
            asentar(sesion, Hecho("sesion_cerrada", ahora, quien, datos=datos))
        return cuantas
