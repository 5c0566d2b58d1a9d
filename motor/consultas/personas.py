"""Las personas con cuenta: buscarlas, y todo lo de una que a quien administra le importa."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.organizacion import Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.personales import SesionWeb
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.consultas.nombramientos import Nombramiento, como_nombramiento
from motor.nucleo.errores import NoEncontrado
from motor.reglas.investidura import es_vigente

POR_PAGINA = 50
CLASES = ("", "sin_cargo", "inactivas", "sin_clave")


@dataclass(frozen=True)
class FiltroPersonas:
    """`q` busca en nombre, usuario y cédula; `clase` es una de CLASES; `pagina`, desde 1."""

    q: str = ""
    clase: str = ""
    institucion: str = ""
    pagina: int = 1


@dataclass(frozen=True)
class RenglonPersona:
    """Una persona en la lista; `cargos` son los de hoy, «Cargo — SIGLA»."""

    usuario: str
    nombre: str
    activa: bool
    con_clave: bool
    cargos: tuple[str, ...]


@dataclass(frozen=True)
class PaginaPersonas:
    """Una página de la lista; `hay_mas` si sigue."""

    personas: tuple[RenglonPersona, ...]
    total: int
    hay_mas: bool


@dataclass(frozen=True)
class PersonaVista:
    """Una persona entera. `tareas_tomadas`: las que tiene en la mano."""

    usuario: str
    nombre: str
    ci: str
    correo: str
    activa: bool
    con_clave: bool
    clave_provisional: bool
    ultimo_ingreso: datetime | None
    sesiones_abiertas: int
    tareas_tomadas: int
    nombramientos: tuple[Nombramiento, ...]


def buscar_personas(sesion: Session, filtro: FiltroPersonas, ahora: datetime) -> PaginaPersonas:
    """Devuelve una página de las personas que cumplen el filtro, por nombre. Tres consultas."""
    cuales = _cuales(filtro, ahora)
    total = sesion.scalar(select(func.count()).select_from(cuales.subquery())) or 0
    desde = (max(1, filtro.pagina) - 1) * POR_PAGINA
    filas = sesion.execute(
        cuales.order_by(Persona.nombre, Persona.usuario).offset(desde).limit(POR_PAGINA)
    ).all()
    cargos: dict[int, list[str]] = {}
    de_hoy = sesion.execute(
        select(Designacion.persona_id, Cargo.nombre, Unidad.sigla)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Designacion.persona_id.in_([f.id for f in filas]), es_vigente(ahora))
        .order_by(Designacion.id)
    )
    for persona_id, cargo, sigla in de_hoy:
        cargos.setdefault(persona_id, []).append(f"{cargo} — {sigla}")
    personas = tuple(
        RenglonPersona(
            f.usuario, f.nombre, f.activa, f.clave_hash is not None, tuple(cargos.get(f.id, ()))
        )
        for f in filas
    )
    return PaginaPersonas(personas, total, desde + len(filas) < total)


def _cuales(filtro: FiltroPersonas, ahora: datetime) -> Select[int, str, str, bool, str | None]:
    consulta = select(
        Persona.id, Persona.usuario, Persona.nombre, Persona.activa, Persona.clave_hash
    )
    for palabra in filtro.q.lower().split()[:6]:
        hallada = (
            func.lower(columna).contains(palabra, autoescape=True)
            for columna in (Persona.nombre, Persona.usuario, Persona.ci)
        )
        consulta = consulta.where(or_(*hallada))
    de_hoy = (
        select(Designacion.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .join(Institucion, Institucion.id == Unidad.institucion_id)
        .where(Designacion.persona_id == Persona.id, es_vigente(ahora))
        .correlate(Persona)
    )
    if filtro.institucion:
        suya = de_hoy.where(Institucion.sigla == filtro.institucion)
        consulta = consulta.where(exists(suya.subquery()))
    if filtro.clase == "sin_cargo":
        return consulta.where(~exists(de_hoy.subquery()), Persona.activa)
    if filtro.clase == "sin_clave":
        return consulta.where(Persona.clave_hash.is_(None), Persona.activa)
    return consulta.where(Persona.activa.is_(filtro.clase != "inactivas"))


def obtener_persona_vista(
    sesion: Session, usuario: str, ahora: datetime, inactividad: timedelta
) -> PersonaVista:
    """Devuelve la persona con sus designaciones y lo que tiene abierto.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
    """
    persona = sesion.scalar(select(Persona).where(Persona.usuario == usuario))
    if persona is None:
        raise NoEncontrado(f"No hay ninguna persona con el usuario «{usuario}».")
    designaciones = sesion.scalars(
        select(Designacion)
        .where(Designacion.persona_id == persona.id)
        .options(
            joinedload(Designacion.persona),
            joinedload(Designacion.representada),
            joinedload(Designacion.cargo).joinedload(Cargo.unidad),
        )
        .order_by(Designacion.desde_el.desc(), Designacion.id.desc())
    )
    abiertas = select(func.count()).where(
        SesionWeb.persona_id == persona.id,
        SesionWeb.cerrada_el.is_(None),
        SesionWeb.vence_el > ahora,
        SesionWeb.vista_el > ahora - inactividad,
    )
    tomadas = select(func.count()).where(
        Tarea.tomada_por_id == persona.id, Tarea.estado == EstadoTarea.TOMADA
    )
    ultimo = select(func.max(SesionWeb.creada_el)).where(SesionWeb.persona_id == persona.id)
    return PersonaVista(
        usuario=persona.usuario,
        nombre=persona.nombre,
        ci=persona.ci,
        correo=persona.correo,
        activa=persona.activa,
        con_clave=persona.clave_hash is not None,
        clave_provisional=persona.clave_provisional,
        ultimo_ingreso=sesion.scalar(ultimo),
        sesiones_abiertas=sesion.scalar(abiertas) or 0,
        tareas_tomadas=sesion.scalar(tomadas) or 0,
        nombramientos=tuple(como_nombramiento(d, ahora) for d in designaciones),
    )
