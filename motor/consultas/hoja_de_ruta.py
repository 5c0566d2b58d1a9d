"""La hoja de ruta de un expediente: quién hizo qué, cuándo, con qué plazo y cómo terminó."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json


@dataclass(frozen=True)
class Renglon:
    """Un acto: `quien` y `cargo` tal como eran al asentarlo; vacíos si lo hizo el sistema."""

    numero: int
    el: datetime  # hora de La Paz
    hecho: str
    quien: str
    cargo: str
    unidad: str
    tarea: str
    vence_fecha: date | None
    detalle: str


@dataclass(frozen=True)
class HojaDeRuta:
    """El expediente y sus renglones, en orden."""

    hr: str
    asunto: str
    proceso: str
    estado: str
    final: str | None
    iniciado_el: datetime
    cerrado_el: datetime | None
    renglones: Sequence[Renglon]


def obtener_hoja_de_ruta(sesion: Session, hr: str) -> HojaDeRuta:
    """Devuelve la hoja de ruta del expediente con ese número.

    Raises:
        NoEncontrado: no hay expediente con esa hoja de ruta.
    """
    expediente = sesion.scalar(select(Expediente).where(Expediente.hr == hr))
    if expediente is None:
        raise NoEncontrado(
            f"No hay ningún expediente con la hoja de ruta «{hr}». Se escribe HR-AAAA-NNNNNN."
        )
    asientos = sesion.scalars(
        select(Asiento).where(Asiento.expediente_id == expediente.id).order_by(Asiento.numero)
    )
    cerrado = expediente.cerrado_el
    return HojaDeRuta(
        hr=expediente.hr,
        asunto=expediente.asunto,
        proceso=expediente.proceso.nombre if expediente.proceso else "",
        estado=expediente.estado.value,
        final=expediente.final,
        iniciado_el=expediente.iniciado_el.astimezone(LA_PAZ),
        cerrado_el=cerrado.astimezone(LA_PAZ) if cerrado else None,
        renglones=tuple(_renglon(asiento) for asiento in asientos),
    )


def _renglon(asiento: Asiento) -> Renglon:
    contenido: dict[str, Json] = json.loads(asiento.contenido)
    quien = contenido.get("quien") or {}
    plazo = contenido.get("plazo") or {}
    return Renglon(
        numero=asiento.numero,
        el=asiento.hecho_el.astimezone(LA_PAZ),
        hecho=asiento.hecho,
        quien=str(quien.get("nombre", "")),
        cargo=str(quien.get("cargo_nombre", "")),
        unidad=str(quien.get("unidad", "")),
        tarea=str((contenido.get("tarea") or {}).get("nombre", "")),
        vence_fecha=date.fromisoformat(plazo["vence"]) if plazo.get("vence") else None,
        detalle=str(contenido.get("motivo") or _detalle(contenido.get("datos") or {})),
    )


def _detalle(datos: dict[str, Json]) -> str:
    """Los datos propios del hecho que caben en un renglón."""
    simples = {c: v for c, v in datos.items() if isinstance(v, str | int) and c != "id"}
    return ", ".join(f"{clave}: {valor}" for clave, valor in simples.items())
