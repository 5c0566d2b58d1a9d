"""Lo vencido y lo que va a vencer: las tareas y los plazos de todo un trámite o de una fase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.plazos_vigentes import TODO_EL_TRAMITE, PlazoLeido, dejar_vigentes
from motor.consultas.plazos_vigentes import alcance as alcance_de
from motor.consultas.seguimiento_demoras import Alcance, condiciones
from motor.consultas.semaforo import Semaforos
from motor.nucleo.calendario import fin_del_dia
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.versiones import CacheVersiones

DIAS_HABILES_POR_VENIR = 10


@dataclass(frozen=True)
class PorVencer:
    """Algo que vence en diez días hábiles o ya venció.

    `tarea` es su nombre, o de qué es el plazo si no es de una tarea. De lo confidencial, `hr` y
    `asunto` van vacíos: el tablero lo cuenta y no lo nombra. `dias_habiles`, negativo si ya venció.
    """

    hr: str
    asunto: str
    tarea: str
    unidad: str
    vence_fecha: date
    dias_habiles: int
    vencida: bool


def listar_por_vencer(
    sesion: Session, versiones: CacheVersiones, alcance: Alcance, semaforos: Semaforos
) -> tuple[PorVencer, ...]:
    """Devuelve lo que vence, lo más antiguo primero.

    De los temporizadores, solo los de todo un trámite y los que cortan una fase: los de un paso ya
    los dice su tarea, y los que no cortan nada son avisos.
    """
    filas = sesion.execute(_consulta(alcance, semaforos)).all()
    de_tareas = [
        _por_vencer(fila, fila.tarea, fila.Plazo.vence_fecha, semaforos)
        for fila in filas
        if fila.Plazo.clase is ClasePlazo.TAREA
    ]
    hallados = [*de_tareas, *_de_tramites(sesion, versiones, filas, semaforos)]
    return tuple(sorted(hallados, key=lambda p: (p.vence_fecha, p.hr, p.tarea)))


def _consulta(alcance: Alcance, semaforos: Semaforos) -> Any:
    hoy = semaforos.ahora.astimezone(LA_PAZ).date()
    hasta = semaforos.tablas.calendario.sumar_habiles(hoy, DIAS_HABILES_POR_VENIR)
    return (
        select(
            Plazo,
            Tarea.nombre.label("tarea"),
            Unidad.nombre.label("unidad"),
            Expediente.hr,
            Expediente.asunto,
            Expediente.confidencial,
            Instancia.version_id,
            Instancia.proceso,
        )
        .select_from(Plazo)
        .join(Expediente, Expediente.id == Plazo.expediente_id)
        .join(Instancia, Instancia.id == Plazo.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Tarea, Tarea.id == Plazo.tarea_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .where(
            Plazo.estado == EstadoPlazo.ABIERTO,
            Plazo.vence_fecha <= hasta,
            or_(Plazo.clase == ClasePlazo.TEMPORIZADOR, esta_abierta()),
            *condiciones(alcance),
        )
        .order_by(Plazo.vence_el, Plazo.id)
    )


def _de_tramites(
    sesion: Session, versiones: CacheVersiones, filas: Sequence[Any], semaforos: Semaforos
) -> Iterator[PorVencer]:
    de_plazo = {f.Plazo.id: f for f in filas if f.Plazo.clase is ClasePlazo.TEMPORIZADOR}
    leidos = [
        PlazoLeido(f.Plazo, versiones.obtener(sesion, f.version_id).proceso(f.proceso))
        for f in de_plazo.values()
    ]
    for vigente in dejar_vigentes(sesion, [p for p in leidos if _rige(p)]):
        leido = vigente.leido
        que = "Todo el trámite" if alcance_de(leido) == TODO_EL_TRAMITE else "Fase"
        nombre = (leido.nodo.nombre if leido.nodo else "") or leido.fila.elemento
        vence = vigente.vence_fecha or leido.fila.vence_fecha
        yield _por_vencer(de_plazo[leido.fila.id], f"{que}: {nombre}", vence, semaforos)


def _rige(leido: PlazoLeido) -> bool:
    cual = alcance_de(leido)
    corta = leido.nodo is not None and leido.nodo.interrumpe
    return cual == TODO_EL_TRAMITE or (cual is not None and corta)


def _por_vencer(fila: Any, que: str, vence: date, semaforos: Semaforos) -> PorVencer:
    plazo: Plazo = fila.Plazo
    luz = semaforos.de(
        plazo.vence_el if vence == plazo.vence_fecha else fin_del_dia(vence), plazo.municipio
    )
    return PorVencer(
        hr="" if fila.confidencial else fila.hr,
        asunto="" if fila.confidencial else fila.asunto,
        tarea=que,
        unidad=fila.unidad or "",
        vence_fecha=vence,
        dias_habiles=luz.dias_habiles or 0,
        vencida=luz.tono == "vencido",
    )
