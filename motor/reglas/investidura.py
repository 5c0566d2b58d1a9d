"""Quien actúa, tal como la regla lo mira: copias de solo lectura de la persona y su cargo.

Se leen por columnas, en una consulta: cada acto de una persona empieza por aquí, y armar seis
objetos de la sesión para no cambiar ninguno costaba más que la consulta misma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from motor.almacen.base import Instante
from motor.almacen.diferidas import adelantar, leer
from motor.almacen.fijas import Fija
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


_PERSONA, _DESIGNACION, _CARGO = (
    Persona.__table__.c,
    Designacion.__table__.c,
    Cargo.__table__.c,
)
_UNIDAD, _INSTITUCION = Unidad.__table__.c, Institucion.__table__.c
_REPRESENTADA = Persona.__table__.alias("representada").c
_DE_PERSONA = (_PERSONA.id, _PERSONA.usuario, _PERSONA.nombre, _PERSONA.ci, _PERSONA.activa)
_DE_DESIGNACION = (
    _DESIGNACION.id,
    _DESIGNACION.cargo_id,
    _DESIGNACION.calidad,
    _DESIGNACION.desde_el,
    _DESIGNACION.hasta_el,
    _DESIGNACION.documento,
    _DESIGNACION.representada_id,
    _DESIGNACION.procesos,
    _DESIGNACION.tareas,
    _REPRESENTADA.usuario,
    _REPRESENTADA.nombre,
)
_DE_CARGO = (
    _CARGO.id,
    _CARGO.clave,
    _CARGO.nombre,
    _CARGO.unidad_id,
    _CARGO.acceso,
    _CARGO.facultades,
    _CARGO.activo,
    _UNIDAD.sigla,
    _UNIDAD.nombre,
    _UNIDAD.institucion_id,
    _INSTITUCION.sigla,
)
_FIN_PERSONA = len(_DE_PERSONA)
_FIN_DESIGNACION = _FIN_PERSONA + len(_DE_DESIGNACION)
_INVESTIDURAS = Fija(
    select(*_DE_PERSONA, *_DE_DESIGNACION, *_DE_CARGO)
    .select_from(Persona.__table__)
    .outerjoin(
        Designacion.__table__,
        and_(
            _DESIGNACION.persona_id == _PERSONA.id,
            es_vigente(bindparam("ahora", type_=Instante())),
        ),
    )
    .outerjoin(Cargo.__table__, _CARGO.id == _DESIGNACION.cargo_id)
    .outerjoin(Unidad.__table__, _UNIDAD.id == _CARGO.unidad_id)
    .outerjoin(Institucion.__table__, _INSTITUCION.id == _UNIDAD.institucion_id)
    .outerjoin(_REPRESENTADA.id.table, _REPRESENTADA.id == _DESIGNACION.representada_id)
    .where(_PERSONA.usuario == bindparam("usuario"))
)


def adelantar_investiduras(sesion: Session, usuario: str, ahora: datetime) -> None:
    """Anuncia que se leerán las de esa persona: viajan con la consulta siguiente."""
    adelantar(sesion, _INVESTIDURAS, {"usuario": usuario, "ahora": ahora})


def leer_investiduras(
    sesion: Session, usuario: str, ahora: datetime
) -> tuple[CopiaPersona | None, list[Investidura]]:
    """Devuelve la persona (None si no hay) y sus designaciones vigentes en cargos activos."""
    sesion.flush()  # una lectura fija no guarda antes lo pendiente
    filas = leer(sesion, _INVESTIDURAS, {"usuario": usuario, "ahora": ahora})
    if not filas:
        return None, []
    investiduras = [_investidura(f) for f in filas if f[_FIN_PERSONA] is not None]
    return CopiaPersona(*filas[0][:_FIN_PERSONA]), [i for i in investiduras if i.cargo.activo]


def _investidura(fila: Sequence[Any]) -> Investidura:
    partes: list[Any] = [*fila[_FIN_PERSONA:_FIN_DESIGNACION], CopiaCargo(*fila[_FIN_DESIGNACION:])]
    return Investidura(*partes)
