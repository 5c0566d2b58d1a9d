"""De quién llegó cada tarea de un expediente y, si se repite, de cuál elemento es."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.consultas.quienes import como_de


@dataclass(frozen=True)
class Llegada:
    """`de` es quien hizo el acto que abrió la tarea (vacío: el sistema) y `como`, en qué cargo.

    `item` es el texto del elemento repetido («SDOS»); vacío si no se repite.
    """

    de: str = ""
    como: str = ""
    item: str = ""


SIN_LLEGADA = Llegada()


def listar_llegadas(sesion: Session, expediente_id: int) -> dict[int, Llegada]:
    """Devuelve la llegada de cada tarea, por su id, leída de la bitácora."""
    contenidos = sesion.scalars(
        select(Asiento.contenido)
        .where(Asiento.expediente_id == expediente_id)
        .order_by(Asiento.numero)
    )
    llegadas: dict[int, Llegada] = {}
    for contenido in contenidos:
        if '"abiertas":' not in contenido:
            continue
        leido: dict[str, Any] = json.loads(contenido)
        for abierta in (leido.get("datos") or {}).get("abiertas") or ():
            llegadas[abierta["tarea"]] = _llegada(leido.get("quien") or {}, abierta)
    return llegadas


def _llegada(quien: Mapping[str, Any], abierta: Mapping[str, Any]) -> Llegada:
    return Llegada(str(quien.get("nombre", "")), como_de(quien), str(abierta.get("item", "")))
