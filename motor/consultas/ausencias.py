"""Suplencias y delegaciones: las que di, las que recibí y lo que se puede encargar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from motor.almacen.organizacion import Calidad, Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.nucleo.palabras import plegar
from motor.reglas.investidura import es_vigente

_DE_OTRO = (Calidad.SUPLENTE, Calidad.DELEGADO)
_PROPIAS = (Calidad.TITULAR, Calidad.INTERINO)
CUANTAS = 100


@dataclass(frozen=True)
class Encargo:
    """Una suplencia o delegación. `procesos` vacío = todos los del cargo."""

    id: int
    calidad: str
    cargo: str
    unidad: str
    quien: str
    por: str
    documento: str
    desde_el: datetime
    hasta_el: datetime | None
    procesos: tuple[str, ...]
    estado: str  # por_empezar, vigente, terminada o revocada
    motivo: str
    es_mia: bool  # la recibí yo


@dataclass(frozen=True)
class Opcion:
    """Algo que elegir en un formulario."""

    valor: str
    etiqueta: str


def listar_encargos(sesion: Session, persona_id: int, ahora: datetime) -> tuple[Encargo, ...]:
    """Devuelve los encargos que la persona dio o recibió, el último primero, hasta 100."""
    filas = sesion.scalars(
        select(Designacion)
        .where(
            Designacion.calidad.in_(_DE_OTRO),
            or_(Designacion.persona_id == persona_id, Designacion.representada_id == persona_id),
        )
        .options(
            joinedload(Designacion.persona),
            joinedload(Designacion.representada),
            joinedload(Designacion.cargo).joinedload(Cargo.unidad),
        )
        .order_by(Designacion.desde_el.desc(), Designacion.id.desc())
        .limit(CUANTAS)
    ).all()
    nombres = _nombres_de_procesos(sesion)
    return tuple(_encargo(fila, persona_id, ahora, nombres) for fila in filas)


def listar_cargos_propios(sesion: Session, persona_id: int, ahora: datetime) -> tuple[Opcion, ...]:
    """Devuelve los cargos que la persona ejerce en propiedad: los que puede encargar."""
    filas = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.nombre)
        .join(Designacion, Designacion.cargo_id == Cargo.id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(
            Designacion.persona_id == persona_id,
            Designacion.calidad.in_(_PROPIAS),
            es_vigente(ahora),
            Cargo.activo,
        )
        .order_by(Cargo.id)
    )
    return tuple(Opcion(clave, f"{cargo} — {unidad}") for clave, cargo, unidad in filas)


def listar_reemplazantes(
    sesion: Session, institucion_id: int, persona_id: int, ahora: datetime
) -> tuple[Opcion, ...]:
    """Devuelve las personas activas de la institución, menos la dada, con su cargo; por nombre."""
    de_ahi = aliased(Unidad)
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre, Cargo.nombre, de_ahi.sigla)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(de_ahi, de_ahi.id == Cargo.unidad_id)
        .join(Institucion, Institucion.id == de_ahi.institucion_id)
        .where(
            Institucion.id == institucion_id,
            Persona.activa,
            Persona.id != persona_id,
            Designacion.calidad.in_(_PROPIAS),
            es_vigente(ahora),
        )
        .order_by(de_ahi.id, Cargo.id)
    )
    vistas: dict[str, Opcion] = {}
    for usuario, nombre, cargo, sigla in filas:
        vistas.setdefault(usuario, Opcion(usuario, f"{nombre} ({cargo}, {sigla})"))
    return tuple(sorted(vistas.values(), key=lambda o: plegar(o.etiqueta)))


def listar_procesos(sesion: Session) -> tuple[Opcion, ...]:
    """Devuelve los procesos con versión vigente."""
    filas = sesion.execute(
        select(Proceso.clave, Proceso.nombre)
        .join(Version, Version.proceso_id == Proceso.id)
        .where(Version.estado == EstadoVersion.VIGENTE)
        .order_by(Proceso.nombre)
    )
    return tuple(Opcion(clave, nombre) for clave, nombre in filas)


def _encargo(
    fila: Designacion, persona_id: int, ahora: datetime, nombres: dict[str, str]
) -> Encargo:
    return Encargo(
        id=fila.id,
        calidad=fila.calidad.value,
        cargo=fila.cargo.nombre,
        unidad=fila.cargo.unidad.nombre,
        quien=fila.persona.nombre,
        por=fila.representada.nombre if fila.representada else "",
        documento=fila.documento,
        desde_el=fila.desde_el,
        hasta_el=fila.hasta_el,
        procesos=_en_palabras(fila.procesos or (), nombres),
        estado=_estado(fila, ahora),
        motivo=fila.revocacion_motivo or "",
        es_mia=fila.persona_id == persona_id,
    )


def _en_palabras(claves: Iterable[str], nombres: dict[str, str]) -> tuple[str, ...]:
    return tuple(nombres.get(clave, clave) for clave in claves)


def _nombres_de_procesos(sesion: Session) -> dict[str, str]:
    filas = sesion.execute(select(Proceso.clave, Proceso.nombre)).all()
    return dict(filas)


def _estado(fila: Designacion, ahora: datetime) -> str:
    if fila.revocada_el is not None and fila.revocada_el <= ahora:
        return "revocada"
    if fila.desde_el > ahora:
        return "por_empezar"
    if fila.hasta_el is not None and fila.hasta_el <= ahora:
        return "terminada"
    return "vigente"
