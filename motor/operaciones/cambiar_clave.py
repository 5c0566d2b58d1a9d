"""Cambiar la clave de una cuenta: la propia, o la de otra quien administra."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.claves import cifrar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import obtener_persona
from motor.reglas.organizacion import Facultad, identificar


@dataclass(frozen=True)
class CambiarClave:
    """La orden. `actor` None = la consola."""

    actor: Actor | None
    usuario: str
    clave: str


def cambiar_clave(entorno: Entorno, orden: CambiarClave) -> None:
    """Guarda la clave nueva, cifrada; el asiento no la lleva.

    Raises:
        NoEncontrado: no existe la persona.
        SinPermiso: es de otra y el actor no administra la organización.
        DatosInvalidos: la clave es corta.
    """
    clave_hash = cifrar(orden.clave)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        persona = obtener_persona(sesion, orden.usuario)
        propia = orden.actor is not None and orden.actor.usuario == orden.usuario
        quien = (
            identificar(sesion, orden.actor, ahora)
            if orden.actor is not None and propia
            else autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        )
        persona.clave_hash = clave_hash
        asentar(sesion, Hecho("clave_cambiada", ahora, quien, datos={"persona": orden.usuario}))
