"""El tablero de seguimiento: qué hay abierto, dónde está, quién demora y qué va a vencer.

Ve la parte de la institución de quien mira; los cargos que leen todo, la de todas. Una consulta
por cuadro, sobre las tareas abiertas y los plazos de tarea; los días se cuentan con el calendario.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Institucion, Unidad
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.seguimiento_demoras import Alcance, Demora, condiciones, leer_demoras
from motor.consultas.seguimiento_esperas import (
    CasoAbierto,
    CasoEnEspera,
    leer_casos,
    leer_en_espera,
)
from motor.consultas.seguimiento_mora import Cuenta, repartir_por_mora
from motor.consultas.seguimiento_vencimientos import (
    DIAS_HABILES_POR_VENIR,
    PorVencer,
    listar_por_vencer,
)
from motor.consultas.semaforo import Semaforo, Semaforos, cargar_semaforos
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.versiones import CacheVersiones

__all__ = [
    "Alcance",
    "Cuenta",
    "PorVencer",
    "Tablero",
    "listar_procesos_y_unidades",
    "obtener_tablero",
]

CUANTOS = 20


@dataclass(frozen=True)
class Tablero:
    """Los cuadros del tablero, al instante `al`.

    `expedientes` cuenta todo lo abierto; `en_espera`, los que de ellos nadie tiene en su bandeja.
    `vencimientos`: cuántas tareas vencen cada día de los diez hábiles que vienen.
    """

    al: datetime
    expedientes: int
    en_espera: int
    tareas: int
    vencidas: int
    por_vencer_pronto: int
    procesos: tuple[Cuenta, ...]
    etapas: tuple[Cuenta, ...]
    unidades: tuple[Cuenta, ...]
    mora: tuple[Cuenta, ...]
    esperas: tuple[Cuenta, ...]
    demoras_unidad: tuple[Cuenta, ...]
    demoras_persona: tuple[Cuenta, ...]
    vencimientos: tuple[tuple[date, int], ...]
    vencidos: tuple[PorVencer, ...]
    por_vencer: tuple[PorVencer, ...]


@dataclass
class _Suma:
    nombre: str = ""
    abiertas: int = 0
    vencidas: int = 0
    dias: int = 0
    expedientes: set[int] = field(default_factory=set)

    def agregar(self, nombre: str, expediente_id: int, vencida: bool, dias: int) -> None:
        """Suma una tarea."""
        self.nombre = nombre
        self.abiertas += 1
        self.vencidas += vencida
        self.dias += dias
        self.expedientes.add(expediente_id)


def obtener_tablero(
    sesion: Session, versiones: CacheVersiones, alcance: Alcance, ahora: datetime
) -> Tablero:
    """Devuelve el tablero. Una consulta por cuadro, y la del calendario si cambió."""
    semaforos = cargar_semaforos(sesion, ahora)
    filas = [
        _Abierta(fila, semaforos.de(fila.vence_el, fila.municipio))
        for fila in sesion.execute(_abiertas(alcance))
    ]
    casos = leer_casos(sesion, alcance)
    esperan = leer_en_espera(sesion, versiones, alcance)
    abiertos = {f.fila.expediente_id for f in filas} | {c.expediente_id for c in casos}
    procesos, etapas, unidades = _repartir(filas, casos, semaforos)
    vencen = listar_por_vencer(sesion, versiones, alcance, semaforos)
    demoras = list(leer_demoras(sesion, alcance, semaforos.tablas.calendario, ahora))
    return Tablero(
        al=ahora,
        expedientes=len(abiertos),
        en_espera=len(esperan),
        tareas=len(filas),
        vencidas=sum(f.vencida for f in filas),
        por_vencer_pronto=sum(f.luz.tono in ("hoy", "pronto") for f in filas),
        procesos=tuple(_cuentas(procesos, por_expediente=True)),
        etapas=tuple(_cuentas(etapas)),
        unidades=tuple(_cuentas(unidades)),
        mora=repartir_por_mora(abiertos, [(f.fila.expediente_id, f.luz) for f in filas]),
        esperas=_de_esperas(esperan, semaforos),
        demoras_unidad=_demoran(demoras, lambda d: (d.unidad, d.unidad_nombre)),
        demoras_persona=_demoran(demoras, lambda d: (d.persona, d.persona_nombre)),
        vencimientos=_por_dia(filas),
        vencidos=tuple(p for p in vencen if p.vencida),
        por_vencer=tuple(p for p in vencen if not p.vencida),
    )


@dataclass(frozen=True)
class _Abierta:
    """Una tarea abierta con su semáforo: el mismo que en la bandeja."""

    fila: Any
    luz: Semaforo

    @property
    def vencida(self) -> bool:
        return self.luz.tono == "vencido"


_Sumas = dict[str, _Suma]


def _repartir(
    filas: Sequence[_Abierta], casos: Sequence[CasoAbierto], semaforos: Semaforos
) -> tuple[_Sumas, _Sumas, _Sumas]:
    procesos: _Sumas = defaultdict(_Suma)
    etapas: _Sumas = defaultdict(_Suma)
    unidades: _Sumas = defaultdict(_Suma)
    for caso in casos:
        procesos[caso.proceso].nombre = caso.proceso_nombre
        procesos[caso.proceso].expedientes.add(caso.expediente_id)
    for abierta in filas:
        fila, espera = abierta.fila, _habiles_desde(abierta.fila.creada_el, semaforos)
        cual = (fila.expediente_id, abierta.vencida, espera)
        procesos[fila.proceso].agregar(fila.proceso_nombre, *cual)
        etapas[f"{fila.proceso}:{fila.elemento}"].agregar(fila.nombre, *cual)
        unidades[fila.unidad or ""].agregar(fila.unidad_nombre or "De una persona", *cual)
    return procesos, etapas, unidades


def _habiles_desde(instante: datetime, semaforos: Semaforos) -> int:
    desde, hoy = (i.astimezone(LA_PAZ).date() for i in (instante, semaforos.ahora))
    return semaforos.tablas.calendario.habiles_entre(desde, hoy)


def _de_esperas(esperan: Sequence[CasoEnEspera], semaforos: Semaforos) -> tuple[Cuenta, ...]:
    sumas: _Sumas = defaultdict(_Suma)
    for caso in esperan:
        dias = _habiles_desde(caso.desde, semaforos)
        nombre = f"{caso.que} ({caso.proceso_nombre})"
        sumas[nombre].agregar(nombre, caso.expediente_id, False, dias)
    return tuple(_cuentas(sumas))


def _por_dia(filas: Sequence[_Abierta]) -> tuple[tuple[date, int], ...]:
    vencen = [f.luz for f in filas if not f.vencida and f.luz.fecha is not None]
    dias = Counter(
        luz.fecha
        for luz in vencen
        if luz.fecha and (luz.dias_habiles or 0) <= DIAS_HABILES_POR_VENIR
    )
    return tuple(sorted(dias.items()))


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


def _abiertas(alcance: Alcance) -> Any:
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
            Institucion.municipio.label("municipio"),
        )
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .outerjoin(Institucion, Institucion.id == Unidad.institucion_id)
        .where(esta_abierta(), *condiciones(alcance))
    )


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


def _cuentas(sumas: _Sumas, *, por_expediente: bool = False) -> list[Cuenta]:
    cuentas = [
        Cuenta(
            nombre=s.nombre,
            abiertas=len(s.expedientes) if por_expediente else s.abiertas,
            vencidas=s.vencidas,
            dias=round(s.dias / s.abiertas) if s.abiertas else 0,
            clave=clave,
        )
        for clave, s in sumas.items()
    ]
    return sorted(cuentas, key=lambda c: (-c.abiertas, c.nombre))
