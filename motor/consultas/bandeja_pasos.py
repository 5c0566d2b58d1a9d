"""Filtrar la bandeja por el paso: parte del nombre de la tarea, o el id de su elemento.

Los nombres distintos de las tareas abiertas son pocos, los de los diagramas en curso, y se leen a
saltos por su índice; con ellos se sabe si el paso es raro, común o de ninguna. Cuesta lo mismo con
cien mil tareas que con un millón.
"""

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from motor.almacen.bandeja import Bandeja
from motor.almacen.tareas import SQL_ABIERTA, Tarea
from motor.consultas.busqueda import POCOS, contar_hasta
from motor.nucleo.palabras import plegar

_PRIMERO = select(func.min(Tarea.nombre).label("nombre")).where(SQL_ABIERTA)
_nombres = _PRIMERO.cte("nombres", recursive=True)
_nombres = _nombres.union_all(
    select(_PRIMERO.where(Tarea.nombre > _nombres.c.nombre).scalar_subquery()).where(
        _nombres.c.nombre.is_not(None)
    )
)
_NOMBRES = select(_nombres.c.nombre).where(_nombres.c.nombre.is_not(None))
_CON_ELEMENTO = (
    select(Tarea.nombre)
    .where(
        SQL_ABIERTA,
        Tarea.nombre.in_(bindparam("nombres", expanding=True)),
        Tarea.elemento == bindparam("paso"),
    )
    .distinct()
)


def del_paso(sesion: Session, paso: str) -> ColumnElement[bool]:
    """Devuelve la condición sobre `bandeja`: que la tarea sea de ese paso, escrito como sea."""
    nombres = sesion.scalars(_NOMBRES).all()
    pedido = plegar(paso)
    suyos = [nombre for nombre in nombres if pedido in plegar(nombre)]
    del_elemento = sesion.scalars(_CON_ELEMENTO, {"nombres": nombres, "paso": paso}).all()
    otros = [nombre for nombre in del_elemento if nombre not in suyos]
    # sin listas vacías: con una en el OR, SQLite deja el índice y recorre todas las abiertas
    es_del_paso = or_(
        false(),
        *([Tarea.nombre.in_(suyos)] if suyos else []),
        *([and_(Tarea.nombre.in_(otros), Tarea.elemento == paso)] if otros else []),
    )
    suyas = select(Tarea.id).where(SQL_ABIERTA, es_del_paso)
    if contar_hasta(sesion, suyas, POCOS + 1) <= POCOS:
        return Bandeja.tarea_id.in_(suyas)
    # como valor y no como EXISTS: PostgreSQL mira tarea por tarea en el orden del índice y para al
    # llenar la página; el EXISTS lo convierte en una junta con todas las tareas
    return select(es_del_paso).where(Tarea.id == Bandeja.tarea_id).scalar_subquery()
