"""Lo que administrar tiene pendiente, en números."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from motor.almacen.calendario import DiaInhabil
from motor.almacen.organizacion import Cargo, Designacion, Persona
from motor.almacen.plazos import Etiqueta
from motor.almacen.procesos import EstadoVersion, Version
from motor.almacen.trabajos import EstadoTrabajo, Trabajo
from motor.consultas.incidentes import contar_incidentes
from motor.consultas.parametros import listar_parametros
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.investidura import es_vigente


@dataclass(frozen=True)
class Pendientes:
    """`atrasados`: trabajos cuya hora ya pasó. `sin_norma`: parámetros que hoy son supuestos."""

    incidentes: int
    atrasados: int
    mas_viejo: datetime | None
    por_hacer: int
    personas: int
    personas_sin_cargo: int
    cargos_sin_nadie: int
    parametros: int
    sin_norma: int
    proximos_inhabiles: tuple[tuple[date, str], ...]
    versiones_vigentes: int


def contar_pendientes(sesion: Session, ahora: datetime) -> Pendientes:
    """Cuenta. Unas diez consultas breves; ninguna lee expedientes."""
    hoy = ahora.astimezone(LA_PAZ).date()
    pendiente = Trabajo.estado == EstadoTrabajo.PENDIENTE
    atrasados, mas_viejo = sesion.execute(
        select(func.count(), func.min(Trabajo.debido_el)).where(
            pendiente, Trabajo.debido_el <= ahora
        )
    ).one()
    nombrada = exists().where(Designacion.persona_id == Persona.id, es_vigente(ahora))
    ejercido = exists().where(Designacion.cargo_id == Cargo.id, es_vigente(ahora))
    inhabiles = sesion.execute(
        select(DiaInhabil.fecha, DiaInhabil.nombre)
        .where(DiaInhabil.fecha >= hoy)
        .order_by(DiaInhabil.fecha)
        .limit(4)
    )
    parametros = listar_parametros(sesion, hoy)
    supuestos = [
        p for p in parametros if p.hoy is not None and p.hoy.etiqueta != Etiqueta.CITADO.value
    ]
    return Pendientes(
        incidentes=contar_incidentes(sesion),
        atrasados=atrasados,
        mas_viejo=mas_viejo,
        por_hacer=_contar(sesion, Trabajo.id, pendiente),
        personas=_contar(sesion, Persona.id, Persona.activa),
        personas_sin_cargo=_contar(sesion, Persona.id, Persona.activa, ~nombrada),
        cargos_sin_nadie=_contar(sesion, Cargo.id, Cargo.activo, ~ejercido),
        parametros=len(parametros),
        sin_norma=len(supuestos),
        proximos_inhabiles=tuple((f, n) for f, n in inhabiles),
        versiones_vigentes=_contar(sesion, Version.id, Version.estado == EstadoVersion.VIGENTE),
    )


def _contar(sesion: Session, columna: object, *condiciones: object) -> int:
    consulta = select(func.count(columna)).where(*condiciones)  # type: ignore[arg-type]  # columnas y condiciones SQL
    return sesion.scalar(consulta) or 0
