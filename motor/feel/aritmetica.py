"""Suma, resta, producto, cociente y potencia de FEEL (DMN 1.5, 10.3.2.11, tablas 54 a 58).

Números: `Decimal` de 34 cifras y redondeo al par, en un contexto propio. Lo imposible (tipos que no
casan, división por cero, resultado fuera de alcance) da `null`.
"""

import decimal
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from motor.feel.limites import LARGO_CADENA
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import DuracionMeses, Valor

CONTEXTO = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
UN_MICRO = timedelta(microseconds=1)
UN_DIA = timedelta(days=1)
_MEDIANOCHE = time(0)
_T = TypeVar("_T", date, datetime)


def segundos_de(duracion: timedelta) -> Decimal:
    """Devuelve la duración en segundos, con sus microsegundos exactos."""
    return CONTEXTO.divide(Decimal(duracion // UN_MICRO), Decimal(1_000_000))


def duracion_de(segundos: Decimal) -> timedelta:
    """Devuelve los `segundos` como duración, redondeados al microsegundo."""
    return UN_MICRO * int(CONTEXTO.multiply(segundos, Decimal(1_000_000)).to_integral_value())


def sumar_meses(fecha: _T, meses: int) -> _T:
    """Devuelve `fecha` más `meses`; el día se recorta al último del mes que resulte.

    Raises:
        ValueError: el año sale de 1 a 9999.
    """
    anio, mes = divmod(fecha.year * 12 + fecha.month - 1 + meses, 12)
    dia = fecha.day
    while True:
        try:
            return fecha.replace(year=anio, month=mes + 1, day=dia)
        except ValueError:
            if dia <= 28:
                raise
            dia -= 1


def sumar(a: Valor, b: Valor) -> Valor:
    """Devuelve `a + b`, o `null`."""
    return _aplicar(_SUMAS, a, b)


def restar(a: Valor, b: Valor) -> Valor:
    """Devuelve `a - b`, o `null`."""
    return _aplicar(_RESTAS, a, b)


def multiplicar(a: Valor, b: Valor) -> Valor:
    """Devuelve `a * b`, o `null`."""
    return _aplicar(_PRODUCTOS, a, b)


def dividir(a: Valor, b: Valor) -> Valor:
    """Devuelve `a / b`, o `null` (también al dividir por cero)."""
    return _aplicar(_COCIENTES, a, b)


def elevar(a: Valor, b: Valor) -> Valor:
    """Devuelve `a ** b`, o `null`."""
    if type(a) is not Decimal or type(b) is not Decimal:
        return None
    try:
        potencia = CONTEXTO.power(a, b)
    except ArithmeticError:
        return None
    return potencia if potencia.is_finite() else None  # 0 ** -1


def negar(a: Valor) -> Valor:
    """Devuelve `-a` de un número o una duración, o `null`."""
    if type(a) is Decimal:
        return CONTEXTO.minus(a)
    if type(a) is timedelta:
        return _aplicar(_PRODUCTOS, a, Decimal(-1))
    return DuracionMeses(-a.meses) if type(a) is DuracionMeses else None


Operacion = Callable[[Valor, Valor], Valor]


def _aplicar(tabla: dict[tuple[type, type], Operacion], a: Valor, b: Valor) -> Valor:
    operacion = tabla.get((type(a), type(b)))
    if operacion is None:
        return None
    try:
        return operacion(a, b)
    except (ArithmeticError, ValueError, TypeError):
        return None


def _unir(a: str, b: str) -> str:
    if len(a) + len(b) > LARGO_CADENA:
        raise ErrorFeel(f"El texto que resulta pasa de {LARGO_CADENA} caracteres.")
    return a + b


def _hora_mas(hora: time, duracion: timedelta) -> time:
    momento = datetime.combine(date(2000, 1, 1), hora.replace(tzinfo=None))
    resto = (duracion // UN_MICRO) % (UN_DIA // UN_MICRO)
    return (momento + UN_MICRO * resto).time().replace(tzinfo=hora.tzinfo)


def _hora_menos_hora(a: time, b: time) -> timedelta | None:
    if (a.tzinfo is None) != (b.tzinfo is None):
        return None
    dia = date(2000, 1, 1)
    return datetime.combine(dia, a) - datetime.combine(dia, b)


def _instante_mas(momento: datetime, duracion: timedelta) -> datetime:
    if momento.tzinfo is None:
        return momento + duracion
    return (momento.astimezone(UTC) + duracion).astimezone(momento.tzinfo)


def _a_instante(fecha: date) -> datetime:
    return datetime.combine(fecha, _MEDIANOCHE, UTC)


def _fecha_mas(fecha: date, duracion: timedelta) -> date:
    return (datetime.combine(fecha, _MEDIANOCHE) + duracion).date()


def _por_meses(duracion: DuracionMeses, factor: Decimal) -> DuracionMeses:
    return DuracionMeses(int(CONTEXTO.multiply(Decimal(duracion.meses), factor)))


def _entre_meses(duracion: DuracionMeses, factor: Decimal) -> DuracionMeses:
    return DuracionMeses(int(CONTEXTO.divide(Decimal(duracion.meses), factor)))


def _por_tiempo(duracion: timedelta, factor: Decimal) -> timedelta:
    return duracion_de(CONTEXTO.multiply(segundos_de(duracion), factor))


def _entre_tiempo(duracion: timedelta, factor: Decimal) -> timedelta:
    return duracion_de(CONTEXTO.divide(segundos_de(duracion), factor))


_DT, _YM = timedelta, DuracionMeses
_SUMAS: dict[tuple[type, type], Operacion] = {
    (Decimal, Decimal): CONTEXTO.add,
    (str, str): _unir,
    (_DT, _DT): lambda a, b: a + b,
    (_YM, _YM): lambda a, b: DuracionMeses(a.meses + b.meses),
    (date, _YM): lambda a, b: sumar_meses(a, b.meses),
    (_YM, date): lambda a, b: sumar_meses(b, a.meses),
    (datetime, _YM): lambda a, b: sumar_meses(a, b.meses),
    (_YM, datetime): lambda a, b: sumar_meses(b, a.meses),
    (date, _DT): _fecha_mas,
    (_DT, date): lambda a, b: _fecha_mas(b, a),
    (datetime, _DT): _instante_mas,
    (_DT, datetime): lambda a, b: _instante_mas(b, a),
    (time, _DT): _hora_mas,
    (_DT, time): lambda a, b: _hora_mas(b, a),
}
_RESTAS: dict[tuple[type, type], Operacion] = {
    (Decimal, Decimal): CONTEXTO.subtract,
    (_DT, _DT): lambda a, b: a - b,
    (_YM, _YM): lambda a, b: DuracionMeses(a.meses - b.meses),
    (date, date): lambda a, b: a - b,
    (datetime, datetime): lambda a, b: a - b,
    (datetime, date): lambda a, b: a - _a_instante(b),
    (date, datetime): lambda a, b: _a_instante(a) - b,
    (time, time): _hora_menos_hora,
    (date, _YM): lambda a, b: sumar_meses(a, -b.meses),
    (datetime, _YM): lambda a, b: sumar_meses(a, -b.meses),
    (date, _DT): lambda a, b: _fecha_mas(a, -b),
    (datetime, _DT): lambda a, b: _instante_mas(a, -b),
    (time, _DT): lambda a, b: _hora_mas(a, -b),
}
_PRODUCTOS: dict[tuple[type, type], Operacion] = {
    (Decimal, Decimal): CONTEXTO.multiply,
    (_DT, Decimal): _por_tiempo,
    (Decimal, _DT): lambda a, b: _por_tiempo(b, a),
    (_YM, Decimal): _por_meses,
    (Decimal, _YM): lambda a, b: _por_meses(b, a),
}
_COCIENTES: dict[tuple[type, type], Operacion] = {
    (Decimal, Decimal): CONTEXTO.divide,
    (_DT, Decimal): _entre_tiempo,
    (_YM, Decimal): _entre_meses,
    (_DT, _DT): lambda a, b: CONTEXTO.divide(segundos_de(a), segundos_de(b)),
    (_YM, _YM): lambda a, b: CONTEXTO.divide(Decimal(a.meses), Decimal(b.meses)),
}
