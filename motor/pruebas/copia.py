"""Llevar a un arenero lo que un ensayo necesita de la base de verdad, y nada más."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, true, update
from sqlalchemy.orm import Session, sessionmaker

from motor.almacen.base import Base
from motor.almacen.calendario import (
    AlcanceSuspension,
    DiaHabilitado,
    DiaInhabil,
    RevisionCalendario,
    Suspension,
)
from motor.almacen.organizacion import (
    Cargo,
    Designacion,
    Institucion,
    Persona,
    Unidad,
    UnidadAnterior,
)
from motor.almacen.personales import Preferencia
from motor.almacen.plazos import ParametroPlazo
from motor.almacen.procesos import (
    EstadoVersion,
    Proceso,
    Recurso,
    Version,
    VersionInicio,
    VersionProceso,
)

_VIGENTES = select(Version.id).where(Version.estado == EstadoVersion.VIGENTE)
_GENERALES = (
    AlcanceSuspension.TODO,
    AlcanceSuspension.INSTITUCION,
    AlcanceSuspension.PROCESO,
)
_TABLAS: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
    (Institucion, true()),
    (Unidad, true()),
    (UnidadAnterior, true()),
    (Cargo, true()),
    (Persona, true()),
    (Designacion, true()),
    (Preferencia, true()),
    (DiaInhabil, true()),
    (DiaHabilitado, true()),
    (Suspension, Suspension.alcance.in_(_GENERALES)),
    (ParametroPlazo, true()),
    (Proceso, true()),
    (Version, Version.id.in_(_VIGENTES)),
    (Recurso, Recurso.version_id.in_(_VIGENTES)),
    (VersionProceso, VersionProceso.version_id.in_(_VIGENTES)),
    (VersionInicio, VersionInicio.version_id.in_(_VIGENTES)),
)
Fila = dict[str, Any]
_NUNCA = datetime(9000, 1, 1, tzinfo=UTC)


def copiar_organizacion(
    origen: Session, destino: sessionmaker[Session], cuando: datetime, hoy: datetime
) -> None:
    """Copia la organización, el calendario, los parámetros y los procesos que rigen.

    Quien hoy ejerce un cargo lo ejerce desde `cuando`, aunque el ensayo empiece antes de que lo
    nombraran; igual las unidades y los parámetros. No se copian claves de ingreso ni cédulas.

    Args:
        origen: la base de verdad; solo se lee.
        destino: el arenero, recién creado.
        cuando: el instante en que el ensayo empieza.
        hoy: el instante de verdad.
    """
    retoques = _retoques(cuando, hoy)
    with destino.begin() as sesion:
        conexion = sesion.connection()
        conexion.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # unidades y cargos se citan
        for clase, condicion in _TABLAS:
            retocar = retoques.get(clase, _igual)
            filas = [retocar(fila) for fila in _leer(origen, clase, condicion)]
            if filas:
                conexion.execute(insert(clase), filas)
        # a una versión ya publicada no se le agregan archivos: se copian antes de que rijan
        rige = {"estado": EstadoVersion.VIGENTE, "publicada_el": cuando}
        sesion.execute(update(Version).values(**rige))
        _sin_resumenes(sesion)
        sesion.execute(update(RevisionCalendario).values(revision=RevisionCalendario.revision + 1))


def _sin_resumenes(sesion: Session) -> None:
    """El resumen del día no dice nada del borrador: cada persona lo tiene por mandado."""
    con = set(sesion.scalars(select(Preferencia.persona_id)))
    for persona_id in sesion.scalars(select(Persona.id)):
        if persona_id not in con:
            sesion.add(Preferencia(persona_id=persona_id))
    sesion.flush()
    sesion.execute(update(Preferencia).values(resumen_enviado_el=_NUNCA))


def _leer(origen: Session, clase: type[Base], condicion: ColumnElement[bool]) -> list[Fila]:
    """Las filas, de la más antigua en regir a la más nueva."""
    columnas = clase.__table__.columns
    orden = [columnas["vigente_desde"]] if "vigente_desde" in columnas else []
    consulta = select(*columnas).where(condicion).order_by(*orden)
    return [dict(fila) for fila in origen.execute(consulta).mappings()]


def _retoques(cuando: datetime, hoy: datetime) -> Mapping[type[Base], Callable[[Fila], Fila]]:
    dia = cuando.date()

    def designacion(fila: Fila) -> Fila:
        rige = fila["desde_el"] <= hoy and (fila["hasta_el"] is None or fila["hasta_el"] > hoy)
        if rige and fila["revocada_el"] is None:
            fila["desde_el"] = min(fila["desde_el"], cuando)
        return fila

    return {
        Persona: lambda fila: {**fila, "clave_hash": None, "ci": ""},
        Designacion: designacion,
        Preferencia: lambda fila: {**fila, "calendario_huella": None},
        Unidad: lambda fila: {**fila, "vigente_desde": min(fila["vigente_desde"], dia)},
        ParametroPlazo: _parametros(dia),
        Version: lambda fila: {**fila, "estado": EstadoVersion.BORRADOR, "publicada_el": None},
    }


def _parametros(dia: date) -> Callable[[Fila], Fila]:
    """El primer valor de cada parámetro rige desde el comienzo; los demás, desde su fecha."""
    vistos: set[str] = set()

    def retocar(fila: Fila) -> Fila:
        if fila["clave"] not in vistos:
            vistos.add(fila["clave"])
            fila["vigente_desde"] = min(fila["vigente_desde"], dia)
        return fila

    return retocar


def _igual(fila: Fila) -> Fila:
    return fila
