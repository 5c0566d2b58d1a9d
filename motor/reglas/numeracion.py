"""Números correlativos únicos y sin huecos: de hojas de ruta y de las demás series.

El número se toma en la misma transacción que lo usa: si esta se deshace, el número vuelve.
"""

import string
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, bindparam, null, select
from sqlalchemy.dialects.postgresql import Insert as InsertPg
from sqlalchemy.dialects.postgresql import insert as insertar_pg
from sqlalchemy.dialects.sqlite import Insert as InsertSqlite
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session

from motor.almacen.diferidas import leer
from motor.almacen.directo import apartar_ids, siguiente_id
from motor.almacen.expedientes import Correlativo, Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Instancia
from motor.almacen.tareas import Tarea
from motor.nucleo.errores import DatosInvalidos

SERIE_HR = "HR"
SIN_GESTION = 0
_CAMPOS = {"numero", "anio", "legislatura"}


_TABLA: Any = Correlativo.__table__
_LO_QUE_ABRE = (Expediente, Instancia, Tarea)  # con la hoja de ruta van sus primeros ids


def _tomar(orden: InsertPg | InsertSqlite, *ademas: ColumnElement[Any]) -> Any:
    return (
        orden.values(serie=bindparam("serie"), gestion=bindparam("gestion"), ultimo=1)
        .on_conflict_do_update(
            index_elements=["serie", "gestion"], set_={"ultimo": _TABLA.c.ultimo + 1}
        )
        .returning(_TABLA.c.ultimo, *ademas)
    )


_SIGUIENTE = Fija(
    {
        "postgresql": _tomar(insertar_pg(_TABLA)),
        "sqlite": _tomar(insertar_sqlite(_TABLA)),
    },
    salen=(Integer(),),
)
_SIGUIENTE_HR = Fija(
    {
        "postgresql": _tomar(insertar_pg(_TABLA), *map(siguiente_id, _LO_QUE_ABRE)),
        "sqlite": _tomar(insertar_sqlite(_TABLA), *(null() for _ in _LO_QUE_ABRE)),
    },
    salen=(Integer(), *(BigInteger() for _ in _LO_QUE_ABRE)),
)


def siguiente(sesion: Session, serie: str, gestion: int = SIN_GESTION) -> int:
    """Devuelve el número siguiente de la serie en esa gestión, desde 1.

    Bloquea la fila de la serie hasta el fin de la transacción: dos a la vez hacen cola.
    """
    ((numero,),) = leer(sesion, _SIGUIENTE, {"serie": serie, "gestion": gestion})
    return int(numero)


def siguiente_hr(sesion: Session, gestion: int) -> tuple[str, int]:
    """Devuelve la hoja de ruta `HR-AAAA-NNNNNN` y su número dentro de la gestión (año local).

    En PostgreSQL aparta de paso los ids del expediente, su instancia y su primera tarea.
    """
    ((numero, *ids),) = leer(sesion, _SIGUIENTE_HR, {"serie": SERIE_HR, "gestion": gestion})
    for clase, nuevo in zip(_LO_QUE_ABRE, ids, strict=True):
        if nuevo is not None:
            apartar_ids(sesion, clase, [nuevo])
    return f"HR-{gestion}-{numero:06d}", numero


def ultimo(sesion: Session, serie: str, gestion: int = SIN_GESTION) -> int:
    """Devuelve el último número dado; 0 si la serie no empezó."""
    consulta = select(Correlativo.ultimo).where(
        Correlativo.serie == serie, Correlativo.gestion == gestion
    )
    return sesion.scalar(consulta) or 0


def comprobar_plantilla(plantilla: str) -> None:
    """Comprueba una plantilla como `PL-ALDC-{numero:03d}/{legislatura}`.

    Raises:
        DatosInvalidos: está mal escrita, no lleva `{numero}` o nombra un campo que no existe.
    """
    try:
        campos = {campo for _, campo, _, _ in string.Formatter().parse(plantilla) if campo}
        correcta = "numero" in campos and campos <= _CAMPOS
        plantilla.format(numero=1, anio=2027, legislatura="2027-2028")
    except (ValueError, KeyError, IndexError, AttributeError):
        correcta = False
    if not correcta:
        raise DatosInvalidos(
            f"La plantilla de serie «{plantilla}» está mal: debe llevar {{numero}} y, si quiere, "
            "{anio} o {legislatura}. Por ejemplo: PL-ALDC-{numero:03d}/{legislatura}"
        )


def numerar(sesion: Session, plantilla: str, anio: int, legislatura: str) -> str:
    """Devuelve el siguiente código de la plantilla; se reinicia con el año o la legislatura.

    Raises:
        DatosInvalidos: la plantilla está mal (`comprobar_plantilla`).
    """
    comprobar_plantilla(plantilla)
    por_legislatura = "{legislatura" in plantilla
    if por_legislatura:
        gestion = int(legislatura[:4])
    else:
        gestion = anio if "{anio" in plantilla else SIN_GESTION
    numero = siguiente(sesion, plantilla, gestion)
    return plantilla.format(numero=numero, anio=anio, legislatura=legislatura)
