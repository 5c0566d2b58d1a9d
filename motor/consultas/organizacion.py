"""La organización tal como está hoy, y cómo fue: para quien la administra y quien la audita."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from motor.almacen.organizacion import (
    Cargo,
    Designacion,
    Institucion,
    Unidad,
    UnidadAnterior,
)
from motor.consultas.nombramientos import Nombramiento, como_nombramiento
from motor.nucleo.errores import NoEncontrado
from motor.reglas.investidura import es_vigente


@dataclass(frozen=True)
class NodoUnidad:
    """Una unidad en el árbol; `cargos` activos, `sin_nadie` los que hoy no ejerce nadie."""

    sigla: str
    nombre: str
    cargos: int
    sin_nadie: int
    hijas: tuple["NodoUnidad", ...]


@dataclass(frozen=True)
class InstitucionVista:
    """Una institución y sus unidades de más arriba; `cuantas` son todas."""

    sigla: str
    nombre: str
    cuantas: int
    unidades: tuple[NodoUnidad, ...]


@dataclass(frozen=True)
class CargoVista:
    """Un cargo con quienes lo ejercen hoy y quienes lo ejercieron o lo ejercerán."""

    clave: str
    nombre: str
    superior: str
    acceso: str
    facultades: tuple[str, ...]
    activo: bool
    hoy: tuple[Nombramiento, ...]
    otros: tuple[Nombramiento, ...]


@dataclass(frozen=True)
class EpocaUnidad:
    """Cómo se llamó y de quién dependió entre dos fechas, con su norma."""

    desde: date
    hasta: date | None
    nombre: str
    superior: str
    norma: str


@dataclass(frozen=True)
class UnidadVista:
    """Una unidad entera."""

    sigla: str
    nombre: str
    institucion: str
    superior: str
    norma: str
    vigente_desde: date
    vigente_hasta: date | None
    cargos: tuple[CargoVista, ...]
    hijas: tuple[tuple[str, str], ...]
    historia: tuple[EpocaUnidad, ...]


def listar_organizacion(sesion: Session, ahora: datetime) -> tuple[InstitucionVista, ...]:
    """Devuelve las instituciones con el árbol de sus unidades vigentes. Cuatro consultas."""
    unidades = sesion.scalars(
        select(Unidad).where(Unidad.vigente_hasta.is_(None)).order_by(Unidad.id)
    ).all()
    cuentas = _contar_cargos(sesion, ahora)
    hijas: dict[int | None, list[Unidad]] = defaultdict(list)
    conocidas = {u.id for u in unidades}
    for unidad in unidades:
        hijas[unidad.superior_id if unidad.superior_id in conocidas else None].append(unidad)

    def nodo(unidad: Unidad) -> NodoUnidad:
        cargos, sin_nadie = cuentas.get(unidad.id, (0, 0))
        suyas = tuple(nodo(h) for h in hijas[unidad.id])
        return NodoUnidad(unidad.sigla, unidad.nombre, cargos, sin_nadie, suyas)

    return tuple(
        InstitucionVista(
            i.sigla,
            i.nombre,
            sum(u.institucion_id == i.id for u in unidades),
            tuple(nodo(u) for u in hijas[None] if u.institucion_id == i.id),
        )
        for i in sesion.scalars(select(Institucion).order_by(Institucion.id))
    )


def _contar_cargos(sesion: Session, ahora: datetime) -> Mapping[int, tuple[int, int]]:
    de_cada_una = dict(
        sesion.execute(
            select(Cargo.unidad_id, func.count()).where(Cargo.activo).group_by(Cargo.unidad_id)
        ).all()
    )
    con_alguien = (
        select(Cargo.unidad_id, func.count(Cargo.id.distinct()))
        .join(Designacion, Designacion.cargo_id == Cargo.id)
        .where(Cargo.activo, es_vigente(ahora))
        .group_by(Cargo.unidad_id)
    )
    ocupados = dict(sesion.execute(con_alguien).all())
    return {u: (n, n - ocupados.get(u, 0)) for u, n in de_cada_una.items()}


def obtener_unidad_vista(sesion: Session, sigla: str, ahora: datetime) -> UnidadVista:
    """Devuelve la unidad con sus cargos y su historia.

    Raises:
        NoEncontrado: no hay unidad con esa sigla.
    """
    superior = aliased(Unidad)
    fila = sesion.execute(
        select(Unidad, Institucion.nombre, superior.sigla)
        .join(Institucion, Institucion.id == Unidad.institucion_id)
        .outerjoin(superior, superior.id == Unidad.superior_id)
        .where(Unidad.sigla == sigla)
    ).first()
    if fila is None:
        raise NoEncontrado(f"No hay ninguna unidad con la sigla «{sigla}».")
    unidad, institucion, de_quien = fila
    hijas = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.superior_id == unidad.id, Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.nombre)
    )
    return UnidadVista(
        sigla=unidad.sigla,
        nombre=unidad.nombre,
        institucion=institucion,
        superior=de_quien or "",
        norma=unidad.norma,
        vigente_desde=unidad.vigente_desde,
        vigente_hasta=unidad.vigente_hasta,
        cargos=_cargos(sesion, unidad, ahora),
        hijas=tuple((s, n) for s, n in hijas),
        historia=_historia(sesion, unidad, de_quien or ""),
    )


def _cargos(sesion: Session, unidad: Unidad, ahora: datetime) -> tuple[CargoVista, ...]:
    superior = aliased(Cargo)
    filas = sesion.execute(
        select(Cargo, superior.clave)
        .outerjoin(superior, superior.id == Cargo.superior_id)
        .where(Cargo.unidad_id == unidad.id)
        .order_by(Cargo.activo.desc(), Cargo.id)
    ).all()
    de_cada_uno: dict[int, list[Nombramiento]] = defaultdict(list)
    designaciones = sesion.scalars(
        select(Designacion)
        .where(Designacion.cargo_id.in_([c.id for c, _ in filas]))
        .options(
            joinedload(Designacion.persona),
            joinedload(Designacion.representada),
            joinedload(Designacion.cargo).joinedload(Cargo.unidad),
        )
        .order_by(Designacion.desde_el.desc(), Designacion.id.desc())
    )
    for designacion in designaciones:
        de_cada_uno[designacion.cargo_id].append(como_nombramiento(designacion, ahora))
    return tuple(
        CargoVista(
            clave=cargo.clave,
            nombre=cargo.nombre,
            superior=de_quien or "",
            acceso=cargo.acceso.value,
            facultades=tuple(cargo.facultades),
            activo=cargo.activo,
            hoy=tuple(n for n in de_cada_uno[cargo.id] if n.estado == "vigente"),
            otros=tuple(n for n in de_cada_uno[cargo.id] if n.estado != "vigente"),
        )
        for cargo, de_quien in filas
    )


def _historia(sesion: Session, unidad: Unidad, de_quien: str) -> tuple[EpocaUnidad, ...]:
    superior = aliased(Unidad)
    antes = sesion.execute(
        select(UnidadAnterior, superior.sigla)
        .outerjoin(superior, superior.id == UnidadAnterior.superior_id)
        .where(UnidadAnterior.unidad_id == unidad.id)
        .order_by(UnidadAnterior.vigente_desde.desc())
    )
    hoy = EpocaUnidad(
        unidad.vigente_desde, unidad.vigente_hasta, unidad.nombre, de_quien, unidad.norma
    )
    previas = (
        EpocaUnidad(e.vigente_desde, e.vigente_hasta, e.nombre, s or "", e.norma) for e, s in antes
    )
    return (hoy, *previas)


def listar_siglas(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve, para elegir, la sigla y «SIGLA — nombre» de las unidades vigentes."""
    filas = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.sigla)
    )
    return tuple((s, f"{s} — {n}") for s, n in filas)


def listar_instituciones(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve, para elegir, la sigla y el nombre de las instituciones activas."""
    filas = sesion.execute(
        select(Institucion.sigla, Institucion.nombre)
        .where(Institucion.activa)
        .order_by(Institucion.id)
    )
    return tuple((s, n) for s, n in filas)


def listar_cargos_activos(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve, para elegir, la clave y «nombre — SIGLA» de los cargos activos."""
    filas = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.sigla)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Cargo.activo)
        .order_by(Unidad.sigla, Cargo.nombre)
    )
    return tuple((c, f"{s} — {n}") for c, n, s in filas)
