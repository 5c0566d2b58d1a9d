"""De la regla de un feriado a sus fechas, año por año."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DOMINGO = 7


@dataclass(frozen=True)
class ReglaFeriado:
    """Un feriado que se repite.

    O bien `mes` y `dia` fijos, o bien `pascua`: días desde el domingo de Pascua. `traslado`: si cae
    domingo, también es inhábil el lunes. Rige desde `desde_anio` y hasta `hasta_anio`.
    """

    nombre: str
    norma: str
    mes: int = 0
    dia: int = 0
    pascua: int | None = None
    traslado: bool = False
    desde_anio: int = 1
    hasta_anio: int = 9999

    def fechas(self, anio: int) -> Iterator[tuple[date, str]]:
        """Devuelve las fechas inhábiles de ese año con su nombre.

        Raises:
            ValueError: el mes y el día no existen.
        """
        if not self.desde_anio <= anio <= self.hasta_anio:
            return
        if self.pascua is not None:
            fecha = domingo_de_pascua(anio) + timedelta(days=self.pascua)
        else:
            fecha = date(anio, self.mes, self.dia)
        yield fecha, self.nombre
        if self.traslado and fecha.isoweekday() == _DOMINGO:
            yield fecha + timedelta(days=1), f"{self.nombre} (trasladado del domingo)"


def domingo_de_pascua(anio: int) -> date:
    """Devuelve el domingo de Pascua gregoriano.

    Fuente: algoritmo anónimo gregoriano (Meeus, Astronomical Algorithms, cap. 8).
    """
    siglo, resto = divmod(anio, 100)
    ciclo = anio % 19
    epacta = (19 * ciclo + siglo - siglo // 4 - (siglo - (siglo + 8) // 25 + 1) // 3 + 15) % 30
    semana = (32 + 2 * (siglo % 4) + 2 * (resto // 4) - epacta - resto % 4) % 7
    ajuste = (ciclo + 11 * epacta + 22 * semana) // 451
    mes, dia = divmod(epacta + semana - 7 * ajuste + 114, 31)
    return date(anio, mes, dia + 1)
