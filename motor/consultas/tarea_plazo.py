"""El plazo de una tarea como se muestra: cuándo vence, por qué norma y qué le pasó."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.almacen.personales import EstadoPedido, PedidoProrroga
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo, PlazoEvento
from motor.almacen.tareas import Tarea
from motor.bpmn.palabras import llamar
from motor.consultas.expediente_plazos import decir_lapso
from motor.consultas.semaforo import Semaforo, Semaforos
from motor.reglas.acto import Acto
from motor.reglas.permisos import interrumpe
from motor.reglas.prorrogas import prorroga_maxima


@dataclass(frozen=True)
class CambioDePlazo:
    """Una prórroga, suspensión o recálculo: de qué día a qué día, y por qué."""

    hecho: str
    el: datetime
    antes: date
    despues: date
    motivo: str
    quien: str


@dataclass(frozen=True)
class PlazoVista:
    """Un plazo que corre o corrió. `lapso` es «10 días hábiles»; `etiqueta`, su fiabilidad.

    `interrumpe`: si vence, el trámite deja la tarea y sigue por `nombre`, sin esperar más.
    `prorroga_maxima`: cuántos días más admite hoy (0 = ninguna prórroga; None = sin tope).
    """

    id: int
    nombre: str
    semaforo: Semaforo
    estado: str
    lapso: str
    norma: str
    etiqueta: str
    desde_fecha: date
    vence_fecha: date
    vence_el: datetime
    interrumpe: bool
    prorrogas: int
    dias_suspendidos: int
    prorroga_maxima: int | None
    cambios: tuple[CambioDePlazo, ...] = ()


@dataclass(frozen=True)
class PedidoVista:
    """Un pedido de prórroga de la tarea y lo que se respondió."""

    id: int
    dias: int
    motivo: str
    estado: str
    pedido_por: str
    pedido_como: str
    pedido_el: datetime
    resuelto_por: str
    resuelto_el: datetime | None
    respuesta: str


def plazos_de(acto: Acto, tarea: Tarea, semaforos: Semaforos) -> tuple[PlazoVista, ...]:
    """Devuelve el plazo propio de la tarea y los que la interrumpirían, el que vence antes primero.

    De una tarea cerrada, solo el propio.
    """
    filas = acto.sesion.scalars(
        select(Plazo)
        .where(
            Plazo.instancia_id == tarea.instancia_id,
            (Plazo.tarea_id == tarea.id) | (Plazo.estado == EstadoPlazo.ABIERTO),
        )
        .order_by(Plazo.vence_el, Plazo.id)
    ).all()
    suyos = [p for p in filas if p.tarea_id == tarea.id or _la_corta(acto, tarea, p)]
    return tuple(_vista(acto, plazo, semaforos) for plazo in suyos)


def pedidos_de(acto: Acto, tarea: Tarea) -> tuple[PedidoVista, ...]:
    """Devuelve los pedidos de prórroga de la tarea, el último primero."""
    filas = acto.sesion.scalars(
        select(PedidoProrroga)
        .where(PedidoProrroga.tarea_id == tarea.id)
        .order_by(PedidoProrroga.id.desc())
    ).all()
    ids = {id_ for p in filas for id_ in (p.pedido_por_id, p.resuelto_por_id) if id_ is not None}
    nombres: dict[int | None, str] = {}
    for persona_id, nombre in acto.sesion.execute(
        select(Persona.id, Persona.nombre).where(Persona.id.in_(ids))
    ):
        nombres[persona_id] = nombre
    return tuple(
        PedidoVista(
            id=p.id,
            dias=p.dias,
            motivo=p.motivo,
            estado=p.estado.value,
            pedido_por=nombres[p.pedido_por_id],
            pedido_como=p.pedido_como,
            pedido_el=p.pedido_el,
            resuelto_por=nombres.get(p.resuelto_por_id, ""),
            resuelto_el=p.resuelto_el,
            respuesta=p.respuesta,
        )
        for p in filas
    )


def hay_pendiente(pedidos: tuple[PedidoVista, ...]) -> bool:
    """Dice si hay un pedido sin responder."""
    return any(p.estado == EstadoPedido.PENDIENTE.value for p in pedidos)


def _la_corta(acto: Acto, tarea: Tarea, plazo: Plazo) -> bool:
    return (
        plazo.clase is ClasePlazo.TEMPORIZADOR
        and tarea.cerrada_el is None
        and interrumpe(acto.proceso, plazo.elemento, tarea.elemento)
    )


def _vista(acto: Acto, plazo: Plazo, semaforos: Semaforos) -> PlazoVista:
    nodo = acto.nodo(plazo.elemento)
    return PlazoVista(
        id=plazo.id,
        nombre=llamar(nodo),
        semaforo=semaforos.de(plazo.vence_el, plazo.municipio),
        estado=plazo.estado.value,
        lapso=decir_lapso(plazo.cantidad, plazo.unidad),
        norma=plazo.norma,
        etiqueta=plazo.etiqueta,
        desde_fecha=plazo.desde_fecha,
        vence_fecha=plazo.vence_fecha,
        vence_el=plazo.vence_el,
        interrumpe=plazo.clase is ClasePlazo.TEMPORIZADOR,
        prorrogas=plazo.prorrogas,
        dias_suspendidos=plazo.dias_suspendidos,
        prorroga_maxima=prorroga_maxima(plazo, semaforos.tablas, acto.ahora),
        cambios=_cambios(acto, plazo),
    )


def _cambios(acto: Acto, plazo: Plazo) -> tuple[CambioDePlazo, ...]:
    filas = acto.sesion.execute(
        select(PlazoEvento, Persona.nombre)
        .outerjoin(Persona, Persona.id == PlazoEvento.persona_id)
        .where(PlazoEvento.plazo_id == plazo.id)
        .order_by(PlazoEvento.id)
    )
    return tuple(
        CambioDePlazo(
            e.hecho.value, e.hecho_el, e.antes_fecha, e.despues_fecha, e.motivo, nombre or ""
        )
        for e, nombre in filas
    )
