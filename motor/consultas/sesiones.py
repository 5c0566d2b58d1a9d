"""Quién está detrás de una sesión del navegador, y en qué cargos puede actuar hoy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Calidad, Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.personales import SesionWeb
from motor.nucleo.actor import en_calidad
from motor.reglas.organizacion import es_vigente
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

    `cargos` son todos los que ejerce hoy. `por_tocar`: hace rato que no se anota que sigue activa.
    """

    sesion_id: int
    sesion_huella: str
    persona_id: int
    usuario: str
    nombre: str
    correo: str
    por_tocar: bool
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
    filas = sesion.execute(
        select(SesionWeb, Persona, Designacion, Cargo, Unidad, Institucion)
        .join(Persona, Persona.id == SesionWeb.persona_id)
        .outerjoin(Designacion, and_(Designacion.persona_id == Persona.id, es_vigente(ahora)))
        .outerjoin(Cargo, and_(Cargo.id == Designacion.cargo_id, Cargo.activo.is_(True)))
        .outerjoin(Unidad, Unidad.id == Cargo.unidad_id)
        .outerjoin(Institucion, Institucion.id == Unidad.institucion_id)
        .where(SesionWeb.huella == huella_de(secreto), SesionWeb.cerrada_el.is_(None))
    ).all()
    if not filas:
        return None
    abierta, persona = filas[0][0], filas[0][1]
    vencida = abierta.vence_el <= ahora or abierta.vista_el + inactividad <= ahora
    if vencida or not persona.activa:
        return None
    cargos = _cargos((d, c, u, i) for _, _, d, c, u, i in filas if c is not None)
    elegido = next((c for c in cargos if c.cargo_id == abierta.cargo_id), None)
    unico = cargos[0] if len(cargos) == 1 else None
    return Quien(
        sesion_id=abierta.id,
        sesion_huella=abierta.huella,
        persona_id=persona.id,
        usuario=persona.usuario,
        nombre=persona.nombre,
        correo=persona.correo,
        por_tocar=ahora - abierta.vista_el >= LATIDO,
        en=elegido or unico,
        cargos=cargos,
    )


def _cargos(
    filas: Iterable[tuple[Designacion, Cargo, Unidad, Institucion]],
) -> tuple[CargoEjercido, ...]:
    """Los cargos, uno por clave (la mejor calidad), titular primero."""
    mejores: dict[int, CargoEjercido] = {}
    orden = lambda f: (_ORDEN.index(f[0].calidad), f[0].id)  # noqa: E731 una clave de orden
    for designacion, cargo, unidad, institucion in sorted(filas, key=orden):
        por = designacion.representada_id and designacion.representada
        mejores.setdefault(
            cargo.id,
            CargoEjercido(
                cargo_id=cargo.id,
                clave=cargo.clave,
                nombre=cargo.nombre,
                unidad_id=unidad.id,
                unidad_sigla=unidad.sigla,
                unidad_nombre=unidad.nombre,
                institucion_id=institucion.id,
                institucion_sigla=institucion.sigla,
                institucion_nombre=institucion.nombre,
                calidad=designacion.calidad.value,
                acceso=cargo.acceso.value,
                facultades=frozenset(cargo.facultades or ()),
                documento=designacion.documento,
                hasta_el=designacion.hasta_el,
                representada=por.nombre if por else "",
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
