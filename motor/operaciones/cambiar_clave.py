"""Cambiar la clave de una cuenta: la propia, o la de otra quien administra."""

from dataclasses import dataclass, field

from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.claves import cifrar, coincide
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import obtener_persona
from motor.reglas.organizacion import Facultad, identificar
from motor.reglas.sesiones import cerrar


class ClaveEquivocada(DatosInvalidos):
    """La clave de ahora no es la que se escribió."""

    codigo = "clave_equivocada"


@dataclass(frozen=True)
class CambiarClave:
    """La orden. `actor` None = la consola. `actual` es la de ahora: la pide cambiar la propia.

    Cierra las demás sesiones de la persona, salvo la de huella `menos`. La que pone otra persona es
    provisional: al ingresar hay que cambiarla.
    """

    actor: Actor | None
    usuario: str
    clave: str = field(repr=False)
    actual: str = field(default="", repr=False)
    menos: str = ""


def cambiar_clave(entorno: Entorno, orden: CambiarClave) -> None:
    """Guarda la clave nueva, cifrada; el asiento no la lleva.

    Raises:
        ClaveEquivocada: es la propia y `actual` no es la de ahora.
        NoEncontrado: no existe la persona.
        SinPermiso: es de otra y el actor no administra la organización.
        DatosInvalidos: la clave es corta.
    """
    propia = orden.actor is not None and orden.actor.usuario == orden.usuario
    clave_hash = cifrar(orden.clave)
    if propia:
        _exigir_actual(entorno, orden)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        persona = obtener_persona(sesion, orden.usuario)
        quien = (
            identificar(sesion, orden.actor, ahora)
            if orden.actor is not None and propia
            else autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        )
        persona.clave_hash = clave_hash
        persona.clave_provisional = orden.actor is not None and not propia
        cerrar(sesion, persona.id, ahora, menos=orden.menos)
        asentar(sesion, Hecho("clave_cambiada", ahora, quien, datos={"persona": orden.usuario}))


def _exigir_actual(entorno: Entorno, orden: CambiarClave) -> None:
    """Fuera de la transacción: argon2 tarda a propósito."""
    with entorno.leer() as lectura:
        guardada = lectura.scalar(
            select(Persona.clave_hash).where(Persona.usuario == orden.usuario)
        )
    if not coincide(guardada, orden.actual):
        raise ClaveEquivocada(
            "No se cambió la clave.", [Falta("actual", "No es su clave de ahora.")]
        )
