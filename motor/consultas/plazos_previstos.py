"""Los plazos que movería un cambio, dichos sin nombrar lo que quien pregunta no puede ver."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.consultas.elementos import nombre_de_elemento
from motor.nucleo.actor import Actor
from motor.reglas.prorrogas import Recalculo
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import condicion_visible

SE_MUESTRAN = 20
_LOTE = 500


@dataclass(frozen=True)
class Previsto:
    """Un plazo que se movería; `paso` es como se llama la tarea, o el evento en su diagrama."""

    hr: str
    paso: str
    antes: date
    despues: date


@dataclass(frozen=True)
class Previstos:
    """`total` se moverían; los veinte primeros visibles, cuántos más visibles y cuántos no."""

    total: int
    mostrados: tuple[Previsto, ...]
    mas: int
    ocultos: int


def ver_previstos(
    sesion: Session,
    versiones: CacheVersiones,
    actor: Actor,
    recalculos: Sequence[Recalculo],
    ahora: datetime,
) -> Previstos:
    """Devuelve lo previsto como lo puede ver el actor.

    Raises:
        SinPermiso: la cuenta está inactiva.
    """
    visibles = hojas_visibles(sesion, actor, [r.hr for r in recalculos], ahora)
    suyos = [r for r in recalculos if r.hr in visibles]
    primeros = suyos[:SE_MUESTRAN]
    pasos = _pasos(sesion, versiones, primeros)
    return Previstos(
        len(recalculos),
        tuple(Previsto(r.hr, pasos[r.plazo_id], r.antes, r.despues) for r in primeros),
        len(suyos) - len(primeros),
        len(recalculos) - len(suyos),
    )


def hojas_visibles(
    sesion: Session, actor: Actor, hojas: Sequence[str], ahora: datetime
) -> frozenset[str]:
    """Devuelve, de esas hojas de ruta, las que el actor puede ver.

    Raises:
        SinPermiso: la cuenta está inactiva.
    """
    if not hojas:
        return frozenset()
    visible = condicion_visible(sesion, actor, ahora)
    distintas = sorted(set(hojas))
    vistas: set[str] = set()
    for inicio in range(0, len(distintas), _LOTE):
        lote = Expediente.hr.in_(distintas[inicio : inicio + _LOTE])
        vistas.update(sesion.scalars(select(Expediente.hr).where(lote, visible)))
    return frozenset(vistas)


def _pasos(
    sesion: Session, versiones: CacheVersiones, recalculos: Sequence[Recalculo]
) -> dict[int, str]:
    filas = sesion.execute(
        select(Plazo.id, Plazo.elemento, Tarea.nombre, Instancia.version_id, Instancia.proceso)
        .join(Instancia, Instancia.id == Plazo.instancia_id)
        .outerjoin(Tarea, and_(Tarea.id == Plazo.tarea_id, Tarea.elemento == Plazo.elemento))
        .where(Plazo.id.in_([r.plazo_id for r in recalculos]))
    )
    return {
        plazo: tarea or nombre_de_elemento(sesion, versiones, version, proceso, elemento)
        for plazo, elemento, tarea, version, proceso in filas
    }
