"""Quien actúa, tal como la regla lo mira: copias de solo lectura de la persona y su cargo.

Se leen por columnas, en una consulta: cada acto de una persona empieza por aquí, y armar seis
objetos de la sesión para no cambiar ninguno costaba más que la consulta misma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.base import Instante
from motor.almacen.organizacion import (
    Acceso,
    Calidad,
    Cargo,
    Designacion,
    Institucion,
    Persona,
    Unidad,
)


class QuienActua(Protocol):
    """Lo que las reglas leen de una persona: la fila `Persona` o su copia."""

    @property
    def id(self) -> int:
        """El de `persona`."""

    @property
    def usuario(self) -> str:
        """Con que entra."""

    @property
    def nombre(self) -> str:
        """Nombre y apellidos."""

    @property
    def ci(self) -> str:
        """Cédula; vacía si no se registró."""


@dataclass(frozen=True, slots=True)
class CopiaPersona:
    """Una persona con cuenta, copiada."""

    id: int
    usuario: str
    nombre: str
    ci: str
    activa: bool


NADIE = CopiaPersona(0, "", "", "", activa=False)


@dataclass(frozen=True, slots=True)
class CopiaCargo:
    """Un cargo con lo que se copia de su unidad y su institución."""

    id: int
    clave: str
    nombre: str
    unidad_id: int
    acceso: Acceso
    facultades: Sequence[str]
    activo: bool
    unidad_sigla: str
    unidad_nombre: str
    institucion_id: int
    institucion_sigla: str


@dataclass(frozen=True, slots=True)
class Investidura:
    """Una designación vigente. `representada` es el usuario por quien se actúa, o None."""

    id: int
    cargo_id: int
    calidad: Calidad
    desde_el: datetime
    hasta_el: datetime | None
    documento: str
    representada_id: int | None
    procesos: Sequence[str] | None
    tareas: Sequence[str] | None
    representada: str | None
    representada_nombre: str | None
    cargo: CopiaCargo


def es_vigente(ahora: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """La condición SQL de que una designación valga en ese instante."""
    return and_(
        Designacion.desde_el <= ahora,
        or_(Designacion.hasta_el.is_(None), Designacion.hasta_el > ahora),
        or_(Designacion.revocada_el.is_(None), Designacion.revocada_el > ahora),
    )


_REPRESENTADA = aliased(Persona)
_DE_PERSONA = (Persona.id, Persona.usuario, Persona.nombre, Persona.ci, Persona.activa)
_DE_DESIGNACION = (
    Designacion.id,
    Designacion.cargo_id,
    Designacion.calidad,
    Designacion.desde_el,
    Designacion.hasta_el,
    Designacion.documento,
    Designacion.representada_id,
    Designacion.procesos,
    Designacion.tareas,
    _REPRESENTADA.usuario,
    _REPRESENTADA.nombre,
)
_DE_CARGO = (
    Cargo.id,
    Cargo.clave,
    Cargo.nombre,
    Cargo.unidad_id,
    Cargo.acceso,
    Cargo.facultades,
    Cargo.activo,
    Unidad.sigla,
    Unidad.nombre,
    Unidad.institucion_id,
    Institucion.sigla,
)
_FIN_PERSONA = len(_DE_PERSONA)
_FIN_DESIGNACION = _FIN_PERSONA + len(_DE_DESIGNACION)
_INVESTIDURAS = (
    select(*_DE_PERSONA, *_DE_DESIGNACION, *_DE_CARGO)
    .select_from(Persona)
    .outerjoin(
        Designacion,
        and_(
            Designacion.persona_id == Persona.id, es_vigente(bindparam("ahora", type_=Instante()))
        ),
    )
    .outerjoin(Cargo, Cargo.id == Designacion.cargo_id)
    .outerjoin(Unidad, Unidad.id == Cargo.unidad_id)
    .outerjoin(Institucion, Institucion.id == Unidad.institucion_id)
    .outerjoin(_REPRESENTADA, _REPRESENTADA.id == Designacion.representada_id)
    .where(Persona.usuario == bindparam("usuario"))
)


def leer_investiduras(
    sesion: Session, usuario: str, ahora: datetime
) -> tuple[CopiaPersona | None, list[Investidura]]:
    """Devuelve la persona (None si no hay) y sus designaciones vigentes en cargos activos."""
    datos = {"usuario": usuario, "ahora": ahora}
    # por la sesión y no por su conexión: lo que esté por guardarse tiene que verse
    filas: Sequence[Any] = sesion.execute(_INVESTIDURAS, datos).all()
    if not filas:
        return None, []
    investiduras = [_investidura(f) for f in filas if f[_FIN_PERSONA] is not None]
    return CopiaPersona(*filas[0][:_FIN_PERSONA]), [i for i in investiduras if i.cargo.activo]


def _investidura(fila: Sequence[Any]) -> Investidura:
    partes: list[Any] = [*fila[_FIN_PERSONA:_FIN_DESIGNACION], CopiaCargo(*fila[_FIN_DESIGNACION:])]
    return Investidura(*partes)
