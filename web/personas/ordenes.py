"""De los formularios de personas a sus órdenes."""

import secrets
from datetime import datetime

from werkzeug.datastructures import MultiDict

from motor.nucleo.actor import Actor
from motor.operaciones.cambiar_clave import CambiarClave
from motor.operaciones.desactivar_persona import DesactivarPersona
from motor.operaciones.designar import Designar
from motor.operaciones.guardar_persona import FichaPersona, GuardarPersona
from motor.operaciones.suplir import Suplir
from web.fechas import despues_del_dia, leer_fecha, principio_del_dia
from web.intento import exigir

Formulario = MultiDict[str, str]


def leer_persona(formulario: Formulario, actor: Actor, usuario: str = "") -> GuardarPersona:
    """La persona que se crea o, con `usuario`, la que se cambia; su clave no se toca.

    Raises:
        DatosInvalidos: falta el usuario o el nombre.
    """
    alta = {} if usuario else {"usuario": "Escriba el usuario."}
    exigir(formulario, alta | {"nombre": "Escriba el nombre."})
    ficha = FichaPersona(
        usuario or formulario["usuario"].strip(),
        formulario["nombre"].strip(),
        formulario.get("ci", "").strip(),
        formulario.get("correo", "").strip(),
    )
    return GuardarPersona(actor, ficha, nueva=not usuario)


def leer_desactivacion(formulario: Formulario, actor: Actor, usuario: str) -> DesactivarPersona:
    """El pedido de desactivar una cuenta."""
    return DesactivarPersona(actor, usuario, formulario.get("motivo", ""))


def nueva_clave_para(usuario: str, actor: Actor) -> CambiarClave:
    """Una clave provisional al azar (16 letras y números) para esa persona."""
    return CambiarClave(actor, usuario, secrets.token_urlsafe(12))


def leer_designacion(
    formulario: Formulario, actor: Actor, usuario: str, ahora: datetime
) -> Designar | Suplir:
    """La designación de esa persona; con calidad «suplente», por quien diga.

    Raises:
        DatosInvalidos: falta un dato o una fecha no existe.
    """
    frases = {"cargo": "Elija el cargo.", "documento": "Escriba el documento que la designa."}
    calidad = formulario.get("calidad", "titular")
    if calidad == "suplente":
        frases |= {"por": "Diga a quién suple.", "hasta": "Diga hasta cuándo suple."}
    exigir(formulario, frases)
    desde, hasta = _vigencia(formulario, ahora)
    cargo, documento = formulario["cargo"].strip(), formulario["documento"].strip()
    if calidad == "suplente" and hasta is not None:
        return Suplir(actor, usuario, cargo, formulario["por"].strip(), desde, hasta, documento)
    return Designar(actor, usuario, cargo, desde, hasta, documento, calidad == "interino")


def _vigencia(formulario: Formulario, ahora: datetime) -> tuple[datetime, datetime | None]:
    """Días enteros, los dos incluidos; si empieza hoy, desde ahora."""
    principio = principio_del_dia(leer_fecha(formulario.get("desde", ""), "desde"))
    escrito = formulario.get("hasta", "").strip()
    fin = despues_del_dia(leer_fecha(escrito, "hasta")) if escrito else None
    hoy = principio <= ahora < despues_del_dia(principio.date())
    return (ahora if hoy else principio), fin
