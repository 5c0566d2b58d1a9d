"""Lo que acompaña a la bandeja: procesos y colegas entre los que elegir, filtros y la visita."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Designacion, Persona, Unidad
from motor.almacen.personales import FiltroGuardado, Preferencia
from motor.almacen.procesos import Proceso
from motor.reglas.investidura import es_vigente
from motor.reglas.visitas import Visita, leer_visita


@dataclass(frozen=True)
class Opcion:
    """Algo entre lo que elegir: lo que va en la dirección y lo que se lee."""

    valor: str
    etiqueta: str


@dataclass(frozen=True)
class Filtro:
    """Un filtro guardado; `propio` si lo guardó quien mira, y si no, `de` dice quién."""

    id: int
    nombre: str
    consulta: str
    propio: bool
    compartido: bool
    de: str


def listar_procesos(sesion: Session) -> tuple[Opcion, ...]:
    """Devuelve los procesos del catálogo, por nombre."""
    filas = sesion.execute(select(Proceso.clave, Proceso.nombre).order_by(Proceso.nombre))
    return tuple(Opcion(clave, nombre) for clave, nombre in filas)


def listar_unidades(sesion: Session) -> tuple[Opcion, ...]:
    """Devuelve todas las unidades vigentes, por sigla."""
    filas = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.sigla)
    )
    return tuple(Opcion(sigla, f"{sigla} · {nombre}") for sigla, nombre in filas)


def listar_colegas(
    sesion: Session, unidades: Collection[int], ahora: datetime
) -> tuple[Opcion, ...]:
    """Devuelve las personas que hoy ocupan un cargo de esas unidades, por nombre."""
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre, Cargo.nombre)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .where(Cargo.unidad_id.in_(unidades), Cargo.activo, Persona.activa, es_vigente(ahora))
        .order_by(Persona.nombre, Designacion.id)
    )
    por_usuario: dict[str, str] = {}
    for usuario, nombre, cargo in filas:
        por_usuario.setdefault(usuario, f"{nombre} · {cargo}")
    return tuple(Opcion(usuario, etiqueta) for usuario, etiqueta in por_usuario.items())


def listar_filtros(
    sesion: Session, persona_id: int, unidades: Collection[int]
) -> tuple[Filtro, ...]:
    """Devuelve los filtros propios y los compartidos con esas unidades, por nombre."""
    filas = sesion.execute(
        select(FiltroGuardado, Persona.nombre)
        .join(Persona, Persona.id == FiltroGuardado.persona_id)
        .where(
            or_(
                FiltroGuardado.persona_id == persona_id,
                FiltroGuardado.unidad_id.in_(unidades),
            )
        )
        .order_by(FiltroGuardado.nombre, FiltroGuardado.id)
    )
    return tuple(
        Filtro(
            filtro.id,
            filtro.nombre,
            filtro.consulta,
            filtro.persona_id == persona_id,
            filtro.unidad_id is not None,
            nombre,
        )
        for filtro, nombre in filas
    )


def obtener_visita(sesion: Session, persona_id: int) -> Visita | None:
    """Devuelve la última visita de la persona a su bandeja, o None."""
    return leer_visita(
        sesion.scalar(select(Preferencia.valores).where(Preferencia.persona_id == persona_id))
    )
