"""Cuántos días hábiles de mora lleva cada plazo de tarea, y de quién."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.plazos import ClasePlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import Tarea
from motor.nucleo.calendario import Calendario
from motor.nucleo.reloj import LA_PAZ

DIAS_HACIA_ATRAS = 90


@dataclass(frozen=True)
class Alcance:
    """Qué se mira: la institución (None = todas) y, si se filtra, el proceso o la unidad."""

    institucion_id: int | None = None
    proceso: str = ""
    unidad: str = ""


def condiciones(alcance: Alcance) -> list[ColumnElement[bool]]:
    """Las condiciones SQL del alcance, sobre Instancia, Proceso y Unidad."""
    condiciones: list[ColumnElement[bool]] = []
    if alcance.institucion_id is not None:
        condiciones.append(Instancia.institucion_id == alcance.institucion_id)
    if alcance.proceso:
        condiciones.append(Proceso.clave == alcance.proceso)
    if alcance.unidad:
        condiciones.append(Unidad.sigla == alcance.unidad)
    return condiciones


@dataclass(frozen=True)
class Demora:
    """La mora de un plazo; `abierta` si sigue corriendo."""

    unidad: str
    unidad_nombre: str
    persona: str
    persona_nombre: str
    dias: int
    abierta: bool


def leer_demoras(
    sesion: Session, alcance: Alcance, calendario: Calendario, ahora: datetime
) -> Iterable[Demora]:
    """Los días hábiles de mora de cada plazo de tarea, abierto o cerrado en 90 días."""
    desde = ahora - timedelta(days=DIAS_HACIA_ATRAS)
    filas = sesion.execute(
        select(
            Plazo.vence_fecha,
            Plazo.cerrado_el,
            Unidad.sigla,
            Unidad.nombre,
            Persona.usuario,
            Persona.nombre,
        )
        .join(Tarea, Tarea.id == Plazo.tarea_id)
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .outerjoin(
            Persona, Persona.id == func.coalesce(Tarea.completada_por_id, Tarea.tomada_por_id)
        )
        .where(
            Plazo.clase == ClasePlazo.TAREA,
            Plazo.vence_el <= ahora,
            Plazo.vence_el < func.coalesce(Plazo.cerrado_el, ahora),
            (Plazo.cerrado_el.is_(None)) | (Plazo.cerrado_el >= desde),
            *condiciones(alcance),
        )
    )
    for vence, cerrado, sigla, unidad, usuario, persona in filas:
        fin = (cerrado or ahora).astimezone(LA_PAZ).date()
        yield Demora(
            sigla or "",
            unidad or "Sin unidad",
            usuario or "",
            persona or "Nadie la tomó",
            calendario.habiles_entre(vence, fin),
            cerrado is None,
        )
