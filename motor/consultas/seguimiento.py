"""El tablero de seguimiento: qué hay abierto, dónde está, quién demora y qué va a vencer.

Ve la parte de la institución de quien mira; los cargos que leen todo, la de todas. Una consulta
por cuadro, sobre las tareas abiertas y los plazos de tarea; los días se cuentan con el calendario.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.consultas.seguimiento_demoras import Alcance, Demora, condiciones, leer_demoras
from motor.nucleo.calendario import Calendario
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import cargar_tablas

__all__ = [
    "Alcance",
    "Cuenta",
    "PorVencer",
    "Tablero",
    "listar_procesos_y_unidades",
    "obtener_tablero",
]

DIAS_HABILES_POR_VENIR = 10
CUANTOS = 20


@dataclass(frozen=True)
class Cuenta:
    """Un renglón de un cuadro. `dias` son hábiles; en demoras, los de mora acumulados."""

    nombre: str
    abiertas: int
    vencidas: int
    dias: int = 0
    detalle: str = ""
    clave: str = ""


@dataclass(frozen=True)
class PorVencer:
    """Una tarea que vence pronto o ya venció."""

    tarea_id: int
    hr: str
    asunto: str
    tarea: str
    unidad: str
    vence_fecha: date
    dias_habiles: int  # negativo si ya venció


@dataclass(frozen=True)
class Tablero:
    """Los cuadros del tablero, al instante `al`."""

    al: datetime
    expedientes: int
    tareas: int
    vencidas: int
    por_vencer_pronto: int
    procesos: tuple[Cuenta, ...]
    etapas: tuple[Cuenta, ...]
    unidades: tuple[Cuenta, ...]
    demoras_unidad: tuple[Cuenta, ...]
    demoras_persona: tuple[Cuenta, ...]
    vencimientos: tuple[tuple[date, int], ...]
    por_vencer: tuple[PorVencer, ...]


@dataclass
class _Suma:
    nombre: str = ""
    abiertas: int = 0
    vencidas: int = 0
    dias: int = 0
    expedientes: set[int] = field(default_factory=set)


def obtener_tablero(sesion: Session, alcance: Alcance, ahora: datetime) -> Tablero:
    """Devuelve el tablero. Cuatro consultas, y la del calendario si cambió."""
    calendario = cargar_tablas(sesion).calendario
    hoy = ahora.astimezone(LA_PAZ).date()
    filas = sesion.execute(_abiertas(alcance)).all()
    procesos: dict[str, _Suma] = defaultdict(_Suma)
    etapas: dict[str, _Suma] = defaultdict(_Suma)
    unidades: dict[str, _Suma] = defaultdict(_Suma)
    for fila in filas:
        vencida = fila.vence_el is not None and fila.vence_el <= ahora
        espera = calendario.habiles_entre(fila.creada_el.astimezone(LA_PAZ).date(), hoy)
        claves = (
            (procesos, fila.proceso, fila.proceso_nombre),
            (etapas, f"{fila.proceso}:{fila.elemento}", fila.nombre),
            (unidades, fila.unidad or "", fila.unidad_nombre or "De una persona"),
        )
        for sumas, clave, nombre in claves:
            suma = sumas[clave]
            suma.nombre = nombre
            suma.abiertas += 1
            suma.vencidas += vencida
            suma.dias += espera
            suma.expedientes.add(fila.expediente_id)
    por_vencer = _por_vencer(sesion, alcance, calendario, hoy)
    vencimientos = Counter(p.vence_fecha for p in por_vencer if p.vence_fecha >= hoy)
    demoras = list(leer_demoras(sesion, alcance, calendario, ahora))
    return Tablero(
        al=ahora,
        expedientes=len({fila.expediente_id for fila in filas}),
        tareas=len(filas),
        vencidas=sum(s.vencidas for s in procesos.values()),
        por_vencer_pronto=sum(1 for p in por_vencer if 0 <= p.dias_habiles <= 3),
        procesos=tuple(_cuentas(procesos, por_expediente=True)),
        etapas=tuple(_cuentas(etapas, medio=True)),
        unidades=tuple(_cuentas(unidades, medio=True)),
        demoras_unidad=_demoran(demoras, lambda d: (d.unidad, d.unidad_nombre)),
        demoras_persona=_demoran(demoras, lambda d: (d.persona, d.persona_nombre)),
        vencimientos=tuple(sorted(vencimientos.items())),
        por_vencer=tuple(por_vencer[: 3 * CUANTOS]),
    )


def listar_procesos_y_unidades(
    sesion: Session, alcance: Alcance
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Devuelve los (clave, nombre) de los procesos y de las unidades con algo abierto."""
    todas = sesion.execute(_abiertas(Alcance(alcance.institucion_id))).all()
    procesos = {fila.proceso: fila.proceso_nombre for fila in todas}
    unidades = {fila.unidad: fila.unidad_nombre for fila in todas if fila.unidad}
    por_nombre = lambda par: par[1]  # noqa: E731 una clave de orden
    return (
        tuple(sorted(procesos.items(), key=por_nombre)),
        tuple(sorted(unidades.items(), key=por_nombre)),
    )


def _abiertas(
    alcance: Alcance,
) -> Select[int, str, str, datetime | None, datetime, str, str, str, str]:
    return (
        select(
            Tarea.expediente_id,
            Tarea.elemento,
            Tarea.nombre,
            Tarea.vence_el,
            Tarea.creada_el,
            Proceso.clave.label("proceso"),
            Proceso.nombre.label("proceso_nombre"),
            Unidad.sigla.label("unidad"),
            Unidad.nombre.label("unidad_nombre"),
        )
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .where(Tarea.estado.in_(ABIERTAS), *condiciones(alcance))
    )


def _por_vencer(
    sesion: Session, alcance: Alcance, calendario: Calendario, hoy: date
) -> list[PorVencer]:
    hasta = calendario.sumar_habiles(hoy, DIAS_HABILES_POR_VENIR)
    filas = sesion.execute(
        select(
            Tarea.id,
            Expediente.hr,
            Expediente.asunto,
            Tarea.nombre,
            Unidad.nombre,
            Plazo.vence_fecha,
        )
        .select_from(Plazo)
        .join(Tarea, Tarea.id == Plazo.tarea_id)
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .where(
            Tarea.estado.in_(ABIERTAS),
            Expediente.confidencial.is_(False),
            Plazo.estado == EstadoPlazo.ABIERTO,
            Plazo.clase == ClasePlazo.TAREA,
            Plazo.vence_fecha <= hasta,
            *condiciones(alcance),
        )
        .order_by(Plazo.vence_el, Plazo.id)
    )
    return [
        PorVencer(id_, hr, asunto, tarea, unidad or "", vence, _faltan(calendario, hoy, vence))
        for id_, hr, asunto, tarea, unidad, vence in filas
    ]


def _faltan(calendario: Calendario, hoy: date, vence: date) -> int:
    if vence >= hoy:
        return calendario.habiles_entre(hoy, vence)
    return -calendario.habiles_entre(vence, hoy)


def _demoran(
    demoras: Sequence[Demora], de_quien: Callable[[Demora], tuple[str, str]]
) -> tuple[Cuenta, ...]:
    sumas: dict[str, _Suma] = defaultdict(_Suma)
    for demora in demoras:
        clave, nombre = de_quien(demora)
        suma = sumas[clave]
        suma.nombre = nombre
        suma.abiertas += 1
        suma.vencidas += demora.abierta
        suma.dias += demora.dias
    cuentas = [
        Cuenta(s.nombre, s.abiertas, s.vencidas, s.dias, clave=clave) for clave, s in sumas.items()
    ]
    return tuple(sorted(cuentas, key=lambda c: (-c.dias, c.nombre))[:CUANTOS])


def _cuentas(
    sumas: dict[str, _Suma], *, medio: bool = False, por_expediente: bool = False
) -> list[Cuenta]:
    cuentas = [
        Cuenta(
            nombre=s.nombre,
            abiertas=len(s.expedientes) if por_expediente else s.abiertas,
            vencidas=s.vencidas,
            dias=round(s.dias / s.abiertas) if medio or por_expediente else s.dias,
            clave=clave,
        )
        for clave, s in sumas.items()
    ]
    return sorted(cuentas, key=lambda c: (-c.abiertas, c.nombre))
