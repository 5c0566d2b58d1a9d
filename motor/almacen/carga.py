"""Leer las filas que un acto bloquea y dejarlas en la sesión como objetos, de una consulta fija.

La lectura de SQLAlchemy arma en cada consulta cómo se llena cada objeto: en un acto eso cuesta
más que la consulta. Aquí las columnas son siempre todas las de la tabla, en su orden.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm import class_mapper as mapa_de
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from motor.almacen.base import Base

_B = TypeVar("_B", bound=Base)


def columnas(*clases: type[Base]) -> list[ColumnElement[Any]]:
    """Las columnas de esas tablas, para el SELECT cuya fila recibe `Cargador`."""
    return [columna for clase in clases for columna in clase.__table__.columns]


class Cargador:
    """Reparte una fila entre las clases cuyas columnas trae, en su orden.

    Lo que ya estaba en la sesión se pone al día, como tras bloquear su fila: lo que tuviera por
    guardar se guarda antes (`Session.flush`).
    """

    def __init__(self, sesion: Session, fila: Sequence[Any]) -> None:
        self._sesion = sesion
        self._valores: Iterator[Any] = iter(fila)

    def objeto(self, clase: type[_B]) -> _B:
        """El objeto de las columnas siguientes, que son las de esa clase."""
        nombres, donde_id = _nombres(clase)
        valores = [next(self._valores) for _ in nombres]
        clave = mapa_de(clase).identity_key_from_primary_key((valores[donde_id],))
        conocido: _B | None = self._sesion.identity_map.get(clave)
        if conocido is not None:
            for nombre, valor in zip(nombres, valores, strict=True):
                set_committed_value(conocido, nombre, valor)
            return conocido
        nuevo: _B = mapa_de(clase).class_manager.new_instance()
        instance_dict(nuevo).update(zip(nombres, valores, strict=True))
        make_transient_to_detached(nuevo)
        self._sesion.add(nuevo)
        return nuevo

    def resto(self) -> list[Any]:
        """Las columnas que siguen a las de los objetos."""
        return list(self._valores)


@cache
def _nombres(clase: type[Base]) -> tuple[tuple[str, ...], int]:
    nombres = tuple(columna.key for columna in clase.__table__.columns)
    return nombres, nombres.index("id")
