"""Días hábiles administrativos: cuáles son y cómo se cuentan. Sin base de datos ni reloj.

Fuente: Ley 2341, arts. 19 a 21; hora de corte y recepción en inhábil, parámetro del sistema.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from motor.nucleo.reloj import LA_PAZ

UN_DIA = timedelta(days=1)
HORA_CORTE = time(18, 30)
_SABADO = 6
_ULTIMO_DIA = date(9999, 12, 30)


@dataclass(frozen=True)
class Tramo:
    """Días locales seguidos, ambos inclusive; `hasta` None = sin fin conocido."""

    desde: date
    hasta: date | None = None

    def contiene(self, dia: date) -> bool:
        """Dice si el día está en el tramo."""
        return self.desde <= dia and (self.hasta is None or dia <= self.hasta)


@dataclass(frozen=True)
class Calendario:
    """El calendario de una sede: `inhabiles` son los feriados; `habilitados`, sus excepciones.

    Sábados y domingos son inhábiles siempre que no estén habilitados. `hora_corte` es local:
    lo recibido después cuenta como recibido el siguiente día hábil.
    """

    inhabiles: frozenset[date] = frozenset()
    habilitados: frozenset[date] = frozenset()
    hora_corte: time = HORA_CORTE

    def es_habil(self, dia: date) -> bool:
        """Dice si el día es hábil administrativo (Ley 2341 art. 19)."""
        if dia in self.habilitados:
            return True
        return dia.isoweekday() < _SABADO and dia not in self.inhabiles

    def desde_habil(self, dia: date) -> date:
        """Devuelve el propio día si es hábil; si no, el primer hábil siguiente (art. 20.II)."""
        while not self.es_habil(dia):
            dia += UN_DIA
        return dia

    def sumar_habiles(self, dia: date, cuantos: int) -> date:
        """Devuelve el día hábil número `cuantos` después de `dia`; 0 = el propio día.

        Raises:
            ValueError: si `cuantos` es negativo.
        """
        if cuantos < 0:
            raise ValueError(f"Los días hábiles a sumar no pueden ser negativos: {cuantos}.")
        for _ in range(cuantos):
            dia = self.desde_habil(dia + UN_DIA)
        return dia

    def habiles_entre(self, desde: date, hasta: date) -> int:
        """Devuelve cuántos días hábiles hay después de `desde` y hasta `hasta` inclusive.

        Negativo si `hasta` es anterior (los que hay de `hasta` a `desde`).
        """
        if hasta < desde:
            return -self.habiles_entre(hasta, desde)
        dias = (desde + UN_DIA * n for n in range(1, (hasta - desde).days + 1))
        return sum(self.es_habil(dia) for dia in dias)

    def recibido(self, instante: datetime) -> date:
        """Devuelve el día local en que se tiene por recibido lo que llegó en ese instante.

        Raises:
            ValueError: si el instante no tiene zona.
        """
        if instante.tzinfo is None:
            raise ValueError(f"El instante {instante} debe llevar zona horaria.")
        local = instante.astimezone(LA_PAZ)
        dia = local.date()
        if local.time() > self.hora_corte:
            dia += UN_DIA
        return self.desde_habil(dia)


def fin_del_dia(dia: date) -> datetime:
    """Devuelve las 24:00 de La Paz de ese día, en UTC: cuando ya terminó (art. 21)."""
    dia = min(_ULTIMO_DIA, dia)
    return inicio_del_dia(dia + UN_DIA)


def inicio_del_dia(dia: date) -> datetime:
    """Devuelve las 00:00 de La Paz de ese día, en UTC."""
    return datetime.combine(dia, time(0), LA_PAZ).astimezone(UTC)
