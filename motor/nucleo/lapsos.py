"""Cuánto dura un plazo, leído de un texto o de un valor FEEL."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import DuracionMeses, Valor


class UnidadPlazo(StrEnum):
    """En qué se cuenta un plazo."""

    DIAS_HABILES = "dh"
    DIAS_CALENDARIO = "dc"
    MESES = "meses"
    ANIOS = "anios"
    DURACION = "duracion"  # segundos exactos, sin calendario
    FECHA = "fecha"  # fecha o instante fijo


@dataclass(frozen=True)
class Lapso:
    """Cuánto dura un plazo: `cantidad` en `unidad`; o, si es FECHA, el `fijo` en que vence."""

    cantidad: int
    unidad: UnidadPlazo
    fijo: date | datetime | None = None


_UNIDADES = {
    "dh": UnidadPlazo.DIAS_HABILES,
    "dc": UnidadPlazo.DIAS_CALENDARIO,
    "mes": UnidadPlazo.MESES,
    "meses": UnidadPlazo.MESES,
    "anio": UnidadPlazo.ANIOS,
    "anios": UnidadPlazo.ANIOS,
    "año": UnidadPlazo.ANIOS,
    "años": UnidadPlazo.ANIOS,
}
_LITERAL = re.compile(r"\s*(\d{1,5})\s*(dh|dc|mes|meses|anios?|años?)\s*")
_ISO = re.compile(
    r"P(?:(?P<anios>\d+)Y)?(?:(?P<meses>\d+)M)?(?:(?P<semanas>\d+)W)?(?:(?P<dias>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<horas>\d+)H)?(?:(?P<minutos>\d+)M)?(?:(?P<segundos>\d+)S)?)?"
)
_CLAVE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


def es_clave(texto: str) -> bool:
    """Dice si el texto tiene forma de clave de parámetro (`ley.admision`)."""
    return _CLAVE.fullmatch(texto) is not None


def leer_lapso(texto: str) -> Lapso:
    """Lee `10 dh`, `45 dc`, `6 meses`, `2 años`, una duración ISO 8601 o una fecha ISO 8601.

    Raises:
        DatosInvalidos: no es nada de eso, o la duración mezcla meses con días.
    """
    literal = _LITERAL.fullmatch(texto)
    if literal:
        return Lapso(int(literal[1]), _UNIDADES[literal[2]])
    iso = _ISO.fullmatch(texto.strip())
    if iso and any(iso.groups()):
        return _leer_iso(
            texto, {clave: int(valor or 0) for clave, valor in iso.groupdict().items()}
        )
    return _leer_fecha(texto)


def _leer_iso(texto: str, partes: dict[str, int]) -> Lapso:
    meses = partes["anios"] * 12 + partes["meses"]
    tiempo = timedelta(
        weeks=partes["semanas"],
        days=partes["dias"],
        hours=partes["horas"],
        minutes=partes["minutos"],
        seconds=partes["segundos"],
    )
    if meses and tiempo:
        raise DatosInvalidos(
            f"El plazo «{texto}» mezcla meses con días u horas: el cómputo legal no lo admite. "
            "Escriba solo meses (P6M) o solo días y horas (P10DT2H)."
        )
    if meses:
        return Lapso(meses, UnidadPlazo.MESES)
    return Lapso(int(tiempo.total_seconds()), UnidadPlazo.DURACION)


def _leer_fecha(texto: str) -> Lapso:
    limpio = texto.strip()
    try:
        dia = date.fromisoformat(limpio)
        return Lapso(0, UnidadPlazo.FECHA, dia)
    except ValueError:
        pass
    try:
        instante = datetime.fromisoformat(limpio)
    except ValueError:
        raise DatosInvalidos(
            f"No se entiende el plazo «{texto}». Escriba por ejemplo: 10 dh, 45 dc, 6 meses, "
            "P6M, PT1H, 2027-02-17, o la clave de un parámetro de plazo."
        ) from None
    return Lapso(0, UnidadPlazo.FECHA, con_zona(instante))


def lapso_de_valor(valor: Valor) -> Lapso:
    """Devuelve el lapso de un valor FEEL: texto, fecha, fecha y hora, o duración.

    Raises:
        DatosInvalidos: es un número, una lista, nulo…
    """
    if isinstance(valor, str):
        return leer_lapso(valor)
    if isinstance(valor, DuracionMeses):
        return Lapso(valor.meses, UnidadPlazo.MESES)
    if isinstance(valor, timedelta):
        return Lapso(int(valor.total_seconds()), UnidadPlazo.DURACION)
    if isinstance(valor, datetime):
        return Lapso(0, UnidadPlazo.FECHA, con_zona(valor))
    if isinstance(valor, date):
        return Lapso(0, UnidadPlazo.FECHA, valor)
    dicho = f"el número {valor}" if isinstance(valor, int | Decimal) else repr(valor)
    raise DatosInvalidos(
        f"Un plazo no puede ser {dicho}. Debe ser un texto («10 dh»), una fecha o una duración."
    )


def con_zona(instante: datetime) -> datetime:
    """Devuelve el instante en UTC; si no tiene zona, se entiende hora de La Paz."""
    local = instante.replace(tzinfo=LA_PAZ) if instante.tzinfo is None else instante
    return local.astimezone(UTC)
