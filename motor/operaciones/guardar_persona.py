"""Dar de alta una cuenta o cambiar sus datos; sin designación no puede actuar."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.altas import exigir_persona_nueva
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.claves import cifrar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import FichaPersona, poner_persona
from motor.reglas.organizacion import Facultad

__all__ = ["FichaPersona", "GuardarPersona", "guardar_persona"]


@dataclass(frozen=True)
class GuardarPersona:
    """La orden. `clave` None deja la que hubiera. `actor` None = la consola.

    `nueva`: es un alta, y se rechaza si el usuario ya es de otra persona.
    """

    actor: Actor | None
    persona: FichaPersona
    clave: str | None = None
    nueva: bool = False


def guardar_persona(entorno: Entorno, orden: GuardarPersona) -> int:
    """Guarda la persona y devuelve su id.

    Raises:
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: el usuario está mal escrito, falta el nombre o la clave es corta.
    """
    clave_hash = cifrar(orden.clave) if orden.clave is not None else None
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        if orden.nueva:
            exigir_persona_nueva(sesion, orden.persona.usuario)
        persona, cambios = poner_persona(sesion, orden.persona)
        if clave_hash is not None:
            persona.clave_hash = clave_hash
            persona.clave_provisional = orden.actor is not None
        datos = {"persona": persona.usuario, "con_clave": clave_hash is not None}
        asentar(sesion, Hecho("persona_guardada", ahora, quien, despues=cambios, datos=datos))
        return persona.id
