"""Lo que espero (mi unidad ya actuó y ahora lo tiene otro) y lo que sigo: listas de expedientes."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    Text,
    cast,
    exists,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from motor.almacen.bandeja import Bandeja, Participacion
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Unidad
from motor.almacen.personales import Seguimiento
from motor.almacen.planes import A_MEDIDA
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.bandeja_filtros import (
    POR_PAGINA,
    Filtros,
    Vista,
    codificar_clave,
    leer_instante_e_id,
)
from motor.consultas.bandeja_flujos import Pedido
from motor.consultas.busqueda import (
    POCOS,
    con_comienzo_si_hace_falta,
    contar_hasta,
    esta_hallado,
    hallados,
)
from motor.consultas.expedientes_listados import PaginaExpedientes, leer_expedientes
from motor.consultas.semaforo import cargar_semaforos
from motor.nucleo.palabras import leer_hr
from motor.reglas.mirador import le_concierne
from motor.reglas.visibilidad import es_visible

_Consulta = tuple[Select[datetime, int], tuple[Any, Any]]


def listar_expedientes_de(
    sesion: Session, pedido: Pedido, despues: str = "", cuantas: int = POR_PAGINA
) -> PaginaExpedientes:
    """Devuelve una página de lo que espero (lo más antiguo primero) o de lo que sigo.

    Raises:
        DatosInvalidos: `despues` no es la clave de una página.
    """
    consulta, columnas = _consulta(sesion, pedido)
    if despues:
        consulta = consulta.where(_despues(columnas, despues, pedido.vista))
    filas = sesion.execute(consulta.limit(cuantas + 1), execution_options=A_MEDIDA).all()
    vistas = filas[:cuantas]
    desde = {expediente_id: cuando for cuando, expediente_id in vistas}
    semaforos = cargar_semaforos(sesion, pedido.ahora)
    instituciones = None if pedido.alcance.lee_todo else pedido.alcance.instituciones
    renglones = leer_expedientes(sesion, list(desde), instituciones, semaforos, desde)
    siguiente = codificar_clave(tuple(vistas[-1])) if len(filas) > cuantas else ""
    return PaginaExpedientes(renglones, siguiente)


def contar_expedientes_de(sesion: Session, pedido: Pedido, tope: int) -> int:
    """Devuelve cuántos expedientes tiene la vista, sin contar más allá de `tope`.

    De lo que sigo cuenta todo lo seguido: si algo dejó de poder verse, la lista ya no lo muestra.
    """
    if pedido.vista is Vista.SIGO and not pedido.filtros.hay:
        sigue = Seguimiento.persona_id == pedido.alcance.persona_id
        return contar_hasta(sesion, select(Seguimiento.expediente_id).where(sigue), tope)
    consulta, _ = _consulta(sesion, pedido)
    return contar_hasta(sesion, consulta, tope)


def _consulta(sesion: Session, pedido: Pedido) -> _Consulta:
    if pedido.vista is Vista.ESPERO:
        return _de_espera(sesion, pedido)
    return _de_seguimiento(sesion, pedido)


def _de_espera(sesion: Session, pedido: Pedido) -> _Consulta:
    """Mi unidad participó, sigue abierto y no tiene ahí nada por hacer."""
    unidades = pedido.alcance.unidades
    # escalar y no EXISTS: ver motor.consultas.bandeja_flujos
    # una dentro de otra y no unidas: sin estadísticas, SQLite empezaría por toda la unidad
    en_ellas = (
        select(literal(1))
        .where(Bandeja.tarea_id == Tarea.id, Bandeja.destino.in_([f"v{id_}" for id_ in unidades]))
        .limit(1)
        .correlate(Tarea)
        .scalar_subquery()
    )
    nuestra = (
        select(literal(1))
        .where(
            Tarea.expediente_id == Participacion.expediente_id,
            esta_abierta(),
            en_ellas.is_not(None),
        )
        .limit(1)
        .correlate(Participacion)
        .scalar_subquery()
    )
    columnas = (Participacion.ultima_el, Participacion.expediente_id)
    visible = or_(~Expediente.confidencial, le_concierne(pedido.alcance.mirador))
    consulta = (
        select(*columnas)
        .join(Expediente, Expediente.id == Participacion.expediente_id)
        .where(
            Participacion.abierta,
            Participacion.unidad_id.in_(unidades)
            if len(unidades) != 1
            else Participacion.unidad_id == unidades[0],
            nuestra.is_(None),
            visible,
            *_condiciones(sesion, pedido.filtros),
        )
        .order_by(*columnas)
    )
    if len(unidades) > 1:  # un expediente en que actuaron dos de mis unidades va una vez
        otra = aliased(Participacion)
        anterior = exists().where(
            otra.expediente_id == Participacion.expediente_id,
            otra.unidad_id.in_(unidades),
            otra.unidad_id < Participacion.unidad_id,
        )
        consulta = consulta.where(~anterior)
    return consulta, columnas


def _de_seguimiento(sesion: Session, pedido: Pedido) -> _Consulta:
    columnas = (Seguimiento.desde_el, Seguimiento.expediente_id)
    consulta = (
        select(*columnas)
        .join(Expediente, Expediente.id == Seguimiento.expediente_id)
        .where(
            Seguimiento.persona_id == pedido.alcance.persona_id,
            es_visible(pedido.alcance.mirador),
            *_condiciones(sesion, pedido.filtros),
        )
        .order_by(*(columna.desc() for columna in columnas))
    )
    return consulta, columnas


def _condiciones(sesion: Session, filtros: Filtros) -> list[ColumnElement[bool]]:
    condiciones: list[ColumnElement[bool]] = []
    if filtros.proceso:
        suyo = select(Proceso.id).where(Proceso.clave == filtros.proceso).scalar_subquery()
        condiciones.append(Expediente.proceso_id == suyo)
    if filtros.unidad:
        condiciones.append(lo_tiene(filtros.unidad, Expediente.id))
    hr = leer_hr(filtros.q)
    if hr is not None:
        condiciones.append(Expediente.hr == hr)
    elif filtros.hay_texto:
        filtros = con_comienzo_si_hace_falta(sesion, filtros)
        consulta = hallados(sesion, filtros)
        pocos = contar_hasta(sesion, consulta, POCOS + 1) <= POCOS
        uno = esta_hallado(sesion, filtros, Expediente.id)
        condiciones.append(Expediente.id.in_(consulta.order_by(None)) if pocos else uno)
    return condiciones


def lo_tiene(sigla: str, expediente_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """La condición de que esa unidad tenga una tarea abierta de ese expediente."""
    suya = select(literal("v") + cast(Unidad.id, Text)).where(Unidad.sigla == sigla)
    return exists().where(
        Tarea.expediente_id == expediente_id,
        esta_abierta(),
        Bandeja.tarea_id == Tarea.id,
        Bandeja.destino == suya.scalar_subquery(),
    )


def _despues(columnas: tuple[Any, Any], clave: str, vista: Vista) -> ColumnElement[bool]:
    cuando, expediente_id = leer_instante_e_id(clave)
    tipos = [columna.type for columna in columnas]
    fila, vista_ya = tuple_(*columnas, types=tipos), tuple_(cuando, expediente_id, types=tipos)
    return fila > vista_ya if vista is Vista.ESPERO else fila < vista_ya
