"""Entrar: una persona abre una sesión en un navegador con su usuario y su clave."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.almacen.personales import SesionWeb
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.claves import coincide
from motor.reglas.organizacion import Firmante
from motor.reglas.sesiones import (
    IngresoNegado,
    anotar_fallo,
    exigir_sin_freno,
    huella_de,
    nuevo_secreto,
    olvidar_fallos,
)

LARGO_AGENTE = 200


@dataclass(frozen=True)
class AbrirSesion:
    """La orden. `duracion` es el límite absoluto de la sesión."""

    usuario: str
    clave: str = field(repr=False)
    ip: str = ""
    agente: str = ""
    duracion: timedelta = timedelta(hours=12)


def abrir_sesion(entorno: Entorno, orden: AbrirSesion) -> str:
    """Devuelve el secreto de la sesión nueva, que solo se conoce ahora.

    La clave se comprueba antes de la transacción: argon2 tarda a propósito. Un intento fallido se
    anota y se asienta, y recién entonces se niega.

    Raises:
        DemasiadosIntentos: hay que esperar.
        IngresoNegado: el usuario o la clave no son. No dice cuál.
    """
    ahora = entorno.reloj.ahora()
    de_usuario, de_ip = f"usuario:{orden.usuario[:80].lower()}", f"ip:{orden.ip}"
    with entorno.leer() as lectura:
        exigir_sin_freno(lectura, (de_usuario, de_ip), ahora)
        guardada = lectura.scalar(
            select(Persona.clave_hash).where(Persona.usuario == orden.usuario, Persona.activa)
        )
    sirve = coincide(guardada, orden.clave)
    secreto = nuevo_secreto()
    with entorno.sesiones.begin() as sesion:
        persona = sesion.scalar(
            select(Persona).where(Persona.usuario == orden.usuario, Persona.activa)
        )
        actor = Actor(orden.usuario[:80], medio="web", ip=orden.ip)
        if persona is None or not sirve:
            anotar_fallo(sesion, (de_usuario, de_ip), ahora)
            datos = {"usuario": actor.usuario, "ip": orden.ip}
            asentar(sesion, Hecho("ingreso_negado", ahora, datos=datos))
        else:
            olvidar_fallos(sesion, de_usuario, ahora)
            sesion.add(
                SesionWeb(
                    huella=huella_de(secreto),
                    persona_id=persona.id,
                    creada_el=ahora,
                    vista_el=ahora,
                    vence_el=ahora + orden.duracion,
                    ip=orden.ip,
                    agente=orden.agente[:LARGO_AGENTE],
                )
            )
            asentar(sesion, Hecho("sesion_abierta", ahora, Firmante(persona, None, actor)))
            return secreto
    raise IngresoNegado(
        "El usuario o la clave no son correctos. Revise las mayúsculas y vuelva a probar."
    )
