"""El semáforo de un vencimiento: cuántos días hábiles quedan, por el calendario del municipio.

El calendario se lee una vez por página (está en caché mientras nadie lo cambie) y cada vencimiento
distinto se cuenta una sola vez: ninguna consulta por renglón.

Uso: `semaforos = cargar_semaforos(sesion, ahora)` y, por renglón, `semaforos.de(vence_el, sede)`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from motor.nucleo.calendario import Calendario, fin_del_dia
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import SEDE, Tablas, cargar_tablas

Tono = Literal["vencido", "hoy", "pronto", "bien", "sin"]

PRONTO_DIAS_HABILES = 3
_UN_INSTANTE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Semaforo:
    """Lo que se muestra de un vencimiento.

    `dias_habiles`: los que hay después de hoy y hasta el último día, inclusive; negativo si ya
    venció (los transcurridos) y None si no hay vencimiento. `fecha` es el último día, local.
    """

    tono: Tono
    dias_habiles: int | None
    texto: str
    fecha: date | None = None


SIN_PLAZO = Semaforo("sin", None, "Sin plazo")


@dataclass
class Semaforos:
    """Los semáforos de una página, todos con el mismo calendario y el mismo instante."""

    tablas: Tablas
    ahora: datetime
    _hechos: dict[tuple[datetime, str], Semaforo] = field(default_factory=dict)
    _calendarios: dict[str, Calendario] = field(default_factory=dict)

    def de(self, vence_el: datetime | None, municipio: str | None = None) -> Semaforo:
        """Devuelve el semáforo de ese vencimiento.

        Args:
            vence_el: el instante en que deja de poder cumplirse (`Plazo.vence_el`); None = ninguno.
            municipio: código INE de la sede donde corre (`Plazo.municipio`); por omisión, la sede.
        """
        if vence_el is None:
            return SIN_PLAZO
        sede = municipio or SEDE
        if (vence_el, sede) not in self._hechos:
            self._hechos[vence_el, sede] = _semaforo(self._calendario(sede), vence_el, self.ahora)
        return self._hechos[vence_el, sede]

    def _calendario(self, sede: str) -> Calendario:
        if sede not in self._calendarios:
            self._calendarios[sede] = self.tablas.calendario_de(sede)
        return self._calendarios[sede]


def cargar_semaforos(sesion: Session, ahora: datetime) -> Semaforos:
    """Devuelve los semáforos de una página. Una consulta (más si el calendario cambió)."""
    return Semaforos(cargar_tablas(sesion), ahora)


def semaforo(
    sesion: Session, vence_el: datetime | None, ahora: datetime, municipio: str | None = None
) -> Semaforo:
    """Devuelve el semáforo de un solo vencimiento; para varios, `cargar_semaforos`."""
    if vence_el is None:
        return SIN_PLAZO
    return cargar_semaforos(sesion, ahora).de(vence_el, municipio)


def _semaforo(calendario: Calendario, vence_el: datetime, ahora: datetime) -> Semaforo:
    hoy = ahora.astimezone(LA_PAZ).date()
    ultimo = (vence_el - _UN_INSTANTE).astimezone(LA_PAZ).date()
    cuando = f"{ultimo:%d/%m/%Y}{_hora(vence_el, ultimo)}"
    dias = calendario.habiles_entre(hoy, ultimo)
    if vence_el <= ahora:
        return Semaforo("vencido", dias, _vencido(-dias, cuando), ultimo)
    if ultimo == hoy:
        return Semaforo("hoy", 0, f"Vence hoy ({cuando})", ultimo)
    if dias == 0:
        return Semaforo("hoy", 0, f"Vence antes del próximo día hábil ({cuando})", ultimo)
    tono: Tono = "pronto" if dias <= PRONTO_DIAS_HABILES else "bien"
    return Semaforo(tono, dias, f"Vence en {_dias(dias)} ({cuando})", ultimo)


def _vencido(dias: int, cuando: str) -> str:
    if dias == 0:
        return f"Venció el {cuando}, sin días hábiles de mora todavía"
    return f"Venció hace {_dias(dias)} ({cuando})"


def _dias(dias: int) -> str:
    return f"{dias} {'día hábil' if dias == 1 else 'días hábiles'}"


def _hora(vence_el: datetime, ultimo: date) -> str:
    """La hora local, solo si el plazo no corre hasta las 24:00 de su último día."""
    if vence_el >= fin_del_dia(ultimo):
        return ""
    return f" a las {vence_el.astimezone(LA_PAZ):%H:%M}"
