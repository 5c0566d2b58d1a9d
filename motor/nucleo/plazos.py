"""Aritmética de plazos: cuánto dura, desde cuándo corre y en qué instante termina.

Fuente: Ley 2341, arts. 19 a 21. En días cuentan solo los hábiles (`dh`) salvo que la norma diga
días calendario (`dc`); en meses y años, de fecha a fecha y, si el día no existe, el último del mes;
corren desde el día siguiente al de la notificación; si el último es inhábil, vencen el primer hábil
siguiente; terminan a las 24:00 de La Paz de ese día. Los días suspendidos no se cuentan.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motor.nucleo.calendario import UN_DIA, Calendario, Tramo, fin_del_dia, inicio_del_dia
from motor.nucleo.lapsos import Lapso, UnidadPlazo, con_zona
from motor.nucleo.reloj import LA_PAZ

SIN_FECHA = date(9999, 12, 30)  # suspendido sin fin conocido: no vence hasta que se reanude
PORCENTAJES_AVISO = (50, 80, 100)


@dataclass(frozen=True)
class Ajustes:
    """Lo que alarga un plazo: días de `distancia`, de `prorroga` y tramos suspendidos.

    Distancia y prórroga se cuentan en días hábiles si el plazo es en días hábiles; si no, en días
    calendario.
    """

    distancia: int = 0
    prorroga: int = 0
    suspensiones: tuple[Tramo, ...] = ()


@dataclass(frozen=True)
class Computo:
    """El resultado: día en que se tuvo por recibido, último día inclusive e instante de término.

    `suspendidos` son los días que se saltaron por suspensión (hábiles si el plazo lo es).
    """

    desde_fecha: date
    vence_fecha: date
    vence_el: datetime
    suspendidos: int = 0


def computar(
    lapso: Lapso, desde: datetime | date, calendario: Calendario, ajustes: Ajustes | None = None
) -> Computo:
    """Computa el plazo.

    Args:
        lapso: cuánto dura.
        desde: el instante del hecho (se aplican hora de corte e inhábiles) o la fecha local en que
            ya se tiene por recibido.
        calendario: el de la sede.
        ajustes: distancia, prórroga y suspensiones.
    """
    ajustes = ajustes or Ajustes()
    if lapso.unidad is UnidadPlazo.FECHA:
        return _computar_fijo(lapso, desde, calendario)
    if lapso.unidad is UnidadPlazo.DURACION:
        inicio = con_zona(desde) if isinstance(desde, datetime) else inicio_del_dia(desde)
        vence_el = inicio + timedelta(seconds=lapso.cantidad)
        return Computo(_dia(desde), vence_el.astimezone(LA_PAZ).date(), vence_el)
    recibido = calendario.recibido(desde) if isinstance(desde, datetime) else desde
    cuenta = _Cuenta(calendario, ajustes.suspensiones)
    if lapso.unidad is UnidadPlazo.DIAS_HABILES:
        total = lapso.cantidad + ajustes.distancia + ajustes.prorroga
        vence = cuenta.avanzar(recibido, total, habiles=True)
    else:
        vence = cuenta.calendario_corrido(recibido, lapso, ajustes.distancia + ajustes.prorroga)
    return Computo(recibido, vence, fin_del_dia(vence), cuenta.saltados)


def _computar_fijo(lapso: Lapso, desde: datetime | date, calendario: Calendario) -> Computo:
    recibido = calendario.recibido(desde) if isinstance(desde, datetime) else desde
    if isinstance(lapso.fijo, datetime):
        return Computo(recibido, lapso.fijo.astimezone(LA_PAZ).date(), lapso.fijo)
    if lapso.fijo is None:
        raise ValueError("Un plazo de fecha fija debe llevar su fecha.")
    return Computo(recibido, lapso.fijo, fin_del_dia(lapso.fijo))


class _Cuenta:
    """Cuenta días saltando los suspendidos y recuerda cuántos saltó."""

    def __init__(self, calendario: Calendario, suspensiones: Sequence[Tramo]) -> None:
        self.calendario = calendario
        self.suspensiones = suspensiones
        self.saltados = 0

    def avanzar(self, dia: date, cuantos: int, *, habiles: bool) -> date:
        """El día número `cuantos` que se cuenta después de `dia`; SIN_FECHA si no llega."""
        contados = 0
        while contados < cuantos:
            dia += UN_DIA
            if dia >= SIN_FECHA or self._sin_fin(dia):
                return SIN_FECHA
            if habiles and not self.calendario.es_habil(dia):
                continue
            if self._suspendido(dia):
                self.saltados += 1
            else:
                contados += 1
        return dia

    def calendario_corrido(self, recibido: date, lapso: Lapso, mas_dias: int) -> date:
        """El último día de un plazo en días calendario, meses o años."""
        if lapso.unidad is UnidadPlazo.DIAS_CALENDARIO:
            vence = self.avanzar(recibido, lapso.cantidad, habiles=False)
        else:
            meses = lapso.cantidad * (12 if lapso.unidad is UnidadPlazo.ANIOS else 1)
            vence = self.avanzar(
                recibido, (sumar_meses(recibido, meses) - recibido).days, habiles=False
            )
        vence = self._hasta_habil(vence)
        return (
            self._hasta_habil(self.avanzar(vence, mas_dias, habiles=False)) if mas_dias else vence
        )

    def _hasta_habil(self, dia: date) -> date:
        while dia < SIN_FECHA and not (self.calendario.es_habil(dia) and not self._suspendido(dia)):
            dia = SIN_FECHA if self._sin_fin(dia) else dia + UN_DIA
        return dia

    def _suspendido(self, dia: date) -> bool:
        return any(tramo.contiene(dia) for tramo in self.suspensiones)

    def _sin_fin(self, dia: date) -> bool:
        return any(tramo.hasta is None and tramo.desde <= dia for tramo in self.suspensiones)


def sumar_meses(dia: date, meses: int) -> date:
    """Devuelve la misma fecha `meses` después; si no existe, el último día de ese mes (art. 20)."""
    anio, mes0 = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    return date(anio, mes0 + 1, min(dia.day, monthrange(anio, mes0 + 1)[1]))


def instantes_de_aviso(
    lapso: Lapso, desde_el: datetime, computo: Computo, calendario: Calendario
) -> list[tuple[int, datetime]]:
    """Devuelve (porcentaje, instante) de los avisos al 50, 80 y 100 % del plazo.

    En días hábiles el porcentaje es de los días hábiles; en lo demás, del tiempo. El de 100 es el
    instante en que vence. Suspendido sin fecha no avisa.
    """
    if computo.vence_fecha >= SIN_FECHA:
        return []
    avisos = []
    for porcentaje in PORCENTAJES_AVISO[:-1]:
        if lapso.unidad is UnidadPlazo.DIAS_HABILES:
            total = calendario.habiles_entre(computo.desde_fecha, computo.vence_fecha)
            dia = calendario.sumar_habiles(computo.desde_fecha, total * porcentaje // 100)
            avisos.append((porcentaje, max(fin_del_dia(dia), desde_el)))
        else:
            avisos.append((porcentaje, desde_el + (computo.vence_el - desde_el) * porcentaje / 100))
    return [*avisos, (100, computo.vence_el)]


def dias_de_mora(vence_fecha: date, hasta: date, calendario: Calendario) -> int:
    """Devuelve los días hábiles transcurridos después del último día del plazo (0 si en plazo)."""
    return max(0, calendario.habiles_entre(vence_fecha, hasta)) if hasta > vence_fecha else 0


def _dia(desde: datetime | date) -> date:
    return desde.astimezone(LA_PAZ).date() if isinstance(desde, datetime) else desde
