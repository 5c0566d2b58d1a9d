"""El calendario de un año: qué días no se cuentan y por qué norma, y qué está suspendido."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.calendario import DiaHabilitado, DiaInhabil, Suspension
from motor.nucleo.territorio import nombres_de_municipios

_SABADO = 5
_MESES = tuple(date(2000, m, 1).strftime("%m") for m in range(1, 13))


@dataclass(frozen=True)
class Dia:
    """Una celda: `clase` es '', fin, inhabil o habilitado; `texto` dice por qué."""

    fecha: date
    clase: str
    texto: str


@dataclass(frozen=True)
class Mes:
    """Un mes (1 = enero) en semanas de lunes a domingo; None = el día es de otro mes."""

    numero: int
    semanas: tuple[tuple[Dia | None, ...], ...]


@dataclass(frozen=True)
class Inhabil:
    """Un día inhábil; `donde` es «Todo el país», «Cochabamba (departamento)» o el municipio."""

    fecha: date
    nombre: str
    norma: str
    etiqueta: str
    ambito: str
    municipio: str
    donde: str


@dataclass(frozen=True)
class Habilitado:
    """Un día inhábil que se habilitó."""

    fecha: date
    motivo: str
    documento: str


@dataclass(frozen=True)
class SuspensionVista:
    """Una suspensión; `sigue` si todavía suspende."""

    id: int
    desde: date
    hasta: date | None
    alcance: str
    referencia: str
    motivo: str
    documento: str
    sigue: bool


@dataclass(frozen=True)
class Anio:
    """El año entero."""

    anio: int
    meses: tuple[Mes, ...]
    inhabiles: tuple[Inhabil, ...]
    habilitados: tuple[Habilitado, ...]
    suspensiones: tuple[SuspensionVista, ...]


def obtener_anio(sesion: Session, anio: int, hoy: date) -> Anio:
    """Devuelve el calendario de ese año. Tres consultas."""
    desde, hasta = date(anio, 1, 1), date(anio, 12, 31)
    nombres = nombres_de_municipios()
    inhabiles = tuple(
        Inhabil(
            d.fecha,
            d.nombre,
            d.norma,
            d.etiqueta.value,
            d.ambito.value,
            d.municipio,
            _donde(d, nombres),
        )
        for d in sesion.scalars(
            select(DiaInhabil)
            .where(DiaInhabil.fecha.between(desde, hasta))
            .order_by(DiaInhabil.fecha, DiaInhabil.id)
        )
    )
    habilitados = tuple(
        Habilitado(d.fecha, d.motivo, d.documento)
        for d in sesion.scalars(
            select(DiaHabilitado)
            .where(DiaHabilitado.fecha.between(desde, hasta))
            .order_by(DiaHabilitado.fecha)
        )
    )
    meses = tuple(_mes(anio, m, inhabiles, habilitados) for m in range(1, 13))
    return Anio(anio, meses, inhabiles, habilitados, _suspensiones(sesion, (desde, hasta), hoy))


def _donde(dia: DiaInhabil, nombres: dict[str, str]) -> str:
    if dia.municipio:
        return f"Municipio de {nombres.get(dia.municipio, dia.municipio)}"
    return "Todo el país" if dia.ambito.value == "nacional" else "Departamento de Cochabamba"


def _mes(
    anio: int, mes: int, inhabiles: tuple[Inhabil, ...], habilitados: tuple[Habilitado, ...]
) -> Mes:
    porque: dict[date, list[str]] = {}
    for inhabil in inhabiles:
        donde = f" ({inhabil.donde})" if inhabil.municipio else ""
        porque.setdefault(inhabil.fecha, []).append(f"{inhabil.nombre}{donde}")
    abiertos = {h.fecha: h.documento for h in habilitados}

    def celda(dia: date) -> Dia | None:
        if dia.month != mes:
            return None
        if dia in abiertos:
            return Dia(dia, "habilitado", f"Habilitado: {abiertos[dia]}")
        if dia in porque:
            return Dia(dia, "inhabil", "; ".join(porque[dia]))
        return Dia(dia, "fin" if dia.weekday() >= _SABADO else "", "")

    semanas = Calendar().monthdatescalendar(anio, mes)
    return Mes(mes, tuple(tuple(celda(d) for d in semana) for semana in semanas))


def _suspensiones(
    sesion: Session, entre: tuple[date, date], hoy: date
) -> tuple[SuspensionVista, ...]:
    desde, hasta = entre
    filas = sesion.scalars(
        select(Suspension)
        .where(
            Suspension.desde_fecha <= hasta,
            or_(Suspension.hasta_fecha.is_(None), Suspension.hasta_fecha >= desde),
        )
        .order_by(Suspension.desde_fecha.desc(), Suspension.id.desc())
    )
    return tuple(
        SuspensionVista(
            s.id,
            s.desde_fecha,
            s.hasta_fecha,
            s.alcance.value,
            s.referencia,
            s.motivo,
            s.documento,
            s.reanudada_el is None and (s.hasta_fecha is None or s.hasta_fecha >= hoy),
        )
        for s in filas
    )
