"""El mapa de calor donde no hay una persona: las esperas del dibujo y los plazos de sus bordes.

De un mensaje o una señal solo se sabe lo que espera hoy; de un temporizador, también lo que esperó.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.bpmn.modelo import Nodo, TipoNodo
from motor.bpmn.palabras import llamar
from motor.consultas.calor import (
    MAS_RECIENTES,
    FiltroCalor,
    PasoMedido,
    VersionMedida,
    medir_pasos,
)
from motor.nucleo.calendario import fin_del_dia, inicio_del_dia
from motor.reglas.versiones import CacheVersiones

_ESPERAN = frozenset({TipoNodo.CAPTURA, TipoNodo.RECEPCION})


@dataclass(frozen=True)
class _Vez:
    """Una vez que un caso llegó al evento; `hasta` None = sigue ahí."""

    expediente_id: int
    desde: datetime
    hasta: datetime | None
    del_borde: bool = False


def medir_todo(
    sesion: Session,
    versiones: CacheVersiones,
    version: VersionMedida,
    filtro: FiltroCalor,
    ahora: datetime,
) -> tuple[PasoMedido, ...]:
    """Devuelve los pasos de personas y, si no se filtra por unidad, los eventos que hacen esperar.

    Un plazo dibujado en el borde de un paso cuenta las veces que se cumplió: los que avisan y los
    que cortan.
    """
    pasos = medir_pasos(sesion, version, filtro, ahora)
    if filtro.unidad:
        return pasos
    documento = versiones.obtener(sesion, version.id).documento
    nodos = {n.id: n for p in documento.procesos.values() for n in p.nodos.values()}
    veces = _veces(sesion, version, filtro, nodos)
    eventos = [_resumir(nodos[id_], suyas, ahora) for id_, suyas in veces.items()]
    return tuple(sorted([*pasos, *eventos], key=lambda p: (-p.vencidas, -p.espera, p.nombre)))


def _veces(
    sesion: Session, version: VersionMedida, filtro: FiltroCalor, nodos: dict[str, Nodo]
) -> dict[str, list[_Vez]]:
    veces: dict[str, list[_Vez]] = defaultdict(list)
    temporizadores = (
        select(Plazo.elemento, Plazo.expediente_id, Plazo.desde_el, Plazo.cerrado_el, Plazo.estado)
        .join(Instancia, Instancia.id == Plazo.instancia_id)
        .where(Instancia.version_id == version.id, Plazo.clase == ClasePlazo.TEMPORIZADOR)
        .where(Plazo.estado != EstadoPlazo.CANCELADO, *_entre(Plazo.desde_el, filtro))
        .order_by(Plazo.id.desc())
        .limit(MAS_RECIENTES)
    )
    for elemento, expediente_id, desde, hasta, estado in sesion.execute(temporizadores):
        nodo = nodos.get(elemento)
        if nodo is None:
            continue
        if nodo.tipo is TipoNodo.LIMITE and estado is EstadoPlazo.VENCIDO:
            veces[elemento].append(_Vez(expediente_id, desde, desde, del_borde=True))
        elif nodo.tipo in _ESPERAN:
            veces[elemento].append(_Vez(expediente_id, desde, hasta))
    abiertas = (
        select(Espera.elemento, Espera.expediente_id, Espera.abierta_el)
        .join(Instancia, Instancia.id == Espera.instancia_id)
        .where(Instancia.version_id == version.id, *_entre(Espera.abierta_el, filtro))
        .order_by(Espera.id)
    )
    for elemento, expediente_id, desde in sesion.execute(abiertas):
        if elemento in nodos and nodos[elemento].tipo in _ESPERAN:
            veces[elemento].append(_Vez(expediente_id, desde, None))
    return veces


def _resumir(nodo: Nodo, veces: Sequence[_Vez], ahora: datetime) -> PasoMedido:
    abiertas = [v for v in veces if v.hasta is None]
    esperas = [(v.hasta - v.desde).total_seconds() for v in veces if v.hasta is not None]
    return PasoMedido(
        elemento=nodo.id,
        nombre=llamar(nodo),
        casos=len({v.expediente_id for v in veces}),
        veces=len(veces),
        abiertas=len(abiertas),
        espera=timedelta(seconds=max(0, median(esperas))) if esperas else timedelta(),
        trabajo=timedelta(),
        devueltas=0,
        vencidas=0,
        mas_vieja=max((ahora - v.desde for v in abiertas), default=timedelta()),
        cumplidos=sum(v.del_borde for v in veces),
    )


def _entre(
    columna: InstrumentedAttribute[datetime], filtro: FiltroCalor
) -> list[ColumnElement[bool]]:
    condiciones: list[ColumnElement[bool]] = []
    if filtro.desde is not None:
        condiciones.append(columna >= inicio_del_dia(filtro.desde))
    if filtro.hasta is not None:
        condiciones.append(columna <= fin_del_dia(filtro.hasta))
    return condiciones
