"""Quién ocupa cada cargo en un instante, en qué calidad, y en nombre de quién actúa."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.organizacion import (
    Acceso,
    Calidad,
    Cargo,
    Designacion,
    Persona,
)
from motor.nucleo.actor import Actor, en_calidad
from motor.nucleo.errores import NoEncontrado, SinPermiso
from motor.nucleo.valores import Json
from motor.reglas.investidura import Investidura, QuienActua, es_vigente, leer_investiduras


class Facultad(StrEnum):
    """Lo que un cargo puede administrar, además de hacer sus tareas."""

    ORGANIZACION = "organizacion"  # unidades, cargos, personas y designaciones
    CALENDARIO = "calendario"  # días inhábiles y parámetros de plazo
    PLAZOS = "plazos"  # suspender y reanudar
    PROCESOS = "procesos"  # publicar y retirar versiones
    EXPEDIENTES = "expedientes"  # anular, reintentar incidentes
    AVISOS = "avisos"  # recibir los avisos de todos los plazos, además del responsable


_ORDEN = (Calidad.TITULAR, Calidad.INTERINO, Calidad.SUPLENTE, Calidad.DELEGADO)


@dataclass(frozen=True)
class Firmante:
    """Una persona con la designación que usa; sin designación solo figura (sin cargo)."""

    persona: QuienActua
    designacion: Investidura | None
    actor: Actor

    @property
    def como(self) -> str:
        """«Cargo — Unidad (calidad)», para copiar en el acto."""
        if self.designacion is None:
            return self.persona.nombre
        cargo = self.designacion.cargo
        modo = en_calidad(self.designacion.calidad.value, self.designacion.documento)
        return f"{cargo.nombre} — {cargo.unidad_nombre}{modo}"

    @property
    def intervinientes(self) -> frozenset[int]:
        """Los ids de quien actúa y de aquella por quien actúa."""
        propia = {self.persona.id}
        if self.designacion is not None and self.designacion.representada_id is not None:
            propia.add(self.designacion.representada_id)
        return frozenset(propia)

    def copia(self) -> dict[str, Json]:
        """Lo que el asiento guarda de quien actúa: copia, no referencia."""
        datos: dict[str, Json] = {
            "usuario": self.persona.usuario,
            "nombre": self.persona.nombre,
            "ci": self.persona.ci,
        }
        designacion = self.designacion
        if designacion is not None:
            cargo = designacion.cargo
            datos |= {
                "cargo": cargo.clave,
                "cargo_nombre": cargo.nombre,
                "unidad": cargo.unidad_sigla,
                "unidad_nombre": cargo.unidad_nombre,
                "institucion": cargo.institucion_sigla,
                "calidad": designacion.calidad.value,
                "documento": designacion.documento,
                "desde": designacion.desde_el.isoformat(),
                "hasta": designacion.hasta_el.isoformat() if designacion.hasta_el else "",
                "por": designacion.representada or "",
            }
        return {clave: valor for clave, valor in datos.items() if valor != ""}


@dataclass(frozen=True)
class Admitidos:
    """Ids de los cargos, unidades y personas que pueden hacer algo."""

    cargos: frozenset[int] = frozenset()
    unidades: frozenset[int] = frozenset()
    personas: frozenset[int] = frozenset()

    def incluye(self, firmante: Firmante) -> bool:
        """Dice si la persona, o el cargo con que actúa, está entre los admitidos."""
        if firmante.designacion is None:
            return False
        cargo = firmante.designacion.cargo
        return (
            firmante.persona.id in self.personas
            or cargo.id in self.cargos
            or cargo.unidad_id in self.unidades
        )


@dataclass(frozen=True)
class Acto:
    """Sobre qué se actúa: clave del proceso e id de la tarea, para el alcance de una delegación.

    `delegable` False: exige titular, interino o suplente (promulgar, firmar la respuesta).
    """

    proceso: str = ""
    tarea: str = ""
    delegable: bool = True


def firmantes(sesion: Session, actor: Actor, ahora: datetime) -> tuple[Firmante, ...]:
    """Devuelve las investiduras vigentes del actor, titular primero; una consulta.

    Si `actor.cargo` está puesto, solo las de ese cargo.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    persona, investiduras = leer_investiduras(sesion, actor.usuario, ahora)
    if persona is None:
        raise NoEncontrado(f"No hay ninguna persona con el usuario «{actor.usuario}».")
    if not persona.activa:
        raise SinPermiso(
            f"La cuenta «{actor.usuario}» está inactiva. Pida a quien administra la organización "
            "que la active."
        )
    investiduras.sort(key=lambda i: (_ORDEN.index(i.calidad), i.id))
    return tuple(
        Firmante(persona, d, actor)
        for d in investiduras
        if actor.cargo is None or d.cargo.clave == actor.cargo
    )


def identificar(sesion: Session, actor: Actor, ahora: datetime) -> Firmante:
    """Devuelve la primera investidura del actor.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: inactiva, o no ocupa hoy ningún cargo (o no el que dijo).
    """
    hallados = firmantes(sesion, actor, ahora)
    if not hallados:
        raise SinPermiso(_sin_cargo(actor))
    return hallados[0]


def elegir_firmante(
    candidatos: Sequence[Firmante], admitidos: Admitidos, acto: Acto
) -> Firmante | None:
    """Devuelve la mejor investidura con que puede hacer el acto, o None si ninguna sirve."""
    for firmante in candidatos:
        if admitidos.incluye(firmante) and alcanza(firmante, acto) and puede_actuar(firmante):
            return firmante
    return None


def puede_actuar(firmante: Firmante) -> bool:
    """Dice si el cargo actúa sobre expedientes (auditoría y sistema, no)."""
    designacion = firmante.designacion
    return designacion is not None and designacion.cargo.acceso is Acceso.ORDINARIO


def alcanza(firmante: Firmante, acto: Acto) -> bool:
    """Dice si la delegación cubre el acto; sin límites escritos lo cubre todo."""
    return firmante.designacion is not None and cubre(firmante.designacion, acto)


def cubre(designacion: Designacion | Investidura, acto: Acto) -> bool:
    """Dice si el alcance de la designación llega al acto."""
    if designacion.calidad is Calidad.DELEGADO and not acto.delegable:
        return False
    cubre_proceso = designacion.procesos is None or acto.proceso in designacion.procesos
    return cubre_proceso and (designacion.tareas is None or acto.tarea in designacion.tareas)


def exigir_facultad(sesion: Session, actor: Actor, facultad: Facultad, ahora: datetime) -> Firmante:
    """Devuelve la investidura que da la facultad.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: ningún cargo vigente de la persona tiene la facultad.
    """
    for firmante in firmantes(sesion, actor, ahora):
        designacion = firmante.designacion
        if designacion is not None and facultad.value in designacion.cargo.facultades:
            return firmante
    raise SinPermiso(
        f"«{actor.usuario}» no ocupa hoy un cargo que pueda administrar {facultad}. "
        "Pídalo a quien tenga esa facultad."
    )


def ocupantes(sesion: Session, cargo_ids: Sequence[int], ahora: datetime) -> list[Designacion]:
    """Devuelve las designaciones vigentes de esos cargos, de personas activas, por id."""
    consulta = (
        select(Designacion)
        .join(Designacion.persona)
        .where(Designacion.cargo_id.in_(cargo_ids), es_vigente(ahora), Persona.activa)
        .options(joinedload(Designacion.persona), joinedload(Designacion.cargo))
        .order_by(Designacion.id)
    )
    return list(sesion.scalars(consulta))


def buscar_cargo(sesion: Session, cargo: str, unidad: str = "") -> Cargo | None:
    """Devuelve el cargo de clave `cargo` o, dentro de la unidad, `cargo.sigla`; None si no hay."""
    claves = [f"{cargo}.{unidad.lower()}", cargo] if unidad else [cargo]
    hallados = {
        c.clave: c
        for c in sesion.scalars(
            select(Cargo).where(Cargo.clave.in_(claves)).options(joinedload(Cargo.unidad))
        )
    }
    return next((hallados[clave] for clave in claves if clave in hallados), None)


def _sin_cargo(actor: Actor) -> str:
    if actor.cargo is not None:
        return (
            f"«{actor.usuario}» no ocupa hoy el cargo «{actor.cargo}». "
            "Revise su designación o elija otro cargo."
        )
    return f"«{actor.usuario}» no ocupa hoy ningún cargo. Hace falta una designación vigente."
