"""Los plazos de un expediente: su norma, su cómputo, lo que les pasó y su semáforo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import EstadoPlazo, Plazo, PlazoEvento
from motor.consultas.semaforo import SIN_PLAZO, Semaforo, Semaforos
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.lapsos import UnidadPlazo
from motor.reglas.prorrogas import prorroga_maxima
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

_UNIDADES = {
    UnidadPlazo.DIAS_HABILES: ("día hábil", "días hábiles"),
    UnidadPlazo.DIAS_CALENDARIO: ("día calendario", "días calendario"),
    UnidadPlazo.MESES: ("mes", "meses"),
    UnidadPlazo.ANIOS: ("año", "años"),
}


@dataclass(frozen=True)
class CambioPlazo:
    """Una prórroga, suspensión o recálculo: de qué día a qué día, por qué y por quién."""

    hecho: str
    el: datetime
    antes: date
    despues: date
    motivo: str
    quien: str


@dataclass(frozen=True)
class PlazoExpediente:
    """Un plazo. `prorroga_maxima`: días que aún admite (0 = ninguno; None = sin tope)."""

    id: int
    nombre: str
    lapso: str
    clave: str
    norma: str
    etiqueta: str
    desde_fecha: date
    vence_fecha: date
    vence_el: datetime
    estado: str
    semaforo: Semaforo
    prorrogas: int
    dias_suspendidos: int
    cerrado_el: datetime | None
    prorroga_maxima: int | None
    cambios: tuple[CambioPlazo, ...]


def listar_plazos(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, semaforos: Semaforos
) -> tuple[PlazoExpediente, ...]:
    """Devuelve los plazos que ve: primero los que corren, por vencimiento; luego los demás."""
    filas = sesion.execute(
        select(Plazo, Instancia.version_id, Instancia.proceso)
        .join(Instancia, Instancia.id == Plazo.instancia_id)
        .where(Plazo.expediente_id == mirada.expediente.id)
        .order_by(Plazo.id)
    ).all()
    vistos = [fila for fila in filas if mirada.ve_instancia(fila[0].instancia_id)]
    cambios = _cambios(sesion, mirada.expediente.id)
    plazos = [
        _plazo(plazo, _nombre(sesion, versiones, version_id, proceso, plazo), cambios, semaforos)
        for plazo, version_id, proceso in vistos
    ]
    return tuple(sorted(plazos, key=lambda p: (p.estado != "abierto", p.vence_el, p.id)))


def exigir_plazo(sesion: Session, mirada: Mirada, plazo_id: int) -> None:
    """Comprueba que el plazo sea del expediente y se vea.

    Raises:
        NoEncontrado: no es suyo, o es de una instancia que no ve.
    """
    plazo = sesion.get(Plazo, plazo_id)
    suyo = plazo is not None and plazo.expediente_id == mirada.expediente.id
    if plazo is None or not suyo or not mirada.ve_instancia(plazo.instancia_id):
        raise NoEncontrado(f"El expediente {mirada.expediente.hr} no tiene ese plazo.")


def _plazo(
    plazo: Plazo, nombre: str, cambios: Mapping[int, list[CambioPlazo]], semaforos: Semaforos
) -> PlazoExpediente:
    abierto = plazo.estado is EstadoPlazo.ABIERTO
    return PlazoExpediente(
        id=plazo.id,
        nombre=nombre,
        lapso=decir_lapso(plazo.cantidad, plazo.unidad),
        clave=plazo.clave or "",
        norma=plazo.norma,
        etiqueta=plazo.etiqueta,
        desde_fecha=plazo.desde_fecha,
        vence_fecha=plazo.vence_fecha,
        vence_el=plazo.vence_el,
        estado=plazo.estado.value,
        semaforo=semaforos.de(plazo.vence_el, plazo.municipio) if abierto else SIN_PLAZO,
        prorrogas=plazo.prorrogas,
        dias_suspendidos=plazo.dias_suspendidos,
        cerrado_el=plazo.cerrado_el,
        prorroga_maxima=prorroga_maxima(plazo, semaforos.tablas, semaforos.ahora),
        cambios=tuple(cambios.get(plazo.id, ())),
    )


def decir_lapso(cantidad: int, unidad: UnidadPlazo) -> str:
    """`10 días hábiles`; «fecha fija» si no se cuenta."""
    if unidad not in _UNIDADES:
        return "fecha fija"
    uno, varios = _UNIDADES[unidad]
    return f"{cantidad} {uno if cantidad == 1 else varios}"


def _nombre(
    sesion: Session, versiones: CacheVersiones, version_id: int, proceso: str, plazo: Plazo
) -> str:
    nodo = versiones.obtener(sesion, version_id).proceso(proceso).nodos.get(plazo.elemento)
    return (nodo.nombre if nodo else "") or plazo.elemento


def _cambios(sesion: Session, expediente_id: int) -> dict[int, list[CambioPlazo]]:
    cambios: dict[int, list[CambioPlazo]] = {}
    for evento, quien in sesion.execute(
        select(PlazoEvento, Persona.nombre)
        .join(Plazo, Plazo.id == PlazoEvento.plazo_id)
        .outerjoin(Persona, Persona.id == PlazoEvento.persona_id)
        .where(Plazo.expediente_id == expediente_id)
        .order_by(PlazoEvento.id)
    ):
        cambios.setdefault(evento.plazo_id, []).append(
            CambioPlazo(
                evento.hecho.value,
                evento.hecho_el,
                evento.antes_fecha,
                evento.despues_fecha,
                evento.motivo,
                quien or "",
            )
        )
    return cambios
