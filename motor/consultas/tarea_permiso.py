"""Si quien mira puede hacer la tarea y, si no, la frase exacta que lo dice; y qué actos se ofrecen.

Pregunta lo mismo, en el mismo orden, que las operaciones (motor.reglas.permisos); como pudo cambiar
entre la página y el acto, la operación vuelve a preguntarlo.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Acceso, Calidad, Cargo, Designacion, Persona, Unidad
from motor.almacen.tareas import ABIERTAS, EstadoTarea, Tarea, TareaCandidato
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor
from motor.reglas.acto import Acto, exigir_activa
from motor.reglas.cumplimiento import leer_plazos
from motor.reglas.devoluciones import ofrece_devolver
from motor.reglas.investidura import NADIE, es_vigente
from motor.reglas.organizacion import Acto as ActoFirmado
from motor.reglas.organizacion import Firmante, cubre
from motor.reglas.permisos import exigir_abierta, exigir_en_plazo, exigir_puede


@dataclass(frozen=True)
class PersonaBreve:
    """Una persona y cómo se la nombra: `como` es «Cargo — Unidad»."""

    usuario: str
    nombre: str
    como: str = ""


@dataclass(frozen=True)
class Permiso:
    """Si puede actuar y con qué investidura (`como`); si no, por qué (`motivo`) y su `codigo`.

    `por_delegacion`: «por delegación de X, Res. N°», cuando actúa por otra persona.
    """

    puede: bool
    como: str = ""
    por_delegacion: str = ""
    motivo: str = ""
    codigo: str = ""


def permiso_de(acto: Acto, tarea: Tarea, actor: Actor) -> Permiso:
    """Devuelve si el actor puede completar la tarea en este instante."""
    sesion = acto.sesion
    try:
        firmante = exigir_puede(sesion, tarea, acto.nodo(tarea.elemento), actor, acto.ahora)
        exigir_abierta(sesion, tarea, firmante)
        exigir_activa(acto)
        exigir_en_plazo(
            acto.proceso, tarea, leer_plazos(acto, tarea, para_cumplir=False), acto.ahora
        )
    except ErrorMotor as error:
        return Permiso(False, motivo=_motivo(acto, tarea, error), codigo=error.codigo)
    return Permiso(True, firmante.como, _por_quien(firmante))


def _motivo(acto: Acto, tarea: Tarea, error: ErrorMotor) -> str:
    """Si la tarea ya se cerró, eso se dice primero, aunque además no le tocara."""
    if tarea.estado in ABIERTAS:
        return error.mensaje
    try:
        exigir_abierta(acto.sesion, tarea, Firmante(NADIE, None, Actor("")))
    except ErrorMotor as cerrada:
        return cerrada.mensaje
    return error.mensaje


def actos_ofrecidos(acto: Acto, tarea: Tarea, permiso: Permiso) -> frozenset[str]:
    """Devuelve qué botones lleva la página: `completar`, `tomar`, `soltar`, `derivar`, `devolver`.

    Ninguno si no puede actuar.
    """
    if not permiso.puede:
        return frozenset()
    actos = {"completar", "derivar"}
    actos.add("tomar" if tarea.estado is EstadoTarea.DISPONIBLE else "soltar")
    formulario = acto.version.formulario(tarea.formulario) if tarea.formulario else None
    if ofrece_devolver(formulario) or (tarea.devolucion or {}).get("derivada_de"):
        actos.add("devolver")
    return frozenset(actos)


def quienes_pueden(
    sesion: Session, tarea: Tarea, ahora: datetime, *, delegable: bool = True
) -> tuple[PersonaBreve, ...]:
    """Devuelve a quiénes les toca la tarea hoy, por nombre (sin mirar los cuatro ojos).

    Quien actúa por delegación está solo si la suya llega a la tarea y el paso es `delegable`.
    """
    candidatos = sesion.execute(
        select(TareaCandidato.cargo_id, TareaCandidato.unidad_id, TareaCandidato.persona_id).where(
            TareaCandidato.tarea_id == tarea.id
        )
    ).all()
    unidad_id = tarea.unidad_id if tarea.cargo_id is None else None
    filas = [(tarea.cargo_id, unidad_id, tarea.persona_id), *candidatos]
    cargos, unidades, personas = ({v for v in columna if v} for columna in zip(*filas, strict=True))
    consulta = (
        select(Persona.usuario, Persona.nombre, Cargo.nombre, Unidad.sigla, Designacion)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(
            Persona.activa,
            es_vigente(ahora),
            Cargo.activo,
            Cargo.acceso == Acceso.ORDINARIO,  # los demás no podrían abrirla
            Cargo.id.in_(cargos) | Cargo.unidad_id.in_(unidades) | Persona.id.in_(personas),
        )
        .order_by(Persona.nombre, Designacion.id)
        .limit(12)
    )
    acto = ActoFirmado(tarea.instancia.version.proceso.clave, tarea.elemento, delegable)
    return tuple(
        PersonaBreve(usuario, nombre, f"{cargo} — {sigla}{_sufijo(designacion.calidad)}")
        for usuario, nombre, cargo, sigla, designacion in sesion.execute(consulta)
        if cubre(designacion, acto)
    )


def _sufijo(calidad: Calidad) -> str:
    return "" if calidad is Calidad.TITULAR else f" ({calidad})"


def _por_quien(firmante: Firmante) -> str:
    designacion = firmante.designacion
    if designacion is None or designacion.representada is None:
        return ""
    que = "delegación" if designacion.calidad is Calidad.DELEGADO else "suplencia"
    return f"por {que} de {designacion.representada_nombre}, {designacion.documento}"
