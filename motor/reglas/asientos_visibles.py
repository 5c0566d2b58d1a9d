"""Qué asientos de la bitácora de un expediente ve quien lo mira.

Se ve un asiento si es del expediente entero (se cerró, se anuló, se reservó…), si es de una
instancia, tarea, plazo o mensaje que se ve, o si lo hizo alguien de una institución que se ve.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Institucion
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.reglas.visibilidad import Mirada, es_mensaje_suyo

DE_TODOS = frozenset(
    {
        "expediente_cerrado",
        "expediente_anulado",
        "expediente_retirado",
        "expediente_reservado",
        "expediente_reserva_levantada",
        "expediente_hijo_abierto",
    }
)


@dataclass(frozen=True)
class AsientoLeido:
    """Un asiento con su contenido ya leído."""

    asiento: Asiento
    contenido: dict[str, Any]


@dataclass(frozen=True)
class _Suyo:
    todo: bool
    siglas: frozenset[str] = frozenset()
    tareas: frozenset[int] = frozenset()
    plazos: frozenset[int] = frozenset()
    mensajes: frozenset[int] = frozenset()


def asientos_visibles(sesion: Session, mirada: Mirada) -> Iterator[AsientoLeido]:
    """Da los asientos que ve, del primero al último."""
    suyo = _suyo(sesion, mirada)
    for asiento in sesion.scalars(
        select(Asiento)
        .where(Asiento.expediente_id == mirada.expediente.id)
        .order_by(Asiento.numero)
    ):
        contenido = json.loads(asiento.contenido)
        if suyo.todo or _se_ve(contenido, mirada, suyo):
            yield AsientoLeido(asiento, contenido)


def _suyo(sesion: Session, mirada: Mirada) -> _Suyo:
    if mirada.instancias is None:
        return _Suyo(todo=True)
    id_ = mirada.expediente.id
    siglas = select(Institucion.sigla).where(Institucion.id.in_(mirada.instituciones or ()))
    tareas = select(Tarea.id).where(
        Tarea.expediente_id == id_, Tarea.instancia_id.in_(mirada.instancias)
    )
    plazos = select(Plazo.id).where(
        Plazo.expediente_id == id_, Plazo.instancia_id.in_(mirada.instancias)
    )
    mensajes = select(Mensaje.id).where(
        or_(Mensaje.expediente_id == id_, Mensaje.destino_expediente_id == id_),
        es_mensaje_suyo(mirada.mirador),
    )
    return _Suyo(
        False,
        frozenset(sesion.scalars(siglas)),
        frozenset(sesion.scalars(tareas)),
        frozenset(sesion.scalars(plazos)),
        frozenset(sesion.scalars(mensajes)),
    )


def _se_ve(contenido: dict[str, Any], mirada: Mirada, suyo: _Suyo) -> bool:
    hecho = str(contenido["hecho"])
    if hecho in DE_TODOS:
        return True
    if "proceso" in contenido:
        return mirada.ve_instancia(contenido["proceso"]["instancia"])
    if "tarea" in contenido:
        return contenido["tarea"]["id"] in suyo.tareas
    datos = contenido.get("datos") or {}
    if hecho.startswith("mensaje_"):
        return datos.get("id") in suyo.mensajes
    afectados: Sequence[Any] = [contenido.get("plazo") or {}, *(datos.get("plazos") or ())]
    ids = {a.get("plazo", a.get("id")) for a in afectados if isinstance(a, dict)} - {None}
    if ids:
        return bool(ids & suyo.plazos)
    return (contenido.get("quien") or {}).get("institucion") in suyo.siglas
