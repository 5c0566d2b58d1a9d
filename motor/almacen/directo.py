"""Guardar una fila en el acto, sin pasar por la unidad de trabajo de SQLAlchemy.

Los actos más frecuentes escriben siempre las mismas filas: armar cada vez el orden en que la unidad
de trabajo las guarda cuesta varias veces lo que la sentencia (docs/rendimiento.md). Aquí la
sentencia sale de inmediato, en la transacción de la sesión, y el objeto queda como recién leído:
lo demás de la sesión lo sigue viendo igual. Lo que ya estaba por guardarse no se adelanta.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Insert, Update, bindparam, insert, update
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm import class_mapper as mapa_de
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from motor.almacen.base import Base
from motor.almacen.diferidas import SUELTA, diferir

POCOS = 4


class _Forma(NamedTuple):
    """De una clase: su orden de insertar y lo que vale cada columna que no se dé."""

    agregar: Insert
    insertar: Insert
    omisiones: tuple[tuple[str, Any], ...]
    es_funcion: frozenset[str]


@cache
def _forma(clase: type[Base]) -> _Forma:
    tabla = mapa_de(clase).local_table
    omisiones = [
        (columna.key, getattr(columna.default, "arg", None))
        for columna in tabla.columns
        if not (columna.primary_key and columna.autoincrement is not False)
    ]
    funciones = frozenset(nombre for nombre, valor in omisiones if callable(valor))
    orden = insert(tabla)  # type: ignore[arg-type]  # local_table se anota FromClause
    return _Forma(orden, orden.inline(), tuple(omisiones), funciones)


def insertar(sesion: Session, clase: type[Base], filas: Sequence[Mapping[str, Any]]) -> None:
    """Inserta filas que nadie volverá a mirar en esta sesión; sin filas, nada.

    Args:
        sesion: la del acto.
        clase: la tabla.
        filas: de nombre de columna a valor, todas con las mismas; las demás, por omisión.
    """
    if filas:
        diferir(sesion, _forma(clase).insertar, list(filas))


def agregar(sesion: Session, *objetos: Base) -> None:
    """Inserta los objetos recién creados, les pone su `id` y los deja en la sesión, sin cambios.

    Llevan sus claves foráneas por columna; las relaciones se leen cuando se pidan. Muchos juntos
    sí pasan por la unidad de trabajo, que los manda en pocas sentencias.
    """
    if len(objetos) > POCOS:
        sesion.add_all(objetos)
        sesion.flush()
        return
    for objeto in objetos:
        _agregar_uno(sesion, objeto)


def _agregar_uno(sesion: Session, objeto: Base) -> None:
    forma = _forma(type(objeto))
    dados = instance_dict(objeto)
    fila: dict[str, Any] = {}
    for nombre, omision in forma.omisiones:
        if nombre in dados:
            fila[nombre] = dados[nombre]
            continue
        fila[nombre] = omision(None) if nombre in forma.es_funcion else omision
        set_committed_value(objeto, nombre, fila[nombre])
    hecho = sesion.connection().execute(forma.agregar, fila, execution_options=SUELTA)
    (nuevo,) = hecho.inserted_primary_key  # type: ignore[misc]  # quien inserta una fila lo tiene
    set_committed_value(objeto, "id", nuevo)
    make_transient_to_detached(objeto)
    sesion.add(objeto)


@cache
def _actualizar(clase: type[Base], nombres: tuple[str, ...]) -> Update:
    tabla = mapa_de(clase).local_table
    orden = update(tabla).where(tabla.c.id == bindparam("_id"))  # type: ignore[arg-type]  # local_table se anota FromClause
    return orden.values({nombre: bindparam(nombre) for nombre in nombres})


def actualizar(sesion: Session, objeto: Base, **cambios: Any) -> None:
    """Escribe esas columnas de la fila del objeto, que ya existe, y las deja puestas en él."""
    orden = _actualizar(type(objeto), tuple(cambios))
    diferir(sesion, orden, [{**cambios, "_id": objeto.id}])  # type: ignore[attr-defined]  # solo tablas con id
    for nombre, valor in cambios.items():
        set_committed_value(objeto, nombre, valor)
