"""Quién tiene abierto un borrador ahora mismo."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorPresencia
from motor.almacen.organizacion import Cargo, Designacion, Persona
from motor.reglas.investidura import es_vigente

PRESENTE = timedelta(seconds=45)


@dataclass(frozen=True)
class Presente:
    """Quien tiene abierto el borrador; `archivo` vacío si solo mira."""

    nombre: str
    cargo: str
    archivo: str
    desde: datetime


def listar_presentes(
    sesion: Session, borrador_id: int, ahora: datetime, menos: int = 0
) -> tuple[Presente, ...]:
    """Devuelve quiénes tienen abierto el borrador, menos la persona de ese id."""
    filas = sesion.execute(
        select(
            BorradorPresencia.persona_id,
            BorradorPresencia.archivo,
            BorradorPresencia.desde_el,
            Persona.nombre,
        )
        .join(Persona, Persona.id == BorradorPresencia.persona_id)
        .where(
            BorradorPresencia.borrador_id == borrador_id,
            BorradorPresencia.vista_el >= ahora - PRESENTE,
            BorradorPresencia.persona_id != menos,
        )
        .order_by(BorradorPresencia.desde_el, BorradorPresencia.persona_id)
    ).all()
    cargos = _cargos(sesion, {f.persona_id for f in filas}, ahora)
    return tuple(
        Presente(f.nombre, cargos.get(f.persona_id, ""), f.archivo, f.desde_el) for f in filas
    )


def _cargos(sesion: Session, personas: set[int], ahora: datetime) -> dict[int, str]:
    filas = sesion.execute(
        select(Designacion.persona_id, Cargo.nombre)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .where(Designacion.persona_id.in_(personas), es_vigente(ahora))
        .order_by(Designacion.id.desc())
    )
    return {fila.persona_id: fila.nombre for fila in filas}
