"""El expediente en su página: carátula, lo vinculado, lo detenido y qué puede hacerse con él."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.calendario import AlcanceSuspension, Suspension
from motor.almacen.expedientes import EstadoExpediente
from motor.almacen.organizacion import Institucion
from motor.almacen.personales import Seguimiento
from motor.almacen.trabajos import Incidente
from motor.consultas.caratula import Caratula, obtener_caratula
from motor.consultas.expediente_plazos import PlazoExpediente, listar_plazos, plazo_total
from motor.consultas.semaforo import cargar_semaforos
from motor.consultas.vinculados import Vinculos, listar_vinculos
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, OrdenRechazada, SinPermiso
from motor.reglas.expedientes import tiene_facultad
from motor.reglas.organizacion import Facultad, Firmante, firmantes, puede_actuar
from motor.reglas.reservas import puede_reservar
from motor.reglas.retiros import espera_de_retiro, exigir_proponente
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada, mirar_hr


@dataclass(frozen=True)
class IncidenteVista:
    """Algo que impide seguir."""

    id: int
    elemento: str
    mensaje: str
    abierto_el: datetime


@dataclass(frozen=True)
class SuspensionVista:
    """Una suspensión de los plazos de este expediente, todavía sin reanudar."""

    id: int
    motivo: str


@dataclass(frozen=True)
class Acciones:
    """Qué puede hacer quien mira; `suspension` es la que podría reanudar."""

    comentar: bool = False
    retirar: bool = False
    anular: bool = False
    disponer_plazos: bool = False
    reservar: bool = False
    reintentar: bool = False
    suspension: SuspensionVista | None = None


@dataclass(frozen=True)
class ExpedienteVista:
    """La página entera, menos sus pestañas; `mirada` es con qué se leen estas.

    `total`: el plazo de todo el trámite o de su fase, si corre uno.
    """

    caratula: Caratula
    vinculos: Vinculos
    total: PlazoExpediente | None
    incidentes: tuple[IncidenteVista, ...]
    acciones: Acciones
    sigue: bool
    mirada: Mirada


def obtener_expediente(
    sesion: Session, versiones: CacheVersiones, actor: Actor, hr: str, ahora: datetime
) -> ExpedienteVista:
    """Devuelve lo que el actor ve del expediente y qué puede hacer con él.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: la cuenta está inactiva.
    """
    mirada = mirar_hr(sesion, actor, hr, ahora)
    suyas = [f for f in firmantes(sesion, actor, ahora) if puede_actuar(f)]
    acciones = _acciones(sesion, versiones, suyas, mirada)
    return ExpedienteVista(
        obtener_caratula(sesion, versiones, mirada),
        listar_vinculos(sesion, mirada),
        _total(sesion, versiones, mirada, ahora),
        _incidentes(sesion, mirada) if acciones.reintentar else (),
        acciones,
        _sigue(sesion, mirada),
        mirada,
    )


def _total(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, ahora: datetime
) -> PlazoExpediente | None:
    if mirada.expediente.estado is not EstadoExpediente.ABIERTO:
        return None
    semaforos = cargar_semaforos(sesion, ahora)
    return plazo_total(listar_plazos(sesion, versiones, mirada, semaforos))


def _incidentes(sesion: Session, mirada: Mirada) -> tuple[IncidenteVista, ...]:
    filas = sesion.scalars(
        select(Incidente)
        .where(Incidente.expediente_id == mirada.expediente.id, Incidente.resuelto_el.is_(None))
        .order_by(Incidente.id)
    )
    return tuple(
        IncidenteVista(i.id, i.elemento, i.mensaje, i.abierto_el)
        for i in filas
        if i.instancia_id is None or mirada.ve_instancia(i.instancia_id)
    )


def _sigue(sesion: Session, mirada: Mirada) -> bool:
    clave = (mirada.mirador.persona_id, mirada.expediente.id)
    return sesion.get(Seguimiento, clave) is not None


def _acciones(
    sesion: Session, versiones: CacheVersiones, suyas: list[Firmante], mirada: Mirada
) -> Acciones:
    abierto = mirada.expediente.estado is EstadoExpediente.ABIERTO
    administra = any(tiene_facultad(f, Facultad.EXPEDIENTES) for f in suyas)
    dispone = abierto and any(tiene_facultad(f, Facultad.PLAZOS) for f in suyas)
    return Acciones(
        comentar=bool(suyas),
        retirar=abierto and _puede_retirar(sesion, versiones, suyas, mirada),
        anular=abierto and administra,
        disponer_plazos=dispone,
        reservar=puede_reservar(sesion, suyas, mirada) is not None,
        reintentar=administra,
        suspension=_suspension(sesion, mirada) if dispone else None,
    )


def _puede_retirar(
    sesion: Session, versiones: CacheVersiones, suyas: list[Firmante], mirada: Mirada
) -> bool:
    try:
        exigir_proponente(suyas, mirada.expediente)
        espera_de_retiro(sesion, versiones, mirada.expediente)
    except (SinPermiso, OrdenRechazada, NoEncontrado):
        return False
    return True


def _suspension(sesion: Session, mirada: Mirada) -> SuspensionVista | None:
    fila = sesion.scalar(
        select(Suspension)
        .where(
            Suspension.alcance == AlcanceSuspension.EXPEDIENTE,
            Suspension.referencia == mirada.expediente.hr,
            Suspension.reanudada_el.is_(None),
            Suspension.hasta_fecha.is_(None),
        )
        .order_by(Suspension.id.desc())
        .limit(1)
    )
    return SuspensionVista(fila.id, fila.motivo) if fila else None


def nombres_de_instituciones(sesion: Session) -> dict[str, str]:
    """Devuelve el nombre de cada institución activa por su sigla, en orden alfabético."""
    filas = sesion.execute(
        select(Institucion.sigla, Institucion.nombre)
        .where(Institucion.activa)
        .order_by(Institucion.nombre)
    )
    return dict(filas.all())


def id_de_hoja(sesion: Session, actor: Actor, hr: str, ahora: datetime) -> int:
    """Devuelve el id del expediente de esa hoja de ruta.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
    """
    return mirar_hr(sesion, actor, hr, ahora).expediente.id
