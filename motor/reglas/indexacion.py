"""Llenar el índice de búsqueda desde la bitácora y las variables.

Del asiento salen asunto, formularios, documentos, proveídos, motivos, comentarios y quién actuó; de
las variables, su valor de ahora, para «nombre=valor». Las palabras de un expediente se acumulan:
lo que alguna vez dijo se encuentra; una variable, solo por su último valor.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.busqueda import Busqueda, BusquedaPendiente
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.nucleo.palabras import (
    es_de_variable,
    palabra_de_variable,
    palabras_de,
    palabras_de_campo,
)
from motor.nucleo.valores import Json, Valor

PALABRAS_MAXIMAS = 20_000  # de un expediente; lo demás no se indexa
_PARTES = ("despues", "documentos", "motivo", "datos", "quien")
# lo que un asiento lleva para las máquinas, o que está en todos: encontraría cualquier cosa
_NO_SE_BUSCA = {
    *("sha256", "huella", "ci", "desde", "hasta", "calidad"),
    *("abiertas", "canceladas", "senales", "incidentes", "asignacion_anterior"),
    *("institucion", "unidad_nombre", "cargo"),
}
_CITE = "cite"


def indexar_pendientes(sesion: Session, cuantos: int) -> int:
    """Indexa hasta `cuantos` expedientes con asientos nuevos y devuelve cuántos fueron."""
    numeros = dict(
        sesion.execute(
            select(BusquedaPendiente.expediente_id, BusquedaPendiente.numero)
            .order_by(BusquedaPendiente.expediente_id)
            .limit(cuantos)
            .with_for_update(skip_locked=True)
        ).all()
    )
    if not numeros:
        return 0
    sesion.execute(
        delete(BusquedaPendiente).where(BusquedaPendiente.expediente_id.in_(numeros)),
        execution_options={"synchronize_session": False},
    )
    indexados = _indexados(sesion, numeros)
    nuevas = _de_asientos(sesion, numeros)
    variables = _de_variables(sesion, numeros)
    filas = []
    for id_, numero in numeros.items():
        previas = {p for p in indexados.get(id_, ()) if not es_de_variable(p)}
        palabras = set(sorted(previas | nuevas.get(id_, set()))[:PALABRAS_MAXIMAS])
        palabras |= variables.get(id_, set())
        filas.append({"expediente_id": id_, "numero": numero, "palabras": frozenset(palabras)})
    _guardar(sesion, filas, indexados)
    return len(filas)


def _indexados(sesion: Session, ids: Collection[int]) -> dict[int, frozenset[str]]:
    filas = sesion.execute(
        select(Busqueda.expediente_id, Busqueda.palabras).where(Busqueda.expediente_id.in_(ids))
    )
    return dict(filas.all())


def _guardar(
    sesion: Session,
    filas: Sequence[Mapping[str, object]],
    indexados: Mapping[int, frozenset[str]],
) -> None:
    nuevas = [f for f in filas if f["expediente_id"] not in indexados]
    cambiadas = [f for f in filas if f["expediente_id"] in indexados]
    if nuevas:
        sesion.execute(insert(Busqueda), nuevas)
    if cambiadas:
        sesion.execute(update(Busqueda), cambiadas)


def _de_asientos(sesion: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """Las palabras de la carátula y de los asientos posteriores al último indexado."""
    palabras: dict[int, set[str]] = {}
    caratulas = select(Expediente.id, Expediente.hr, Expediente.asunto)
    for id_, hr, asunto in sesion.execute(caratulas.where(Expediente.id.in_(ids))):
        palabras[id_] = {*palabras_de(f"{hr} {asunto}"), *palabras_de_campo("asunto", asunto)}
    asientos = (
        select(Asiento.expediente_id, Asiento.contenido)
        .outerjoin(Busqueda, Busqueda.expediente_id == Asiento.expediente_id)
        .where(Asiento.expediente_id.in_(ids), Asiento.numero > func.coalesce(Busqueda.numero, 0))
    )
    for de, contenido in sesion.execute(asientos):
        palabras.setdefault(de or 0, set()).update(palabras_de_asiento(json.loads(contenido)))
    return palabras


def palabras_de_asiento(contenido: Mapping[str, Json]) -> set[str]:
    """Devuelve las palabras que un asiento aporta al índice."""
    palabras: set[str] = set()
    for parte in _PARTES:
        for clave, texto in _textos("", contenido.get(parte)):
            palabras.update(palabras_de(texto))
            if _CITE in clave:
                palabras.update(palabras_de_campo(_CITE, texto))
    return palabras


def _textos(clave: str, valor: Json) -> Iterator[tuple[str, str]]:
    if isinstance(valor, dict):
        for nombre, suyo in valor.items():
            if nombre not in _NO_SE_BUSCA:
                yield from _textos(nombre, suyo)
    elif isinstance(valor, list):
        for suyo in valor:
            yield from _textos(clave, suyo)
    elif isinstance(valor, str | int | float) and not isinstance(valor, bool):
        yield clave, str(valor)


def _de_variables(sesion: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """La palabra «nombre=valor» de cada variable suelta, en su valor de ahora."""
    palabras: dict[int, set[str]] = {}
    filas = sesion.execute(
        select(Instancia.expediente_id, Ambito.valores)
        .join(Instancia, Instancia.id == Ambito.instancia_id)
        .where(Instancia.expediente_id.in_(ids))
    )
    for id_, valores in filas:
        palabras.setdefault(id_, set()).update(_variables(valores))
    return palabras


def _variables(valores: Mapping[str, Valor]) -> Iterator[str]:
    for nombre, valor in valores.items():
        for suyo in valor if isinstance(valor, list) else [valor]:
            for texto in _como_se_escribe(suyo):
                yield palabra_de_variable(nombre, texto)


def _como_se_escribe(valor: Valor) -> Sequence[str]:
    """Las maneras en que lo escribiría quien lo busca; ninguna si no es un valor suelto."""
    if valor is None or valor == "" or isinstance(valor, dict | list):
        return ()
    if isinstance(valor, bool):
        return ("si",) if valor else ("no",)
    if isinstance(valor, date):
        return valor.isoformat(), f"{valor:%d/%m/%Y}"
    return (str(valor),)
