"""Quién cambió el calendario y los parámetros de plazo, cuándo, por qué norma y por qué motivo."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.plazos import UnidadParametro
from motor.consultas.parametros import decir_valor
from motor.nucleo.json_canonico import canonico

HASTA = 30
_LISTAS = (
    ("agregados", "Declaró inhábil el"),
    ("quitados", "Quitó el día inhábil"),
    ("habilitados", "Habilitó el"),
    ("deshabilitados", "Quitó la habilitación del"),
)


@dataclass(frozen=True)
class CambioVista:
    """Un cambio asentado, con las frases de lo que cambió; `quien`, con su cargo de entonces."""

    el: datetime
    quien: str
    que: tuple[str, ...]
    motivo: str


def cambios_del_calendario(sesion: Session) -> tuple[CambioVista, ...]:
    """Devuelve los últimos treinta cambios de días, el más nuevo primero. Una consulta."""
    return _listar(sesion, "calendario_cambiado", "")


def cambios_del_parametro(sesion: Session, clave: str) -> tuple[CambioVista, ...]:
    """Devuelve los últimos treinta cambios de ese parámetro, el más nuevo primero."""
    return _listar(sesion, "parametro_cambiado", f'"clave":{canonico(clave)}')


def _listar(sesion: Session, hecho: str, lleva: str) -> tuple[CambioVista, ...]:
    filas = sesion.execute(
        select(Asiento.hecho_el, Asiento.contenido)
        .where(
            Asiento.expediente_id.is_(None),
            Asiento.hecho == hecho,
        )
        .order_by(Asiento.numero.desc())
    )
    suyas = ((el, contenido) for el, contenido in filas if lleva in contenido)
    return tuple(_vista(el, json.loads(contenido)) for el, contenido in islice(suyas, HASTA))


def _vista(el: datetime, contenido: Mapping[str, Any]) -> CambioVista:
    firma = contenido.get("quien") or {}
    partes = [firma.get("nombre", "La consola"), firma.get("cargo_nombre")]
    datos = contenido.get("datos") or {}
    despues = contenido.get("despues")
    frases = [_del_parametro(contenido.get("antes"), despues)] if despues else []
    for lista, verbo in _LISTAS:
        frases += [f"{verbo} {_con_fecha(str(texto))}" for texto in datos.get(lista) or ()]
    return CambioVista(
        el, ", ".join(p for p in partes if p), tuple(frases), contenido.get("motivo") or ""
    )


def _del_parametro(antes: Mapping[str, Any] | None, despues: Mapping[str, Any]) -> str:
    previo = f"De {_valor(antes)} a" if antes else "Puso"
    desde = _con_fecha(str(despues["vigente_desde"]))
    norma = f" ({despues['norma']})" if despues.get("norma") else ""
    return f"{previo} {_valor(despues)}, desde el {desde}{norma}"


def _valor(ficha: Mapping[str, Any]) -> str:
    return decir_valor(str(ficha["valor"]), UnidadParametro(ficha["unidad"]))


def _con_fecha(texto: str) -> str:
    """`2027-01-07 Duelo (DD 7)` → «07/01/2027 Duelo (DD 7)»."""
    fecha, _, resto = texto.partition(" ")
    try:
        return f"{date.fromisoformat(fecha):%d/%m/%Y} {resto}".strip()
    except ValueError:
        return texto
