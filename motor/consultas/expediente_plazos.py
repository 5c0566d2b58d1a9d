"""Los plazos de un expediente: su norma, su cómputo, lo que les pasó y su semáforo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import EstadoPlazo, Plazo, PlazoEvento
from motor.consultas.plazos_vigentes import PlazoLeido, Vigente, alcance, dejar_vigentes
from motor.consultas.semaforo import SIN_PLAZO, Semaforo, Semaforos
from motor.nucleo.calendario import fin_del_dia
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
    """Un plazo. `prorroga_maxima`: días que aún admite (0 = ninguno; None = sin tope).

    `antes`: las fechas que tuvo y que el trámite reemplazó. `alcance`: 0 = todo el trámite, 1 = una
    fase, None = un paso.
    """

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
    antes: tuple[date, ...] = ()
    alcance: int | None = None


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
    leidos = [
        PlazoLeido(plazo, versiones.obtener(sesion, version_id).proceso(proceso))
        for plazo, version_id, proceso in filas
        if mirada.ve_instancia(plazo.instancia_id)
    ]
    cambios = _cambios(sesion, mirada.expediente.id)
    plazos = [_plazo(v, cambios, semaforos) for v in dejar_vigentes(sesion, leidos)]
    return tuple(sorted(plazos, key=lambda p: (p.estado != "abierto", p.vence_el, p.id)))


def plazo_total(plazos: Sequence[PlazoExpediente]) -> PlazoExpediente | None:
    """Devuelve, de los que corren, el de todo el trámite o, si no hay, el de la fase en que está.

    Si hay varios, el que vence antes; None si solo corren plazos de un paso.
    """
    corren = [p for p in plazos if p.estado == "abierto" and p.alcance is not None]
    return min(corren, key=lambda p: (p.alcance or 0, p.vence_el, p.id), default=None)


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
    vigente: Vigente, cambios: Mapping[int, list[CambioPlazo]], semaforos: Semaforos
) -> PlazoExpediente:
    plazo, nodo = vigente.leido.fila, vigente.leido.nodo
    abierto = plazo.estado is EstadoPlazo.ABIERTO
    movido = vigente.vence_fecha
    vence_el = fin_del_dia(movido) if movido else plazo.vence_el
    return PlazoExpediente(
        id=plazo.id,
        nombre=(nodo.nombre if nodo else "") or plazo.elemento,
        lapso=decir_lapso(plazo.cantidad, plazo.unidad),
        clave=plazo.clave or "",
        norma=plazo.norma,
        etiqueta=plazo.etiqueta,
        desde_fecha=plazo.desde_fecha,
        vence_fecha=movido or plazo.vence_fecha,
        vence_el=vence_el,
        estado=plazo.estado.value,
        semaforo=semaforos.de(vence_el, plazo.municipio) if abierto else SIN_PLAZO,
        prorrogas=plazo.prorrogas,
        dias_suspendidos=plazo.dias_suspendidos,
        cerrado_el=plazo.cerrado_el,
        prorroga_maxima=prorroga_maxima(plazo, semaforos.tablas, semaforos.ahora),
        cambios=tuple(cambios.get(plazo.id, ())),
        antes=vigente.antes,
        alcance=alcance(vigente.leido),
    )


def decir_lapso(cantidad: int, unidad: UnidadPlazo) -> str:
    """`10 días hábiles`; «fecha fija» si no se cuenta."""
    if unidad not in _UNIDADES:
        return "fecha fija"
    uno, varios = _UNIDADES[unidad]
    return f"{cantidad} {uno if cantidad == 1 else varios}"


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
