"""Buscar palabras en el índice de expedientes, con el mismo resultado en las dos bases."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Text,
    any_,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from motor.almacen.base import IdEntero
from motor.almacen.busqueda import TABLA_FTS, Busqueda
from motor.almacen.planes import A_MEDIDA
from motor.consultas.bandeja_filtros import Filtros
from motor.nucleo.palabras import palabra_de_variable, palabras_de, palabras_de_campo

COMIENZO_MINIMO = 3
POCOS = 2_000  # hasta aquí conviene leer los hallados; más, preguntar por cada expediente
_FTS = table(TABLA_FTS, column("rowid", IdEntero), column(TABLA_FTS))


def palabras_pedidas(filtros: Filtros) -> tuple[list[str], str | None]:
    """Devuelve las palabras que deben estar y, aparte, el comienzo de la que se está escribiendo.

    En `q`, «nombre=valor» busca la variable. Con `por_comienzo`, la última palabra vale por su
    comienzo.
    """
    enteras: list[str] = []
    for trozo in filtros.q.split():
        nombre, igual, valor = trozo.partition("=")
        if igual and nombre and valor:
            enteras.append(palabra_de_variable(nombre, valor))
        else:
            enteras += palabras_de(trozo)
    enteras += palabras_de_campo("asunto", filtros.asunto)
    enteras += palabras_de_campo("cite", filtros.cite)
    nombre, igual, valor = filtros.variable.partition("=")
    if igual:
        enteras.append(palabra_de_variable(nombre, valor))
    comienzo = _sirve_de_comienzo(filtros) if filtros.por_comienzo else None
    if comienzo is not None:
        enteras.remove(comienzo)
    return enteras, comienzo


def hallados(sesion: Session, filtros: Filtros) -> Select[int]:
    """Devuelve la consulta de los ids de expediente con lo pedido, del más nuevo al más viejo."""
    pedido = consulta_de_texto(sesion, filtros)
    if _es_sqlite(sesion):
        return select(_FTS.c.rowid).where(_coincide_fts(pedido)).order_by(_FTS.c.rowid.desc())
    return (
        select(Busqueda.expediente_id)
        .where(_coincide_tsvector(pedido))
        .order_by(Busqueda.expediente_id.desc())
    )


def contar_hasta(sesion: Session, consulta: Select[*tuple[Any, ...]], tope: int) -> int:
    """Devuelve cuántas filas da la consulta, sin contar más allá de `tope`."""
    limitada = consulta.order_by(None).limit(tope).subquery()
    cuenta = select(func.count()).select_from(limitada)
    return sesion.scalar(cuenta, execution_options=A_MEDIDA) or 0


def con_comienzo_si_hace_falta(sesion: Session, filtros: Filtros) -> Filtros:
    """Devuelve los filtros; si la última palabra no está entera, para buscarla por su comienzo.

    Buscar por comienzo junta todas las palabras que empiezan así: solo se paga cuando hace falta.
    """
    if filtros.por_comienzo or _sirve_de_comienzo(filtros) is None:
        return filtros
    if contar_hasta(sesion, hallados(sesion, filtros), 1):
        return filtros
    return replace(filtros, por_comienzo=True)


def esta_hallado(
    sesion: Session, filtros: Filtros, expediente_id: SQLColumnExpression[int]
) -> ColumnElement[bool]:
    """La condición de que ese expediente tenga lo pedido, mirando sus palabras una por una.

    Es para cuando lo tienen muchos: unos pocos renglones bastan para llenar una página.
    """
    if not _es_sqlite(sesion):
        # escalar y no EXISTS: PostgreSQL cambiaría el EXISTS por leer antes a todos los hallados
        lo_tiene = _coincide_tsvector(consulta_de_texto(sesion, filtros))
        de_este = Busqueda.expediente_id == expediente_id
        return type_coerce(select(lo_tiene).where(de_este).scalar_subquery(), Boolean)
    enteras, comienzo = palabras_pedidas(filtros)
    texto = literal(" ").concat(type_coerce(Busqueda.palabras, Text)).concat(" ")
    partes = [f" {palabra} " for palabra in enteras] + ([f" {comienzo}"] if comienzo else [])
    return exists().where(
        Busqueda.expediente_id == expediente_id,
        *(func.instr(texto, parte) > 0 for parte in partes),
    )


def unir_hallados(
    sesion: Session,
    filtros: Filtros,
    consulta: Select[int],
    expediente_id: SQLColumnExpression[int],
    antes_de: int = 0,
) -> Select[int]:
    """Devuelve la consulta limitada a los hallados, del más nuevo al más viejo.

    FTS5 los da ya en ese orden: se leen solo los de la página, por muchos que coincidan. PostgreSQL
    no: si son pocos se leen todos, y si son muchos basta mirar los más nuevos.
    """
    pedido = consulta_de_texto(sesion, filtros)
    if not _es_sqlite(sesion):
        primeros = hallados(sesion, filtros).order_by(None).limit(POCOS + 1)
        ids = list(sesion.scalars(primeros, execution_options=A_MEDIDA))
        if len(ids) <= POCOS:
            de_ellos = any_(literal(ids, ARRAY(BigInteger)))
            return consulta.where(expediente_id == de_ellos).order_by(expediente_id.desc())
        unida = consulta.join(Busqueda, Busqueda.expediente_id == expediente_id)
        return unida.where(_coincide_tsvector(pedido)).order_by(expediente_id.desc())
    # el «+» impide a SQLite preguntarle al índice por cada expediente: debe recorrerlo él primero
    suyo = literal_column(f"+{TABLA_FTS}.rowid", IdEntero)
    unida = consulta.join(_FTS, expediente_id == suyo).where(_coincide_fts(pedido))
    if antes_de:
        unida = unida.where(_FTS.c.rowid < antes_de)
    return unida.order_by(_FTS.c.rowid.desc())


def consulta_de_texto(sesion: Session, filtros: Filtros) -> str:
    """Devuelve la pregunta en la lengua del índice de esa base; '' si no quedó ninguna palabra."""
    enteras, comienzo = palabras_pedidas(filtros)
    sqlite = _es_sqlite(sesion)
    comilla, estrella, y = ('"', "*", " AND ") if sqlite else ("'", ":*", " & ")
    partes = [f"{comilla}{palabra}{comilla}" for palabra in dict.fromkeys(enteras)]
    if comienzo is not None:
        partes.append(f"{comilla}{comienzo}{comilla}{estrella}")
    return y.join(partes)


def _sirve_de_comienzo(filtros: Filtros) -> str | None:
    """La última palabra de lo escrito, si puede ser el comienzo de otra."""
    ultima = next(reversed(list(palabras_de(filtros.q.rpartition(" ")[2]))), "")
    return ultima if len(ultima) >= COMIENZO_MINIMO and ultima.isalpha() else None


def _coincide_fts(pedido: str) -> ColumnElement[bool]:
    return _FTS.c[TABLA_FTS].op("MATCH", is_comparison=True)(pedido or '""')


def _coincide_tsvector(pedido: str) -> ColumnElement[bool]:
    return Busqueda.palabras.op("@@", is_comparison=True)(literal(pedido, TSQUERY))


def _es_sqlite(sesion: Session) -> bool:
    return sesion.get_bind().dialect.name == "sqlite"
