"""Qué mensajes de fuera esperan los expedientes que una persona ve, para registrarlos."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import ClaseSuscripcion, Espera
from motor.bpmn.modelo import Documento
from motor.nucleo.actor import Actor
from motor.reglas.mirador import Mirador, obtener_mirador
from motor.reglas.retiros import EXTENSION
from motor.reglas.retiros import MENSAJE as RETIRO
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import es_visible

HASTA = 200


@dataclass(frozen=True)
class Esperado:
    """Un mensaje que un expediente espera; `titulo`, como está en el diagrama.

    `de` es la sigla de la institución de fuera que lo manda, '' si el diagrama no la dice.
    """

    nombre: str
    titulo: str
    hr: str
    asunto: str
    clave: str
    de: str
    desde: datetime


def listar_esperados(
    sesion: Session, versiones: CacheVersiones, actor: Actor, ahora: datetime
) -> tuple[Esperado, ...]:
    """Devuelve los mensajes de fuera que esperan las instancias de su institución, del más nuevo
    al más antiguo, de las últimas `HASTA` esperas. El retiro se pide desde el expediente.

    Raises:
        NoEncontrado, SinPermiso: no existe la persona, o su cuenta está inactiva.
    """
    mirador = obtener_mirador(sesion, actor, ahora)
    return _listar(sesion, versiones, _suya(mirador), es_visible(mirador))


def listar_esperados_de_todos(sesion: Session, versiones: CacheVersiones) -> tuple[Esperado, ...]:
    """Devuelve los mensajes de fuera que espera cualquier expediente, sin mirar quién pregunta.

    Solo para un ensayo, donde quien ensaya hace de todos.
    """
    return _listar(sesion, versiones)


def _listar(
    sesion: Session, versiones: CacheVersiones, *condiciones: ColumnElement[bool]
) -> tuple[Esperado, ...]:
    filas = sesion.execute(
        select(Espera, Expediente, Instancia)
        .join(Expediente, Expediente.id == Espera.expediente_id)
        .join(Instancia, Instancia.id == Espera.instancia_id)
        .where(
            Espera.clase == ClaseSuscripcion.MENSAJE,
            Espera.nombre != RETIRO,
            Expediente.estado == EstadoExpediente.ABIERTO,
            *condiciones,
        )
        .order_by(Espera.id.desc())
        .limit(HASTA)
    )
    vistos = (_esperado(sesion, versiones, *fila) for fila in filas)
    return tuple(esperado for esperado in vistos if esperado is not None)


def _esperado(
    sesion: Session,
    versiones: CacheVersiones,
    espera: Espera,
    expediente: Expediente,
    instancia: Instancia,
) -> Esperado | None:
    version = versiones.obtener(sesion, instancia.version_id)
    nodo = version.proceso(instancia.proceso).nodos.get(espera.elemento)
    de = de_fuera(version.documento, espera.elemento)
    if nodo is None or nodo.extensiones.get(EXTENSION) == "true" or de is None:
        return None
    return Esperado(
        espera.nombre,
        nodo.nombre or espera.nombre,
        expediente.hr,
        expediente.asunto,
        espera.clave or "",
        de,
        espera.abierta_el,
    )


def de_fuera(documento: Documento, elemento: str) -> str | None:
    """Devuelve la sigla de la caja negra que le manda el mensaje a ese elemento.

    '' si nadie lo dibujó; None si lo manda otro proceso de dentro.
    """
    origenes = [f.origen for f in documento.flujos_mensaje if f.destino == elemento]
    if not origenes:
        return ""
    cajas = (documento.participantes.get(origen) for origen in origenes)
    siglas = [caja.institucion for caja in cajas if caja is not None and caja.proceso is None]
    return siglas[0] if siglas else None


def _suya(mirador: Mirador) -> ColumnElement[bool]:
    return Instancia.institucion_id.in_(mirador.instituciones) | Instancia.institucion_id.is_(None)
