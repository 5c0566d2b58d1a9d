"""Guardar una fila en el acto, sin pasar por la unidad de trabajo de SQLAlchemy.

Los actos más frecuentes escriben siempre las mismas filas: armar cada vez el orden en que la unidad
de trabajo las guarda cuesta varias veces lo que la sentencia (docs/rendimiento.md). Aquí la
sentencia, ya compilada, sale de inmediato en la transacción de la sesión, y el objeto queda como
recién leído: lo demás de la sesión lo sigue viendo igual. Lo que ya estaba por guardarse no se
adelanta.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, bindparam, insert, literal_column, update
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm import class_mapper as mapa_de
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from motor.almacen.base import Base
from motor.almacen.diferidas import escribir, leer
from motor.almacen.fijas import Fija

POCOS = 4
_APARTADOS = "cauce_ids_apartados"


class _Forma(NamedTuple):
    """De una clase: sus órdenes de insertar y lo que vale cada columna que no se dé.

    `agregar` da el id; `con_id` lo lleva ya puesto; `insertar` no dice cuál fue.
    """

    agregar: Fija
    con_id: Fija
    insertar: Fija
    omisiones: tuple[tuple[str, Any], ...]
    columnas: frozenset[str]
    es_funcion: frozenset[str]


@cache
def _forma(clase: type[Base]) -> _Forma:
    tabla = mapa_de(clase).local_table
    omisiones = [
        (columna.key, getattr(columna.default, "arg", None))
        for columna in tabla.columns
        if not (columna.primary_key and columna.autoincrement is not False and columna.key == "id")
    ]
    funciones = frozenset(nombre for nombre, valor in omisiones if callable(valor))
    orden = insert(tabla).inline()  # type: ignore[arg-type]  # local_table se anota FromClause
    columnas = [nombre for nombre, _ in omisiones]
    ids = [columna for columna in tabla.primary_key if columna.key == "id"]
    return _Forma(
        Fija(orden.returning(*ids), columnas, [columna.type for columna in ids]),
        Fija(orden, ["id", *columnas]),
        Fija(orden, columnas),
        tuple(omisiones),
        frozenset(columnas),
        funciones,
    )


def _completa(forma: _Forma, dados: Mapping[str, Any]) -> dict[str, Any]:
    """La fila entera: lo dado y, de lo demás, lo que vale por omisión."""
    return {
        nombre: dados[nombre]
        if nombre in dados
        else omision(None)
        if nombre in forma.es_funcion
        else omision
        for nombre, omision in forma.omisiones
    }


def insertar(sesion: Session, clase: type[Base], filas: Sequence[Mapping[str, Any]]) -> None:
    """Inserta filas que nadie volverá a mirar en esta sesión; sin filas, nada.

    Args:
        sesion: la del acto.
        clase: la tabla.
        filas: de nombre de columna a valor, todas con las mismas; las demás, por omisión.

    Raises:
        TypeError: nombra una columna que la tabla no tiene, o el `id`.
    """
    if filas:
        forma = _forma(clase)
        if sobran := filas[0].keys() - forma.columnas:
            raise TypeError(f"{clase.__name__} no tiene las columnas {sorted(sobran)}.")
        escribir(sesion, forma.insertar, [_completa(forma, fila) for fila in filas])


def siguiente_id(clase: type[Base]) -> ColumnElement[Any]:
    """El próximo id de la tabla, en una consulta de PostgreSQL; para `apartar_ids`."""
    return literal_column(f"nextval('{clase.__tablename__}_id_seq')", BigInteger())


def apartar_ids(sesion: Session, clase: type[Base], ids: Sequence[int]) -> None:
    """Guarda, para los próximos objetos de esa clase, ids que la base ya dio (PostgreSQL).

    Con ellos `agregar` no espera a que la base los diga: en un acto son un viaje menos cada uno.
    """
    apartados = sesion.info.setdefault(_APARTADOS, {})
    apartados.setdefault(clase, []).extend(ids)


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
    clase = type(objeto)
    forma, dados = _forma(clase), instance_dict(objeto)
    fila = _completa(forma, dados)
    apartados = sesion.info.get(_APARTADOS, {}).get(clase)
    if apartados:
        nuevo = apartados.pop(0)
        escribir(sesion, forma.con_id, [fila | {"id": nuevo}])
    else:
        ((nuevo,),) = leer(sesion, forma.agregar, fila)
    for nombre, valor in fila.items():
        if nombre not in dados:
            set_committed_value(objeto, nombre, valor)
    set_committed_value(objeto, "id", nuevo)
    make_transient_to_detached(objeto)
    sesion.add(objeto)


@cache
def _actualizar(clase: type[Base], nombres: tuple[str, ...]) -> Fija:
    tabla = mapa_de(clase).local_table
    orden = update(tabla).where(tabla.c.id == bindparam("_id"))  # type: ignore[arg-type]  # local_table se anota FromClause
    return Fija(orden.values({nombre: bindparam(nombre) for nombre in nombres}))


def actualizar(sesion: Session, objeto: Base, **cambios: Any) -> None:
    """Escribe esas columnas de la fila del objeto, que ya existe, y las deja puestas en él."""
    orden = _actualizar(type(objeto), tuple(cambios))
    escribir(sesion, orden, [{**cambios, "_id": objeto.id}])  # type: ignore[attr-defined]  # solo tablas con id
    for nombre, valor in cambios.items():
        set_committed_value(objeto, nombre, valor)
