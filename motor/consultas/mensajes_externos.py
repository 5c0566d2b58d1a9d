"""Qué mensajes de fuera esperan los expedientes que una persona ve, para registrarlos."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import ClaseSuscripcion, Espera
from motor.nucleo.actor import Actor
from motor.reglas.mirador import Mirador, obtener_mirador
from motor.reglas.retiros import MENSAJE as RETIRO
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import es_visible

HASTA = 200


@dataclass(frozen=True)
class Esperado:
    """Un mensaje que un expediente espera; `titulo`, como está en el diagrama."""

    nombre: str
    titulo: str
    hr: str
    asunto: str
    clave: str
    desde: datetime


def listar_esperados(
    sesion: Session, versiones: CacheVersiones, actor: Actor, ahora: datetime
) -> tuple[Esperado, ...]:
    """Devuelve los mensajes que esperan las instancias de su institución, del más nuevo al más
    antiguo, como mucho `HASTA`. El retiro no se cuenta: se pide desde el expediente.

    Raises:
        NoEncontrado, SinPermiso: no existe la persona, o su cuenta está inactiva.
    """
    mirador = obtener_mirador(sesion, actor, ahora)
    filas = sesion.execute(
        select(Espera, Expediente, Instancia)
        .join(Expediente, Expediente.id == Espera.expediente_id)
        .join(Instancia, Instancia.id == Espera.instancia_id)
        .where(
            Espera.clase == ClaseSuscripcion.MENSAJE,
            Espera.nombre != RETIRO,
            Expediente.estado == EstadoExpediente.ABIERTO,
            _suya(mirador),
            es_visible(mirador),
        )
        .order_by(Espera.id.desc())
        .limit(HASTA)
    )
    return tuple(
        Esperado(
            espera.nombre,
            _titulo(sesion, versiones, espera, instancia),
            expediente.hr,
            expediente.asunto,
            espera.clave or "",
            espera.abierta_el,
        )
        for espera, expediente, instancia in filas
    )


def _suya(mirador: Mirador) -> ColumnElement[bool]:
    return Instancia.institucion_id.in_(mirador.instituciones) | Instancia.institucion_id.is_(None)


def _titulo(
    sesion: Session, versiones: CacheVersiones, espera: Espera, instancia: Instancia
) -> str:
    version = versiones.obtener(sesion, instancia.version_id)
    nodo = version.proceso(instancia.proceso).nodos.get(espera.elemento)
    return (nodo.nombre if nodo else "") or espera.nombre
