"""Qué se pide de la bandeja: vista, orden, filtros y desde dónde sigue la página."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from motor.almacen.bandeja import SIN_VENCIMIENTO, Bandeja
from motor.nucleo.calendario import fin_del_dia, inicio_del_dia
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.reloj import LA_PAZ

POR_PAGINA = 50
_EPOCA = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


class Vista(StrEnum):
    """Las pestañas de la bandeja."""

    MIAS = "mias"
    UNIDAD = "unidad"
    ESPERO = "espero"
    SIGO = "sigo"


class Orden(StrEnum):
    """En qué orden van las tareas."""

    VENCE = "vence"
    PRIORIDAD = "prioridad"
    ANTIGUAS = "antiguas"
    RECIENTES = "recientes"


class Vence(StrEnum):
    """Ventanas de vencimiento."""

    VENCIDAS = "vencidas"
    HOY = "hoy"
    SEMANA = "semana"  # hasta el domingo de esta semana
    DESPUES = "despues"
    SIN = "sin"


COLUMNAS: dict[Orden, tuple[InstrumentedAttribute[Any], ...]] = {
    Orden.VENCE: (Bandeja.vence_el, Bandeja.tarea_id),
    Orden.PRIORIDAD: (Bandeja.urgencia, Bandeja.vence_el, Bandeja.tarea_id),
    Orden.ANTIGUAS: (Bandeja.tarea_id,),
    Orden.RECIENTES: (Bandeja.tarea_id,),
}


@dataclass(frozen=True)
class Filtros:
    """Lo que se filtra; '' = sin filtrar. `variable` es «nombre=valor»; `paso`, parte del nombre.

    `desde` y `hasta` son días locales del vencimiento, ambos inclusive. `persona` es el usuario de
    quien la tomó; `unidad`, la sigla de una de mis unidades (en lo que espero, la de quien lo
    tiene).
    """

    proceso: str = ""
    paso: str = ""
    unidad: str = ""
    vence: Vence | None = None
    desde: date | None = None
    hasta: date | None = None
    persona: str = ""
    q: str = ""
    asunto: str = ""
    cite: str = ""
    variable: str = ""
    por_comienzo: bool = False  # la última palabra de `q` puede estar incompleta

    @property
    def hay_texto(self) -> bool:
        """Dice si hay que mirar el índice de búsqueda."""
        return bool(self.q or self.asunto or self.cite or self.variable)

    @property
    def hay(self) -> bool:
        """Dice si se filtra algo."""
        return self != Filtros()


def codificar_clave(fila: tuple[object, ...]) -> str:
    """Devuelve la clave de página de una fila, para la dirección."""
    return "~".join(
        str((v - _EPOCA) // _MICRO) if isinstance(v, datetime) else str(v) for v in fila
    )


def leer_clave(orden: Orden, texto: str) -> tuple[object, ...] | None:
    """Devuelve los valores de una clave de página; '' = desde el principio.

    Raises:
        DatosInvalidos: la clave no es de ese orden.
    """
    if not texto:
        return None
    partes = texto.split("~")
    columnas = COLUMNAS[orden]
    try:
        numeros = [int(parte) for parte in partes]
        valores = [
            _EPOCA + n * _MICRO if columna.key == "vence_el" else n
            for columna, n in zip(columnas, numeros, strict=True)
        ]
    except (ValueError, OverflowError):
        raise DatosInvalidos(
            "La dirección de la página siguiente está incompleta. Vuelva al principio de la lista."
        ) from None
    return tuple(valores)


def leer_instante_e_id(texto: str) -> tuple[datetime, int]:
    """Devuelve el instante y el id de una clave de página de expedientes.

    Raises:
        DatosInvalidos: no lo es.
    """
    cuando, id_ = leer_clave(Orden.VENCE, texto) or (None, None)
    if not isinstance(cuando, datetime) or not isinstance(id_, int):
        raise DatosInvalidos("Falta desde dónde sigue la lista. Vuelva al principio.")
    return cuando, id_


def despues_de(orden: Orden, clave: tuple[object, ...]) -> ColumnElement[bool]:
    """La condición de ir después de esa fila en ese orden."""
    columnas = COLUMNAS[orden]
    tipos = [columna.type for columna in columnas]
    valores = tuple_(*clave, types=tipos)
    fila = tuple_(*columnas, types=tipos)
    return fila < valores if orden is Orden.RECIENTES else fila > valores


def orden_sql(orden: Orden) -> list[ColumnElement[Any]]:
    """Las columnas por las que se ordena."""
    if orden is Orden.RECIENTES:
        return [Bandeja.tarea_id.desc()]
    return [columna.asc() for columna in COLUMNAS[orden]]


def tramo(filtros: Filtros, ahora: datetime) -> tuple[datetime | None, datetime | None]:
    """Devuelve (después de, hasta) del vencimiento que piden los filtros; None = sin límite."""
    hoy = ahora.astimezone(LA_PAZ).date()
    fin_de_hoy = fin_del_dia(hoy)
    fin_de_semana = fin_del_dia(hoy + timedelta(days=7 - hoy.isoweekday()))
    antes_del_nunca = SIN_VENCIMIENTO - _MICRO
    ventanas: dict[Vence | None, tuple[datetime | None, datetime | None]] = {
        None: (None, None),
        Vence.VENCIDAS: (None, ahora),
        Vence.HOY: (ahora, fin_de_hoy),
        Vence.SEMANA: (fin_de_hoy, fin_de_semana),
        Vence.DESPUES: (max(fin_de_hoy, fin_de_semana), antes_del_nunca),
        Vence.SIN: (antes_del_nunca, None),
    }
    desde, hasta = ventanas[filtros.vence]
    if filtros.desde is not None:
        propio = inicio_del_dia(filtros.desde)
        desde = max(desde, propio) if desde else propio
    if filtros.hasta is not None:
        propio = fin_del_dia(filtros.hasta)
        hasta = min(hasta, propio) if hasta else propio
    return desde, hasta
