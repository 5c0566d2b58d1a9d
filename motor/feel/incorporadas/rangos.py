"""Relaciones entre puntos y rangos (DMN 1.5, 10.3.4.9, tabla 78) y la función `range`."""

from motor.feel.comparacion import comparar, en_rango
from motor.feel.entorno import Evaluacion, Rango
from motor.feel.incorporadas.registro import incorporada
from motor.nucleo.valores import Valor

Respuesta = bool | None


def _como_rango(valor: Valor) -> Rango:
    return valor if isinstance(valor, Rango) else Rango(valor, valor)


def _tras(fin: Rango, inicio: Rango) -> Respuesta:
    """Dice si el rango `fin` acaba antes de que empiece `inicio`."""
    menor = comparar(fin.fin, inicio.inicio, "<")
    if menor is None:
        return None
    tocan = fin.fin == inicio.inicio and not (fin.incluye_fin and inicio.incluye_inicio)
    return menor or tocan


@incorporada("before", "point1, point2", "range1, range2", "point, range", "range, point")
def _before(_ev: Evaluacion, uno: Valor, otro: Valor) -> Respuesta:
    return _tras(_como_rango(uno), _como_rango(otro))


@incorporada("after", "point1, point2", "range1, range2", "point, range", "range, point")
def _after(_ev: Evaluacion, uno: Valor, otro: Valor) -> Respuesta:
    return _tras(_como_rango(otro), _como_rango(uno))


@incorporada("meets", "range1: rango, range2: rango")
def _meets(_ev: Evaluacion, uno: Rango, otro: Rango) -> Respuesta:
    return _mismo(uno.fin, otro.inicio, uno.incluye_fin and otro.incluye_inicio)


@incorporada("met by", "range1: rango, range2: rango")
def _met_by(_ev: Evaluacion, uno: Rango, otro: Rango) -> Respuesta:
    return _mismo(uno.inicio, otro.fin, uno.incluye_inicio and otro.incluye_fin)


def _mismo(a: Valor, b: Valor, ademas: bool) -> Respuesta:
    if comparar(a, b, "<=") is None:
        return None
    return bool(a == b) and ademas


@incorporada("overlaps", "range1: rango, range2: rango")
def _overlaps(_ev: Evaluacion, uno: Rango, otro: Rango) -> Respuesta:
    antes, despues = _tras(uno, otro), _tras(otro, uno)
    return None if antes is None or despues is None else not antes and not despues


def _orden_inicio(a: Rango, b: Rango) -> int | None:
    if comparar(a.inicio, b.inicio, "<=") is None:
        return None
    if a.inicio != b.inicio:
        return -1 if a.inicio < b.inicio else 1
    return int(b.incluye_inicio) - int(a.incluye_inicio)


def _orden_fin(a: Rango, b: Rango) -> int | None:
    if comparar(a.fin, b.fin, "<=") is None:
        return None
    if a.fin != b.fin:
        return -1 if a.fin < b.fin else 1
    return int(a.incluye_fin) - int(b.incluye_fin)


@incorporada("overlaps before", "range1: rango, range2: rango")
def _overlaps_before(ev: Evaluacion, uno: Rango, otro: Rango) -> Respuesta:
    inicio, fin, comparten = (
        _orden_inicio(uno, otro),
        _orden_fin(uno, otro),
        _overlaps(ev, uno, otro),
    )
    if inicio is None or fin is None:
        return None
    return bool(comparten) and inicio < 0 and fin <= 0


@incorporada("overlaps after", "range1: rango, range2: rango")
def _overlaps_after(ev: Evaluacion, uno: Rango, otro: Rango) -> Respuesta:
    return _overlaps_before(ev, otro, uno)


def _dentro(interior: Valor, exterior: Rango) -> Respuesta:
    if not isinstance(interior, Rango):
        return en_rango(interior, exterior)
    inicio, fin = _orden_inicio(exterior, interior), _orden_fin(interior, exterior)
    return None if inicio is None or fin is None else inicio <= 0 and fin <= 0


@incorporada("includes", "range: rango, point", "range1: rango, range2: rango")
def _includes(_ev: Evaluacion, rango: Rango, otro: Valor) -> Respuesta:
    return _dentro(otro, rango)


@incorporada("during", "point, range: rango", "range1, range2: rango")
def _during(_ev: Evaluacion, otro: Valor, rango: Rango) -> Respuesta:
    return _dentro(otro, rango)


@incorporada("finishes", "point, range: rango", "range1, range2: rango")
def _finishes(_ev: Evaluacion, uno: Valor, rango: Rango) -> Respuesta:
    if not isinstance(uno, Rango):
        return _mismo(uno, rango.fin, rango.incluye_fin)
    dentro, fin = _dentro(uno, rango), _orden_fin(uno, rango)
    return None if dentro is None else dentro and fin == 0


@incorporada("finished by", "range: rango, point", "range1: rango, range2")
def _finished_by(ev: Evaluacion, rango: Rango, otro: Valor) -> Respuesta:
    return _finishes(ev, otro, rango)


@incorporada("starts", "point, range: rango", "range1, range2: rango")
def _starts(_ev: Evaluacion, uno: Valor, rango: Rango) -> Respuesta:
    if not isinstance(uno, Rango):
        return _mismo(uno, rango.inicio, rango.incluye_inicio)
    dentro, inicio = _dentro(uno, rango), _orden_inicio(uno, rango)
    return None if dentro is None else dentro and inicio == 0


@incorporada("started by", "range: rango, point", "range1: rango, range2")
def _started_by(ev: Evaluacion, rango: Rango, otro: Valor) -> Respuesta:
    return _starts(ev, otro, rango)


@incorporada("coincides", "point1, point2", "range1, range2")
def _coincides(_ev: Evaluacion, uno: Valor, otro: Valor) -> Respuesta:
    if isinstance(uno, Rango) != isinstance(otro, Rango):
        return None
    a, b = _como_rango(uno), _como_rango(otro)
    if comparar(a.inicio, b.inicio, "<=") is None or comparar(a.fin, b.fin, "<=") is None:
        return None
    return _orden_inicio(a, b) == 0 and _orden_fin(a, b) == 0
