"""La carátula de un expediente según quien la mira, con su reserva si es confidencial."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import Version
from motor.consultas.finales import nombre_del_final
from motor.consultas.quienes import como_de, decir_quien
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada


@dataclass(frozen=True)
class Reserva:
    """Quién hizo confidencial el expediente, cuándo y qué norma lo manda."""

    norma: str
    quien: str
    el: datetime


@dataclass(frozen=True)
class Caratula:
    """El encabezado de la hoja de ruta; `version`, por la que corre (None = sin instancias)."""

    id: int
    hr: str
    asunto: str
    proceso: str
    version: int | None
    estado: str
    final: str
    institucion: str
    iniciador: str
    iniciado_el: datetime
    cerrado_el: datetime | None
    confidencial: bool
    reserva: Reserva | None
    motivo_mirada: str
    parcial: bool


def obtener_caratula(sesion: Session, versiones: CacheVersiones, mirada: Mirada) -> Caratula:
    """Devuelve la carátula."""
    e = mirada.expediente
    iniciador = sesion.scalar(select(Persona.nombre).where(Persona.usuario == e.iniciador))
    return Caratula(
        id=e.id,
        hr=e.hr,
        asunto=e.asunto,
        proceso=e.proceso.nombre if e.proceso else "",
        version=_version(sesion, e),
        estado=e.estado.value,
        final=nombre_del_final(sesion, versiones, e),
        institucion=e.institucion.nombre if e.institucion else "",
        iniciador=iniciador or e.iniciador or "el sistema",
        iniciado_el=e.iniciado_el,
        cerrado_el=e.cerrado_el,
        confidencial=e.confidencial,
        reserva=_reserva(sesion, e) if e.confidencial else None,
        motivo_mirada=mirada.motivo,
        parcial=mirada.instancias is not None and _hay_ajenas(sesion, mirada),
    )


def _version(sesion: Session, expediente: Expediente) -> int | None:
    """El número de la versión de su primera instancia: si el caso migró, la de ahora."""
    return sesion.scalar(
        select(Version.numero)
        .join(Instancia, Instancia.version_id == Version.id)
        .where(Instancia.expediente_id == expediente.id)
        .order_by(Instancia.id)
        .limit(1)
    )


def _hay_ajenas(sesion: Session, mirada: Mirada) -> bool:
    ajena = sesion.scalar(
        select(Instancia.id)
        .where(
            Instancia.expediente_id == mirada.expediente.id,
            Instancia.id.not_in(mirada.instancias or ()),
        )
        .limit(1)
    )
    return ajena is not None


def _reserva(sesion: Session, expediente: Expediente) -> Reserva | None:
    asiento = sesion.scalar(
        select(Asiento)
        .where(Asiento.expediente_id == expediente.id, Asiento.hecho == "expediente_reservado")
        .order_by(Asiento.numero.desc())
        .limit(1)
    )
    if asiento is None:
        return None
    contenido = json.loads(asiento.contenido)
    quien = contenido.get("quien") or {}
    nombre = decir_quien(str(quien.get("nombre", "")), como_de(quien))
    return Reserva(str(contenido.get("motivo", "")), nombre, asiento.hecho_el)
