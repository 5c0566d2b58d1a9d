"""Las cuentas y los cargos que hoy ejerce cada persona."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Calidad, Cargo, Designacion, Institucion, Persona, Unidad
from motor.reglas.investidura import es_vigente


@dataclass(frozen=True)
class Cuenta:
    """Una persona; cada cargo lleva su calidad entre paréntesis si no es titular."""

    usuario: str
    nombre: str
    activa: bool
    con_clave: bool
    cargos: tuple[str, ...]


def listar_cuentas(sesion: Session, ahora: datetime) -> tuple[Cuenta, ...]:
    """Devuelve todas las cuentas, por usuario. Dos consultas."""
    cargos: dict[int, list[str]] = {}
    vigentes = sesion.execute(
        select(Designacion.persona_id, Designacion.calidad, Cargo.clave)
        .join(Designacion.cargo)
        .where(es_vigente(ahora))
        .order_by(Designacion.id)
    )
    for persona_id, calidad, clave in vigentes:
        sufijo = "" if calidad is Calidad.TITULAR else f" ({calidad})"
        cargos.setdefault(persona_id, []).append(f"{clave}{sufijo}")
    personas = sesion.scalars(select(Persona).order_by(Persona.usuario))
    return tuple(
        Cuenta(
            usuario=p.usuario,
            nombre=p.nombre,
            activa=p.activa,
            con_clave=p.clave_hash is not None,
            cargos=tuple(cargos.get(p.id, ())),
        )
        for p in personas
    )


@dataclass(frozen=True)
class CuentaDemo:
    """Una cuenta con la que probar la demostración; `como` es «Cargo — Unidad»."""

    usuario: str
    como: str
    institucion: str


def listar_cuentas_demo(sesion: Session, ahora: datetime) -> tuple[CuentaDemo, ...]:
    """Devuelve las cuentas activas con clave y un cargo, por institución y cargo. Una consulta."""
    filas = sesion.execute(
        select(Persona.usuario, Cargo.nombre, Unidad.nombre, Institucion.sigla)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .join(Institucion, Institucion.id == Unidad.institucion_id)
        .where(
            es_vigente(ahora),
            Designacion.calidad == Calidad.TITULAR,
            Persona.activa,
            Persona.clave_hash.is_not(None),
        )
        .order_by(Institucion.id, Unidad.id, Cargo.id)
    )
    return tuple(CuentaDemo(u, f"{c} — {n}", i) for u, c, n, i in filas)
