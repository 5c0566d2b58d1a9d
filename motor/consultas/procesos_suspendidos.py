"""Qué procesos están suspendidos, desde cuándo y por qué, y qué se detendría al suspender uno."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from motor.almacen.tareas import Tarea, esta_abierta
from motor.almacen.trabajos import EstadoTrabajo, Trabajo
from motor.nucleo.errores import NoEncontrado

ULTIMAS = 20  # suspensiones que se listan


@dataclass(frozen=True)
class SuspensionDeProceso:
    """Una suspensión; `reanudado_el` None = sigue vigente."""

    motivo: str
    con_casos: bool
    suspendido_por: str
    suspendido_el: datetime
    reanudado_por: str = ""
    reanudado_el: datetime | None = None


@dataclass(frozen=True)
class ProcesoParaSuspender:
    """Un proceso, su suspensión vigente si la hay, lo que se detendría y las de antes."""

    clave: str
    nombre: str
    vigente: SuspensionDeProceso | None
    casos: int
    tareas: int
    plazos: int
    trabajos: int
    anteriores: tuple[SuspensionDeProceso, ...]


def obtener_proceso_para_suspender(sesion: Session, clave: str) -> ProcesoParaSuspender:
    """Devuelve el proceso con lo que se detendría si se suspendiera con sus casos.

    Raises:
        NoEncontrado: no existe.
    """
    proceso = sesion.scalar(select(Proceso).where(Proceso.clave == clave))
    if proceso is None:
        raise NoEncontrado(f"No existe el proceso «{clave}». Elija otro en Procesos.")
    todas = _suspensiones(sesion, ProcesoSuspendido.proceso_id == proceso.id)
    suya = (
        select(Instancia.id)
        .join(Version, Version.id == Instancia.version_id)
        .where(Version.proceso_id == proceso.id, Instancia.estado == EstadoInstancia.ACTIVA)
    )
    casos = select(func.count(func.distinct(Instancia.expediente_id))).where(Instancia.id.in_(suya))

    def cuantos(tabla: type[Tarea | Plazo | Trabajo], condicion: ColumnElement[bool]) -> int:
        consulta = select(func.count(tabla.id)).where(tabla.instancia_id.in_(suya), condicion)
        return sesion.scalar(consulta) or 0

    return ProcesoParaSuspender(
        proceso.clave,
        proceso.nombre,
        next((s for s in todas if s.reanudado_el is None), None),
        sesion.scalar(casos) or 0,
        cuantos(Tarea, esta_abierta()),
        cuantos(Plazo, Plazo.estado == EstadoPlazo.ABIERTO),
        cuantos(Trabajo, Trabajo.estado == EstadoTrabajo.PENDIENTE),
        tuple(s for s in todas if s.reanudado_el is not None),
    )


def suspension_del_proceso(sesion: Session, clave: str) -> SuspensionDeProceso | None:
    """Devuelve la suspensión vigente del proceso de esa clave; None si no está suspendido."""
    suyo = select(Proceso.id).where(Proceso.clave == clave).scalar_subquery()
    return _vigente(sesion, ProcesoSuspendido.proceso_id == suyo)


def suspension_del_expediente(sesion: Session, expediente_id: int) -> SuspensionDeProceso | None:
    """Devuelve la suspensión que detiene al expediente; None si corre."""
    suyo = select(Expediente.proceso_id).where(Expediente.id == expediente_id).scalar_subquery()
    vigente = _vigente(sesion, ProcesoSuspendido.proceso_id == suyo)
    return vigente if vigente is not None and vigente.con_casos else None


def _vigente(sesion: Session, condicion: ColumnElement[bool]) -> SuspensionDeProceso | None:
    vigentes = _suspensiones(sesion, condicion & ProcesoSuspendido.reanudado_el.is_(None))
    return next(iter(vigentes), None)


def _suspensiones(sesion: Session, condicion: ColumnElement[bool]) -> list[SuspensionDeProceso]:
    suspendio, reanudo = aliased(Persona), aliased(Persona)
    filas = sesion.execute(
        select(ProcesoSuspendido, suspendio.nombre, reanudo.nombre)
        .join(suspendio, suspendio.id == ProcesoSuspendido.suspendido_por_id)
        .outerjoin(reanudo, reanudo.id == ProcesoSuspendido.reanudado_por_id)
        .where(condicion)
        .order_by(ProcesoSuspendido.id.desc())
        .limit(ULTIMAS)
    )
    return [
        SuspensionDeProceso(
            s.motivo, s.con_casos, quien, s.suspendido_el, otro or "", s.reanudado_el
        )
        for s, quien, otro in filas
    ]
