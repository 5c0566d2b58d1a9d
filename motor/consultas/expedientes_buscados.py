"""Buscar expedientes, abiertos y cerrados, que la persona puede ver; el más nuevo primero."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.planes import A_MEDIDA
from motor.almacen.procesos import Proceso
from motor.consultas.bandeja_espera import lo_tiene
from motor.consultas.bandeja_filtros import POR_PAGINA, Filtros
from motor.consultas.busqueda import con_comienzo_si_hace_falta, unir_hallados
from motor.consultas.expedientes_listados import PaginaExpedientes, leer_expedientes
from motor.consultas.semaforo import cargar_semaforos
from motor.nucleo.actor import Actor
from motor.nucleo.calendario import fin_del_dia, inicio_del_dia
from motor.nucleo.palabras import leer_hr
from motor.reglas.mirador import obtener_mirador
from motor.reglas.visibilidad import es_visible

_CUAL = aliased(Expediente)  # el que se busca; en la condición de verlo, `Expediente`


@dataclass(frozen=True)
class BusquedaPedida:
    """Qué se busca; de `filtros` valen texto, proceso y unidad (quien lo tiene).

    `estado` '' = cualquiera; `desde` y `hasta`, días locales de inicio, ambos inclusive.
    """

    filtros: Filtros = field(default_factory=Filtros)
    estado: str = ""
    iniciador: str = ""
    desde: date | None = None
    hasta: date | None = None


def buscar_expedientes(
    sesion: Session,
    actor: Actor,
    ahora: datetime,
    pedida: BusquedaPedida,
    despues: int = 0,
) -> PaginaExpedientes:
    """Devuelve una página de los expedientes que el actor puede ver y tienen lo pedido.

    `despues` es el id del último de la página anterior; 0 = desde el principio.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    mirador = obtener_mirador(sesion, actor, ahora)
    # escalar: que PostgreSQL pregunte por cada hallado y no recorra antes todas las instancias
    visible = (
        select(es_visible(mirador))
        .where(Expediente.id == _CUAL.id)
        .correlate(_CUAL)
        .scalar_subquery()
    )
    consulta = select(_CUAL.id).where(visible, *_condiciones(pedida))
    if despues:
        consulta = consulta.where(_CUAL.id < despues)
    if pedida.filtros.hay_texto and leer_hr(pedida.filtros.q) is None:
        filtros = con_comienzo_si_hace_falta(sesion, pedida.filtros)
        consulta = unir_hallados(sesion, filtros, consulta, _CUAL.id, despues)
    else:
        consulta = consulta.order_by(_CUAL.id.desc())
    ids = list(sesion.scalars(consulta.limit(POR_PAGINA + 1), execution_options=A_MEDIDA))
    vistos = ids[:POR_PAGINA]
    semaforos = cargar_semaforos(sesion, ahora)
    instituciones = None if mirador.todo else mirador.instituciones
    renglones = leer_expedientes(sesion, vistos, instituciones, semaforos)
    return PaginaExpedientes(renglones, str(vistos[-1]) if len(ids) > POR_PAGINA else "")


def _condiciones(pedida: BusquedaPedida) -> list[ColumnElement[bool]]:
    condiciones: list[ColumnElement[bool]] = []
    filtros = pedida.filtros
    hr = leer_hr(filtros.q)
    if hr is not None:
        condiciones.append(_CUAL.hr == hr)
    if pedida.estado in set(EstadoExpediente):
        condiciones.append(_CUAL.estado == EstadoExpediente(pedida.estado))
    if filtros.proceso:
        suyo = select(Proceso.id).where(Proceso.clave == filtros.proceso).scalar_subquery()
        condiciones.append(_CUAL.proceso_id == suyo)
    if filtros.unidad:
        condiciones.append(lo_tiene(filtros.unidad, _CUAL.id))
    if pedida.iniciador:
        condiciones.append(_CUAL.iniciador == pedida.iniciador)
    if pedida.desde:
        condiciones.append(_CUAL.iniciado_el >= inicio_del_dia(pedida.desde))
    if pedida.hasta:
        condiciones.append(_CUAL.iniciado_el < fin_del_dia(pedida.hasta))
    return condiciones
