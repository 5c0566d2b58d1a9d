"""Los renglones de una vista, sacados de los índices de `bandeja` sin recorrerla.

Cada destino que la persona mira (su cargo, ella, su unidad) es un *flujo*: un tramo de índice que
ya viene en orden y del que se leen a lo sumo los de una página. La página es la mezcla de los
flujos: cuesta lo mismo con cien mil tareas que con un millón.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from motor.almacen.bandeja import NADIE, Bandeja
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.planes import A_MEDIDA
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.bandeja_alcance import Alcance, Puesto
from motor.consultas.bandeja_filtros import (
    COLUMNAS,
    POR_PAGINA,
    Filtros,
    Orden,
    Vista,
    despues_de,
    orden_sql,
    tramo,
)
from motor.consultas.bandeja_pasos import del_paso
from motor.consultas.busqueda import (
    POCOS,
    con_comienzo_si_hace_falta,
    contar_hasta,
    esta_hallado,
    hallados,
)
from motor.nucleo.palabras import leer_hr
from motor.reglas.mirador import le_concierne

Flujo = Select[Any]


@dataclass(frozen=True)
class Condiciones:
    """Lo que se exige de cada tarea; `texto`, lo que solo se sabe leyendo su expediente."""

    baratas: Sequence[ColumnElement[bool]] = ()
    texto: ColumnElement[bool] | None = None

    @property
    def todas(self) -> list[ColumnElement[bool]]:
        """Todas, el texto al final."""
        return [*self.baratas, *([] if self.texto is None else [self.texto])]


SIN_CONDICIONES = Condiciones()


@dataclass(frozen=True)
class Pedido:
    """Lo que se pide de las tareas de una vista."""

    alcance: Alcance
    vista: Vista
    ahora: datetime
    filtros: Filtros = field(default_factory=Filtros)
    orden: Orden = Orden.VENCE


def ids_de_pagina(
    sesion: Session, pedido: Pedido, clave: tuple[object, ...] | None, cuantas: int = POR_PAGINA
) -> list[tuple[Any, ...]]:
    """Devuelve las claves de orden de la página, el id de la tarea al final de cada una."""
    columnas = COLUMNAS[pedido.orden]
    condiciones = _condiciones(sesion, pedido)
    if clave is not None:
        siguen = despues_de(pedido.orden, clave)
        condiciones = replace(condiciones, baratas=[*condiciones.baratas, siguen])
    flujos: list[Flujo] = [
        flujo.with_only_columns(*columnas) for flujo in _flujos(pedido, condiciones)
    ]
    if not pedido.filtros.persona:  # lo que tiene una persona es poco: se lee por ella y se ordena
        flujos = [f.order_by(*orden_sql(pedido.orden)).limit(cuantas) for f in flujos]
    if not flujos:
        return []
    mezcla = _mezclar(flujos).order_by(*_por_posicion(pedido.orden)).limit(cuantas)
    return [tuple(fila) for fila in sesion.execute(mezcla, execution_options=A_MEDIDA)]


def contar_tareas(sesion: Session, pedido: Pedido, tope: int) -> int:
    """Devuelve cuántas tareas tiene la vista, sin contar más allá de `tope`."""
    consulta = consulta_de_cuenta(pedido, tope, _condiciones(sesion, pedido))
    if consulta is None:
        return 0
    return sesion.scalar(select(consulta), execution_options=A_MEDIDA) or 0


def consulta_de_cuenta(
    pedido: Pedido, tope: int, condiciones: Condiciones = SIN_CONDICIONES
) -> ColumnElement[int] | None:
    """Devuelve la subconsulta que cuenta hasta `tope`; None si no hay nada que mirar."""
    flujos: list[Flujo] = [
        flujo.with_only_columns(Bandeja.tarea_id) for flujo in _flujos(pedido, condiciones)
    ]
    if not flujos:
        return None
    if not pedido.filtros.hay:  # de las últimas hacia atrás, PostgreSQL no junta antes todas
        flujos = [flujo.order_by(Bandeja.tarea_id.desc()) for flujo in flujos]
    flujos = [flujo.limit(tope) for flujo in flujos]
    unidas = _mezclar(flujos).limit(tope).subquery()
    return select(func.count()).select_from(unidas).scalar_subquery()


def _flujos(pedido: Pedido, condiciones: Condiciones) -> Iterator[Flujo]:
    alcance = pedido.alcance.en_unidad(pedido.filtros.unidad)
    if pedido.vista is Vista.UNIDAD:
        yield from _de_unidad(alcance, condiciones)
    else:
        yield from (flujo.where(*condiciones.todas) for flujo in _mios(alcance))


def _mios(alcance: Alcance) -> Iterator[Flujo]:
    """Lo disponible de mi cargo y mío, y lo que yo tomé con alguno de esos cargos."""
    yo = f"p{alcance.persona_id}"
    for puesto in alcance.puestos:
        yield _hacia(f"c{puesto.cargo_id}").where(Bandeja.tomador_id == NADIE, *_limites(puesto))
    if not alcance.puestos:
        return
    yield _hacia(yo).where(Bandeja.tomador_id == NADIE)
    cargos = [f"c{p.cargo_id}" for p in alcance.puestos]
    unidades = [f"u{unidad_id}" for unidad_id in alcance.unidades]
    yield select(Bandeja.tarea_id).where(
        Bandeja.tomador_id == alcance.persona_id, Bandeja.destino.in_([yo, *cargos, *unidades])
    )


def _de_unidad(alcance: Alcance, condiciones: Condiciones) -> Iterator[Flujo]:
    """Lo de mis unidades que no tengo yo; lo confidencial, solo si me concierne."""
    # subconsulta escalar y no EXISTS: PostgreSQL la resuelve renglón por renglón, con su índice,
    # en vez de recorrer antes todos los expedientes
    visible: ColumnElement[bool] = (
        select(or_(~Expediente.confidencial, le_concierne(alcance.mirador)))
        .where(Expediente.id == Bandeja.expediente_id)
        .correlate(Bandeja)
        .scalar_subquery()
    )
    if condiciones.texto is not None:  # si se ve o no es lo caro: solo de las que tienen el texto
        visible = case((condiciones.texto, visible), else_=false())
    ajena = Bandeja.tomador_id != alcance.persona_id
    for unidad_id in alcance.unidades:
        puestos = [p for p in alcance.puestos if p.unidad_id == unidad_id]
        limites = [] if any(not p.limitado for p in puestos) else [_alguno(puestos)]
        yield _hacia(f"v{unidad_id}").where(ajena, *condiciones.baratas, *limites, visible)


def _alguno(puestos: Sequence[Puesto]) -> ColumnElement[bool]:
    return or_(*(limite for p in puestos for limite in _limites(p)))


def _hacia(destino: str) -> Flujo:
    return select(Bandeja.tarea_id).where(Bandeja.destino == destino)


def _limites(puesto: Puesto) -> list[ColumnElement[bool]]:
    """A qué alcanza una delegación (Designacion.procesos y tareas)."""
    limites: list[ColumnElement[bool]] = []
    if puesto.procesos is not None:
        claves = select(Proceso.id).where(Proceso.clave.in_(puesto.procesos))
        limites.append(Bandeja.proceso_id.in_(claves))
    if puesto.tareas is not None:
        suya = Tarea.id == Bandeja.tarea_id
        limites.append(exists().where(suya, Tarea.elemento.in_(puesto.tareas)))
    return limites


def _condiciones(sesion: Session, pedido: Pedido) -> Condiciones:
    filtros, baratas = pedido.filtros, list(_sin_texto(pedido))
    if filtros.paso:
        baratas.append(del_paso(sesion, filtros.paso))
    if not filtros.hay_texto:
        return Condiciones(baratas)
    if leer_hr(filtros.q) is None:
        filtros = con_comienzo_si_hace_falta(sesion, filtros)
    tareas = _de_los_hallados(sesion, filtros)
    if tareas is not None:
        return Condiciones([*baratas, Bandeja.tarea_id.in_(tareas)])
    return Condiciones(baratas, esta_hallado(sesion, filtros, Bandeja.expediente_id))


def _sin_texto(pedido: Pedido) -> Iterator[ColumnElement[bool]]:
    filtros = pedido.filtros
    desde, hasta = tramo(filtros, pedido.ahora)
    if desde is not None:
        yield Bandeja.vence_el > desde
    if hasta is not None:
        yield Bandeja.vence_el <= hasta
    if filtros.proceso:
        clave = Proceso.clave == filtros.proceso
        yield Bandeja.proceso_id == select(Proceso.id).where(clave).scalar_subquery()
    if filtros.persona:
        suyo = select(Persona.id).where(Persona.usuario == filtros.persona).scalar_subquery()
        yield Bandeja.tomador_id == suyo


def _de_los_hallados(sesion: Session, filtros: Filtros) -> Select[int] | None:
    """Las tareas de los expedientes hallados, si son pocos; None si conviene mirar cada tarea."""
    hr = leer_hr(filtros.q)
    if hr is not None:
        return _tareas_abiertas(select(Expediente.id).where(Expediente.hr == hr))
    consulta = hallados(sesion, filtros)
    if contar_hasta(sesion, consulta, POCOS + 1) <= POCOS:
        return _tareas_abiertas(consulta.order_by(None))
    return None


def _tareas_abiertas(expedientes: Select[int]) -> Select[int]:
    return select(Tarea.id).where(Tarea.expediente_id.in_(expedientes), esta_abierta())


def _mezclar(flujos: Sequence[Flujo]) -> CompoundSelect[Any]:
    """La unión sin repetidos; cada flujo va en su propia subconsulta, con su propio límite."""
    return union(*(select(flujo.subquery()) for flujo in flujos))


def _por_posicion(orden: Orden) -> list[Any]:
    sentido = " DESC" if orden is Orden.RECIENTES else ""
    return [literal_column(f"{n}{sentido}") for n in range(1, len(COLUMNAS[orden]) + 1)]
