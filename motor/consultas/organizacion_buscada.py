"""Buscar una unidad por su nombre, su sigla, cómo se llamó antes o los cargos que tiene."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from motor.almacen.organizacion import Cargo, Unidad, UnidadAnterior

MAXIMO = 50


@dataclass(frozen=True)
class UnidadHallada:
    """Una unidad que cumple lo buscado; `cargos`, los suyos que también lo cumplen."""

    sigla: str
    nombre: str
    cerrada: bool
    cargos: tuple[str, ...]


def buscar_unidades(sesion: Session, texto: str) -> tuple[UnidadHallada, ...]:
    """Devuelve hasta MAXIMO unidades, vigentes primero, con todas las palabras. Dos consultas.

    Las palabras se buscan todas juntas en la unidad (nombre y sigla), en un nombre que tuvo, o en
    uno de sus cargos (nombre y clave).
    """
    de_cargo = _tiene_todas(texto, Cargo.nombre, Cargo.clave)
    antes = _tiene_todas(texto, UnidadAnterior.nombre)
    unidades = sesion.execute(
        select(Unidad.id, Unidad.sigla, Unidad.nombre, Unidad.vigente_hasta)
        .where(
            or_(
                _tiene_todas(texto, Unidad.nombre, Unidad.sigla),
                exists().where(Cargo.unidad_id == Unidad.id, de_cargo),
                exists().where(UnidadAnterior.unidad_id == Unidad.id, antes),
            )
        )
        .order_by(Unidad.vigente_hasta.is_not(None), Unidad.nombre, Unidad.id)
        .limit(MAXIMO)
    ).all()
    cargos: dict[int, list[str]] = {}
    hallados = select(Cargo.unidad_id, Cargo.nombre).where(
        Cargo.unidad_id.in_([u.id for u in unidades]), de_cargo
    )
    for unidad_id, nombre in sesion.execute(hallados.order_by(Cargo.id)):
        cargos.setdefault(unidad_id, []).append(nombre)
    return tuple(
        UnidadHallada(u.sigla, u.nombre, u.vigente_hasta is not None, tuple(cargos.get(u.id, ())))
        for u in unidades
    )


def _tiene_todas(texto: str, *columnas: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Cada palabra (hasta seis) está en alguna de esas columnas de la misma fila."""
    condicion: ColumnElement[bool] = true()
    for palabra in texto.lower().split()[:6]:
        condicion = condicion & or_(
            *(func.lower(c).contains(palabra, autoescape=True) for c in columnas)
        )
    return condicion
