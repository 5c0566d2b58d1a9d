"""Quién está detrás de una sesión del navegador, y en qué cargos puede actuar hoy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.base import Instante
from motor.almacen.organizacion import Calidad, Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.personales import SesionWeb
from motor.nucleo.actor import en_calidad
from motor.reglas.investidura import es_vigente
from motor.reglas.sesiones import LATIDO, huella_de

_ORDEN = (Calidad.TITULAR, Calidad.INTERINO, Calidad.SUPLENTE, Calidad.DELEGADO)


@dataclass(frozen=True)
class CargoEjercido:
    """Un cargo que la persona ejerce hoy. `representada` es por quién actúa, '' si por sí misma."""

    cargo_id: int
    clave: str
    nombre: str
    unidad_id: int
    unidad_sigla: str
    unidad_nombre: str
    institucion_id: int
    institucion_sigla: str
    institucion_nombre: str
    calidad: str
    acceso: str
    facultades: frozenset[str]
    documento: str
    hasta_el: datetime | None
    representada: str

    @property
    def como(self) -> str:
        """«Cargo — Unidad (calidad)»."""
        modo = en_calidad(self.calidad, self.documento)
        return f"{self.nombre} — {self.unidad_nombre}{modo}"


@dataclass(frozen=True)
class Quien:
    """La persona de una sesión y el cargo en que actúa (`en`, None si debe elegir o no tiene).

    `cargos` son todos los que ejerce hoy. `clave_provisional`: debe
    cambiarla. `por_tocar`: hace rato que no se anota que sigue activa.
    """

    sesion_id: int
    sesion_huella: str
    persona_id: int
    usuario: str
    nombre: str
    correo: str
    por_tocar: bool
    clave_provisional: bool
    en: CargoEjercido | None
    cargos: tuple[CargoEjercido, ...] = field(default=())

    @property
    def cargo(self) -> str | None:
        """La clave del cargo en que actúa."""
        return self.en.clave if self.en else None

    @property
    def facultades(self) -> frozenset[str]:
        """Las facultades del cargo en que actúa."""
        return self.en.facultades if self.en else frozenset()

    @property
    def acceso(self) -> str:
        """`ordinario`, `lectura` o `ninguno`; '' sin cargo."""
        return self.en.acceso if self.en else ""

    @property
    def como(self) -> str:
        """«Cargo — Unidad (calidad)», o el nombre si no actúa en ningún cargo."""
        return self.en.como if self.en else self.nombre


def buscar_quien(
    sesion: Session, secreto: str, ahora: datetime, inactividad: timedelta
) -> Quien | None:
    """Devuelve quién es el dueño del secreto de sesión; None si no vale. Una consulta.

    No vale si no existe, se cerró, venció, pasó demasiado sin usarse o la cuenta está inactiva.
    """
    datos = {"huella": huella_de(secreto), "ahora": ahora}
    filas = sesion.execute(_DE_QUIEN, datos).all()
    if not filas:
        return None
    abierta = filas[0]
    vencida = abierta.vence_el <= ahora or abierta.vista_el + inactividad <= ahora
    if vencida or not abierta.activa:
        return None
    cargos = _cargos([fila for fila in filas if fila.cargo_id is not None])
    elegido = next((c for c in cargos if c.cargo_id == abierta.elegido_id), None)
    unico = cargos[0] if len(cargos) == 1 else None
    return Quien(
        sesion_id=abierta.sesion_id,
        sesion_huella=abierta.huella,
        persona_id=abierta.persona_id,
        usuario=abierta.usuario,
        nombre=abierta.nombre,
        correo=abierta.correo,
        por_tocar=ahora - abierta.vista_el >= LATIDO,
        clave_provisional=abierta.clave_provisional,
        en=elegido or unico,
        cargos=cargos,
    )


_REPRESENTADA = aliased(Persona)
_DE_QUIEN = (
    select(
        SesionWeb.id.label("sesion_id"),
        SesionWeb.huella,
        SesionWeb.cargo_id.label("elegido_id"),
        SesionWeb.vista_el,
        SesionWeb.vence_el,
        Persona.id.label("persona_id"),
        Persona.usuario,
        Persona.nombre,
        Persona.correo,
        Persona.activa,
        Persona.clave_provisional,
        Designacion.id.label("designacion_id"),
        Designacion.calidad,
        Designacion.documento,
        Designacion.hasta_el,
        _REPRESENTADA.nombre.label("representada"),
        Cargo.id.label("cargo_id"),
        Cargo.clave,
        Cargo.nombre.label("cargo_nombre"),
        Cargo.acceso,
        Cargo.facultades,
        Unidad.id.label("unidad_id"),
        Unidad.sigla.label("unidad_sigla"),
        Unidad.nombre.label("unidad_nombre"),
        Institucion.id.label("institucion_id"),
        Institucion.sigla.label("institucion_sigla"),
        Institucion.nombre.label("institucion_nombre"),
    )
    .join(Persona, Persona.id == SesionWeb.persona_id)
    .outerjoin(
        Designacion,
        and_(
            Designacion.persona_id == Persona.id, es_vigente(bindparam("ahora", type_=Instante()))
        ),
    )
    .outerjoin(_REPRESENTADA, _REPRESENTADA.id == Designacion.representada_id)
    .outerjoin(Cargo, and_(Cargo.id == Designacion.cargo_id, Cargo.activo.is_(True)))
    .outerjoin(Unidad, Unidad.id == Cargo.unidad_id)
    .outerjoin(Institucion, Institucion.id == Unidad.institucion_id)
    .where(SesionWeb.huella == bindparam("huella"), SesionWeb.cerrada_el.is_(None))
)


def _cargos(filas: Sequence[Any]) -> tuple[CargoEjercido, ...]:
    """Los cargos, uno por clave (la mejor calidad), titular primero."""
    mejores: dict[int, CargoEjercido] = {}
    for fila in sorted(filas, key=lambda f: (_ORDEN.index(f.calidad), f.designacion_id)):
        mejores.setdefault(
            fila.cargo_id,
            CargoEjercido(
                cargo_id=fila.cargo_id,
                clave=fila.clave,
                nombre=fila.cargo_nombre,
                unidad_id=fila.unidad_id,
                unidad_sigla=fila.unidad_sigla,
                unidad_nombre=fila.unidad_nombre,
                institucion_id=fila.institucion_id,
                institucion_sigla=fila.institucion_sigla,
                institucion_nombre=fila.institucion_nombre,
                calidad=fila.calidad.value,
                acceso=fila.acceso.value,
                facultades=frozenset(fila.facultades or ()),
                documento=fila.documento,
                hasta_el=fila.hasta_el,
                representada=fila.representada or "",
            ),
        )
    return tuple(mejores.values())


@dataclass(frozen=True)
class SesionAbierta:
    """Una sesión que sigue abierta, para que su dueño la reconozca."""

    id: int
    huella: str
    creada_el: datetime
    vista_el: datetime
    ip: str
    agente: str


def listar_sesiones(
    sesion: Session, persona_id: int, ahora: datetime, inactividad: timedelta
) -> tuple[SesionAbierta, ...]:
    """Devuelve las sesiones abiertas de la persona, la última usada primero."""
    filas = sesion.scalars(
        select(SesionWeb)
        .where(
            SesionWeb.persona_id == persona_id,
            SesionWeb.cerrada_el.is_(None),
            SesionWeb.vence_el > ahora,
            SesionWeb.vista_el > ahora - inactividad,
        )
        .order_by(SesionWeb.vista_el.desc())
    )
    return tuple(
        SesionAbierta(f.id, f.huella, f.creada_el, f.vista_el, f.ip, f.agente) for f in filas
    )
