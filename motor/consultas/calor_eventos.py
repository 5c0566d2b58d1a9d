"""El mapa de calor donde no hay una persona: esperas, servicios, procesos llamados y bordes.

Lo que ya pasó se lee del camino que hizo cada caso; lo que sigue esperando, de sus plazos y esperas
abiertos, que una migración lleva al paso nuevo.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from motor.almacen.instancias import EstadoInstancia, Instancia, Recorrido
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.bpmn.avance import ClasePaso
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
_TARDAN = _ESPERAN | {TipoNodo.SERVICIO, TipoNodo.LLAMADA}
_TERMINAN = frozenset({ClasePaso.SALE, ClasePaso.CANCELA})
_Llegada = tuple[int, str, int]  # instancia, elemento y ficha


@dataclass(frozen=True)
class _Vez:
    """Una vez que un caso llegó al elemento; `hasta` None = sigue ahí."""

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
    """Devuelve los pasos de personas y, si no se filtra por unidad, lo demás que tarda.

    Son los eventos y tareas que esperan, los servicios y los procesos llamados. De un
    plazo dibujado en el borde de un paso se cuentan las veces que se cumplió. De los caminos se
    miran a lo sumo los `MAS_RECIENTES` actos.
    """
    pasos = medir_pasos(sesion, version, filtro, ahora)
    if filtro.unidad:
        return pasos
    documento = versiones.obtener(sesion, version.id).documento
    nodos = {n.id: n for p in documento.procesos.values() for n in p.nodos.values()}
    veces: dict[str, list[_Vez]] = defaultdict(list)
    llegadas = _pasadas(sesion, version, filtro, nodos) | _abiertas(sesion, version, filtro)
    for (_, elemento, _), vez in llegadas.items():
        if elemento in nodos and nodos[elemento].tipo in _TARDAN:
            veces[elemento].append(vez)
    for elemento, vez in _cumplidos_en_bordes(sesion, version, filtro):
        if elemento in nodos and nodos[elemento].tipo is TipoNodo.LIMITE:
            veces[elemento].append(vez)
    eventos = [_resumir(nodos[id_], suyas, ahora) for id_, suyas in veces.items()]
    return tuple(sorted([*pasos, *eventos], key=lambda p: (-p.vencidas, -p.espera, p.nombre)))


def _pasadas(
    sesion: Session, version: VersionMedida, filtro: FiltroCalor, nodos: dict[str, Nodo]
) -> dict[_Llegada, _Vez]:
    """Lo que el camino de los casos dice que terminó, y los servicios y llamadas que siguen."""
    caminos = (
        select(
            Recorrido.instancia_id,
            Instancia.expediente_id,
            Instancia.estado,
            Recorrido.hecho_el,
            Recorrido.pasos,
        )
        .join(Instancia, Instancia.id == Recorrido.instancia_id)
        .where(Instancia.version_id == version.id)
        .order_by(Recorrido.instancia_id.desc(), Recorrido.orden.desc())
        .limit(MAS_RECIENTES)
    )
    if filtro.desde is not None:
        caminos = caminos.where(Recorrido.hecho_el >= inicio_del_dia(filtro.desde))
    salidas: dict[_Llegada, tuple[str, datetime]] = {}
    hallados: dict[_Llegada, _Vez] = {}
    for instancia, expediente, estado, el, pasos in sesion.execute(caminos):
        for clase, elemento, ficha in reversed(pasos):
            llegada = (instancia, elemento, ficha)
            if clase in _TERMINAN:
                salidas[llegada] = (clase, el)
            elif clase == ClasePaso.ENTRA and elemento in nodos and _llego_en(el, filtro):
                como, hasta = salidas.get(llegada, ("", None))
                sigue = nodos[elemento].tipo not in _ESPERAN and estado is EstadoInstancia.ACTIVA
                if como == ClasePaso.SALE or (not como and sigue):
                    hallados[llegada] = _Vez(expediente, el, hasta)
    return hallados


def _llego_en(el: datetime, filtro: FiltroCalor) -> bool:
    return filtro.hasta is None or el <= fin_del_dia(filtro.hasta)


def _abiertas(sesion: Session, version: VersionMedida, filtro: FiltroCalor) -> dict[_Llegada, _Vez]:
    temporizadores = select(
        Plazo.instancia_id, Plazo.elemento, Plazo.ficha, Plazo.expediente_id, Plazo.desde_el
    ).where(Plazo.clase == ClasePlazo.TEMPORIZADOR, Plazo.estado == EstadoPlazo.ABIERTO)
    esperas = select(
        Espera.instancia_id, Espera.elemento, Espera.ficha, Espera.expediente_id, Espera.abierta_el
    )
    halladas: dict[_Llegada, _Vez] = {}
    for consulta, tabla, llegada in (
        (temporizadores, Plazo, Plazo.desde_el),
        (esperas, Espera, Espera.abierta_el),
    ):
        suyas = consulta.join(Instancia, Instancia.id == tabla.instancia_id).where(
            Instancia.version_id == version.id, *_entre(llegada, filtro)
        )
        for instancia, elemento, ficha, expediente, desde in sesion.execute(suyas):
            halladas[instancia, elemento, ficha] = _Vez(expediente, desde, None)
    return halladas


def _cumplidos_en_bordes(
    sesion: Session, version: VersionMedida, filtro: FiltroCalor
) -> Iterator[tuple[str, _Vez]]:
    vencidos = (
        select(Plazo.elemento, Plazo.expediente_id, Plazo.desde_el)
        .join(Instancia, Instancia.id == Plazo.instancia_id)
        .where(Instancia.version_id == version.id, Plazo.clase == ClasePlazo.TEMPORIZADOR)
        .where(Plazo.estado == EstadoPlazo.VENCIDO, *_entre(Plazo.desde_el, filtro))
        .order_by(Plazo.id.desc())
        .limit(MAS_RECIENTES)
    )
    for elemento, expediente_id, desde in sesion.execute(vencidos):
        yield elemento, _Vez(expediente_id, desde, desde, del_borde=True)


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
