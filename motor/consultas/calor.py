"""El mapa de calor de una versión: cuánto se espera y se trabaja en cada paso, y dónde se vence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import ClasePlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import ABIERTAS, EstadoTarea, Tarea
from motor.nucleo.calendario import fin_del_dia, inicio_del_dia
from motor.nucleo.errores import NoEncontrado

_Columnas = TypeVarTuple("_Columnas")
MAS_RECIENTES = 50_000  # tareas que se miran; de más atrás no se lee


@dataclass(frozen=True)
class FiltroCalor:
    """Qué tareas se miden: las creadas entre esos días locales, de esa unidad ('' = todas)."""

    desde: date | None = None
    hasta: date | None = None
    unidad: str = ""


@dataclass(frozen=True)
class VersionMedida:
    """La versión que se mira y las otras del proceso, de la más nueva a la más vieja."""

    id: int
    numero: int
    clave: str
    proceso: str
    numeros: tuple[int, ...]


@dataclass(frozen=True)
class PasoMedido:
    """Lo medido en un paso. `espera`: de que llega a que alguien la toma; `trabajo`: hasta el fin.

    Son medianas de lo terminado. Una tarea completada sin tomarla cuenta toda como espera.
    `mas_vieja`: hace cuánto llegó lo más viejo de lo abierto; `devueltas`: las veces que el paso se
    rehízo porque se devolvió; `vencidas`: las que pasaron de su plazo, terminadas o no;
    `cumplidos`: las veces que se cumplió el plazo dibujado en su borde.
    """

    elemento: str
    nombre: str
    casos: int
    veces: int
    abiertas: int
    espera: timedelta
    trabajo: timedelta
    devueltas: int
    vencidas: int
    mas_vieja: timedelta = timedelta()
    cumplidos: int = 0


def obtener_version(sesion: Session, clave: str, numero: int | None = None) -> VersionMedida:
    """Devuelve la versión de ese número; sin número, la última que tuvo casos, o la última.

    Raises:
        NoEncontrado: no hay ese proceso o esa versión.
    """
    suya = select(Instancia.id).where(Instancia.version_id == Version.id)
    con_casos = suya.exists().label("con_casos")
    filas = sesion.execute(
        select(Version.id, Version.numero, Proceso.clave, Proceso.nombre, con_casos)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave)
        .order_by(Version.numero.desc())
    ).all()
    posibles = [f for f in filas if f.numero == numero or numero is None]
    elegida = next((f for f in posibles if f.con_casos), posibles[0] if posibles else None)
    if elegida is None:
        cual = f" versión {numero}" if numero is not None else ""
        raise NoEncontrado(f"No hay{cual} del proceso «{clave}». Elija otra en Procesos.")
    return VersionMedida(*elegida[:4], numeros=tuple(f.numero for f in filas))


def obtener_dibujo(sesion: Session, version: VersionMedida) -> bytes:
    """Devuelve el BPMN de la versión, byte a byte."""
    return sesion.scalars(select(Version.xml).where(Version.id == version.id)).one()


def listar_unidades_con_tareas(sesion: Session, version: VersionMedida) -> list[tuple[str, str]]:
    """Devuelve (sigla, nombre) de las unidades que tuvieron alguna tarea de la versión."""
    consulta = _con_unidad(select(Unidad.sigla, Unidad.nombre).select_from(Tarea).distinct())
    de_ella = Instancia.version_id == version.id
    filas = sesion.execute(consulta.where(de_ella, Unidad.id.is_not(None)).order_by(Unidad.nombre))
    return [(sigla, nombre) for sigla, nombre in filas]


def medir_pasos(
    sesion: Session, version: VersionMedida, filtro: FiltroCalor, ahora: datetime
) -> tuple[PasoMedido, ...]:
    """Devuelve cada paso de personas que tuvo tareas, del que más se vence al que menos.

    Mira a lo sumo las `MAS_RECIENTES` tareas más nuevas que cumplan el filtro. Dos consultas.
    """
    suyas = [Instancia.version_id == version.id, *_condiciones(filtro)]
    consulta = _con_unidad(
        select(
            Tarea.id,
            Tarea.elemento,
            Tarea.nombre,
            Tarea.expediente_id,
            Tarea.estado,
            Tarea.creada_el,
            Tarea.tomada_el,
            Tarea.cerrada_el,
            Tarea.devolucion.is_not(None).label("devuelta"),
        )
    )
    ultimas = consulta.where(*suyas).order_by(Tarea.id.desc()).limit(MAS_RECIENTES)
    vencidas = _ids_vencidas(sesion, suyas, ahora)
    por_paso: dict[str, list[_Medida]] = {}
    for fila in sesion.execute(ultimas):
        medida = _Medida(*fila, vencida=fila.id in vencidas)
        por_paso.setdefault(medida.elemento, []).append(medida)
    pasos = [_resumir(medidas, ahora) for medidas in por_paso.values()]
    return tuple(sorted(pasos, key=lambda p: (-p.vencidas, -p.espera, p.nombre)))


@dataclass(frozen=True)
class _Medida:
    id: int
    elemento: str
    nombre: str
    expediente_id: int
    estado: EstadoTarea
    creada_el: datetime
    tomada_el: datetime | None
    cerrada_el: datetime | None
    devuelta: bool
    vencida: bool

    @property
    def espera(self) -> timedelta | None:
        hasta = self.tomada_el or self.cerrada_el
        return None if hasta is None else hasta - self.creada_el

    @property
    def trabajo(self) -> timedelta | None:
        if self.cerrada_el is None:
            return None
        return self.cerrada_el - (self.tomada_el or self.cerrada_el)


def _resumir(medidas: Sequence[_Medida], ahora: datetime) -> PasoMedido:
    hechas = [m for m in medidas if m.estado is EstadoTarea.COMPLETADA]
    return PasoMedido(
        elemento=medidas[0].elemento,
        nombre=medidas[0].nombre,
        casos=len({m.expediente_id for m in medidas}),
        veces=len(medidas),
        abiertas=sum(m.estado in ABIERTAS for m in medidas),
        espera=_mediana(hechas, lambda m: m.espera),
        trabajo=_mediana(hechas, lambda m: m.trabajo),
        devueltas=sum(m.devuelta for m in medidas),
        vencidas=sum(m.vencida for m in medidas),
        mas_vieja=max(
            (ahora - m.creada_el for m in medidas if m.estado in ABIERTAS), default=timedelta()
        ),
    )


def _mediana(
    medidas: Iterable[_Medida], cuanto: Callable[[_Medida], timedelta | None]
) -> timedelta:
    duraciones = [d.total_seconds() for m in medidas if (d := cuanto(m)) is not None]
    return timedelta(seconds=median(duraciones)) if duraciones else timedelta()


def _ids_vencidas(
    sesion: Session, condiciones: Sequence[ColumnElement[bool]], ahora: datetime
) -> set[int]:
    consulta = _con_unidad(select(Tarea.id).join(Plazo, Plazo.tarea_id == Tarea.id))
    pasado = Plazo.vence_el < func.coalesce(Tarea.cerrada_el, ahora)
    de_tarea = Plazo.clase == ClasePlazo.TAREA
    return set(sesion.scalars(consulta.where(de_tarea, pasado, *condiciones)))


def _con_unidad(consulta: Select[*_Columnas]) -> Select[*_Columnas]:
    """La consulta sobre tareas, unida a su instancia y a la unidad que las tiene."""
    return (
        consulta.join(Instancia, Instancia.id == Tarea.instancia_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
    )


def _condiciones(filtro: FiltroCalor) -> list[ColumnElement[bool]]:
    condiciones: list[ColumnElement[bool]] = []
    if filtro.desde is not None:
        condiciones.append(Tarea.creada_el >= inicio_del_dia(filtro.desde))
    if filtro.hasta is not None:
        condiciones.append(Tarea.creada_el <= fin_del_dia(filtro.hasta))
    if filtro.unidad:
        condiciones.append(Unidad.sigla == filtro.unidad)
    return condiciones
