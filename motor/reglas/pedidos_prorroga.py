"""Pedir una prórroga y responderla: quién la concede, hasta cuánto, y a quién se avisa.

La concede quien tiene la facultad `plazos` en la institución donde corre el plazo, y no la misma
persona que la pidió (dominio B.0.1: motivo obligatorio; la segunda se rechaza si la norma da una).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.personales import EstadoPedido, PedidoProrroga
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, HechoPlazo, Plazo
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada, SinPermiso
from motor.nucleo.reloj import hora_local
from motor.reglas.acto import Acto
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.calendario import cargar_tablas
from motor.reglas.cuatro_ojos import CuatroOjos
from motor.reglas.organizacion import Facultad, Firmante, firmantes
from motor.reglas.permisos import interrumpe
from motor.reglas.prorrogas import Causa, dejar_traza, exigir_dias, exigir_prorrogable, prorrogar

LARGO_MOTIVO = 2_000


class PedidoPendiente(OrdenRechazada):
    """Ya hay un pedido de prórroga del mismo plazo sin responder."""

    codigo = "pedido_pendiente"


@dataclass(frozen=True)
class Pedido:
    """Cuántos días se piden (en la unidad del plazo) y por qué."""

    dias: int
    motivo: str


def plazo_por_prorrogar(acto: Acto, tarea: Tarea) -> Plazo:
    """Devuelve el plazo de la tarea o, si no tiene, el primero que la interrumpiría.

    Raises:
        OrdenRechazada: no corre ningún plazo para la tarea.
    """
    abiertos = acto.sesion.scalars(
        select(Plazo)
        .where(Plazo.instancia_id == tarea.instancia_id, Plazo.estado == EstadoPlazo.ABIERTO)
        .order_by(Plazo.vence_el, Plazo.id)
        .with_for_update(key_share=True)
    ).all()
    propio = [p for p in abiertos if p.clase is ClasePlazo.TAREA and p.tarea_id == tarea.id]
    ajenos = [
        p
        for p in abiertos
        if p.clase is ClasePlazo.TEMPORIZADOR
        and interrumpe(acto.proceso, p.elemento, tarea.elemento)
    ]
    if not propio and not ajenos:
        raise OrdenRechazada(f"A la tarea «{tarea.nombre}» no le corre ningún plazo que prorrogar.")
    return (propio or ajenos)[0]


def pedir(acto: Acto, tarea: Tarea, firmante: Firmante, pedido: Pedido) -> PedidoProrroga:
    """Agrega el pedido y avisa a quienes pueden concederlo.

    Raises:
        DatosInvalidos: falta el motivo, o los días pasan del tope de la norma.
        PedidoPendiente: ya hay uno sin responder.
        PlazoVencido, ProrrogaAgotada, OrdenRechazada: el plazo no admite prórroga.
    """
    plazo = plazo_por_prorrogar(acto, tarea)
    _exigir_motivo(pedido.motivo)
    tope = exigir_prorrogable(plazo, cargar_tablas(acto.sesion), acto.ahora)
    exigir_dias(pedido.dias, tope)
    previo = acto.sesion.scalar(
        select(PedidoProrroga).where(
            PedidoProrroga.plazo_id == plazo.id, PedidoProrroga.estado == EstadoPedido.PENDIENTE
        )
    )
    if previo is not None:
        raise PedidoPendiente(
            f"Ya hay un pedido de prórroga de este plazo, de {previo.pedido_como}, hecho el "
            f"{hora_local(previo.pedido_el)}. Espere la respuesta."
        )
    fila = PedidoProrroga(
        expediente_id=tarea.expediente_id,
        tarea_id=tarea.id,
        plazo_id=plazo.id,
        dias=pedido.dias,
        motivo=pedido.motivo.strip(),
        pedido_por_id=firmante.persona.id,
        pedido_como=firmante.como,
        pedido_el=acto.ahora,
    )
    acto.sesion.add(fila)
    acto.sesion.flush()
    _avisar_a_quienes_conceden(acto, tarea, firmante, fila)
    return fila


def exigir_resuelve(
    sesion: Session, actor: Actor, pedido: PedidoProrroga, ahora: datetime
) -> Firmante:
    """Devuelve la investidura con que el actor responde el pedido.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        CuatroOjos: lo pidió la misma persona, o aquella por quien actúa.
        SinPermiso: no tiene la facultad, o es de otra institución.
    """
    institucion_id = _institucion(sesion, sesion.get_one(Tarea, pedido.tarea_id))
    capaces = [f for f in firmantes(sesion, actor, ahora) if _concede(f, institucion_id)]
    if not capaces:
        raise SinPermiso(
            "La prórroga la responde quien dispone de los plazos en la institución que tiene la "
            "tarea. Pídaselo a su superior."
        )
    otros = [f for f in capaces if pedido.pedido_por_id not in f.intervinientes]
    if not otros:
        raise CuatroOjos(
            f"El pedido de prórroga lo hizo usted ({pedido.pedido_como}) el "
            f"{hora_local(pedido.pedido_el)}: debe responderlo otra persona."
        )
    return otros[0]


def puede_resolver(sesion: Session, actor: Actor, tarea: Tarea, ahora: datetime) -> bool:
    """Dice si el actor responde los pedidos de prórroga de esa tarea (sin mirar quién pidió)."""
    institucion_id = _institucion(sesion, tarea)
    return any(_concede(f, institucion_id) for f in firmantes(sesion, actor, ahora))


def resolver(
    sesion: Session, pedido: PedidoProrroga, plazo: Plazo, causa: Causa, dias: int
) -> None:
    """Concede `dias` de prórroga (0 = la niega), o deja el pedido sin objeto si el plazo se cerró.

    Raises:
        DatosInvalidos: pasan de lo pedido o del tope de la norma.
        PlazoVencido, ProrrogaAgotada: ya no cabe.
    """
    if plazo.estado is not EstadoPlazo.ABIERTO:
        pedido.estado = EstadoPedido.SIN_OBJETO
    elif dias == 0:
        pedido.estado = EstadoPedido.NEGADO
    else:
        if dias > pedido.dias:
            raise DatosInvalidos(f"Se pidieron {pedido.dias} días: conceda hasta esa cantidad.")
        antes = plazo.vence_fecha, plazo.vence_el
        prorrogar(sesion, plazo, dias, causa.ahora)
        dejar_traza(sesion, plazo, antes, causa)
        pedido.estado = EstadoPedido.CONCEDIDO
    pedido.resuelto_el, pedido.respuesta = causa.ahora, causa.motivo.strip()


def avisar_al_que_pidio(
    sesion: Session, expediente: Expediente, pedido: PedidoProrroga, plazo: Plazo, tarea: Tarea
) -> None:
    """Deja un aviso con la respuesta en la bandeja de quien pidió."""
    que = {
        EstadoPedido.CONCEDIDO: f"se concedió; ahora vence el {plazo.vence_fecha:%d/%m/%Y}",
        EstadoPedido.NEGADO: f"se negó: {pedido.respuesta}",
        EstadoPedido.SIN_OBJETO: "quedó sin objeto: el plazo ya se había cerrado",
    }[pedido.estado]
    noticia = Noticia(
        "prorroga_resuelta",
        f"{expediente.hr}: la prórroga de «{tarea.nombre}» {que}.",
        pedido.resuelto_el or pedido.pedido_el,
        expediente.id,
        tarea.id,
        plazo.id,
    )
    avisar(sesion, noticia, personas=[pedido.pedido_por_id])


def causa_de(motivo: str, ahora: datetime, firmante: Firmante) -> Causa:
    """Devuelve la causa con que se prorroga.

    Raises:
        DatosInvalidos: falta el motivo.
    """
    _exigir_motivo(motivo)
    return Causa(HechoPlazo.PRORROGADO, motivo.strip(), ahora, firmante.persona.id)


def _exigir_motivo(motivo: str) -> None:
    if not motivo.strip() or len(motivo) > LARGO_MOTIVO:
        raise DatosInvalidos(
            f"Escriba el motivo de la prórroga o de la respuesta (hasta {LARGO_MOTIVO} letras)."
        )


def _concede(firmante: Firmante, institucion_id: int | None) -> bool:
    designacion = firmante.designacion
    if designacion is None or Facultad.PLAZOS.value not in designacion.cargo.facultades:
        return False
    return institucion_id in (None, designacion.cargo.institucion_id)


def _institucion(sesion: Session, tarea: Tarea) -> int | None:
    """La institución donde corre la tarea: la de su instancia o la de su unidad o cargo."""
    declarada = sesion.get_one(Instancia, tarea.instancia_id).institucion_id
    if declarada is not None:
        return declarada
    unidad_id = tarea.unidad_id
    if tarea.cargo_id is not None:
        unidad_id = sesion.get_one(Cargo, tarea.cargo_id).unidad_id
    return sesion.get_one(Unidad, unidad_id).institucion_id if unidad_id is not None else None


def _avisar_a_quienes_conceden(
    acto: Acto, tarea: Tarea, firmante: Firmante, pedido: PedidoProrroga
) -> None:
    institucion_id = _institucion(acto.sesion, tarea)
    noticia = Noticia(
        "prorroga_pedida",
        f"{acto.expediente.hr}: {firmante.como} pide {pedido.dias} días de prórroga "
        f"para «{tarea.nombre}»: {pedido.motivo}",
        acto.ahora,
        tarea.expediente_id,
        tarea.id,
        pedido.plazo_id,
    )
    cargos = _cargos_que_conceden(acto.sesion, firmante, institucion_id)
    avisar(acto.sesion, noticia, cargos=cargos)


def _cargos_que_conceden(
    sesion: Session, firmante: Firmante, institucion_id: int | None
) -> list[int]:
    """El superior más cercano de quien pide que pueda; si ninguno, todos los de la institución."""
    filas = sesion.execute(
        select(Cargo.id, Cargo.superior_id, Cargo.facultades, Unidad.institucion_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Cargo.activo)
    ).all()
    superior_de: dict[int, int | None] = {id_: superior for id_, superior, _, _ in filas}
    pueden = {
        id_
        for id_, _, facultades, suya in filas
        if Facultad.PLAZOS.value in facultades and institucion_id in (None, suya)
    }
    propio = firmante.designacion.cargo_id if firmante.designacion else None
    cargo_id = superior_de.get(propio) if propio is not None else None
    vistos: set[int] = set()
    while cargo_id is not None and cargo_id not in vistos:
        if cargo_id in pueden:
            return [cargo_id]
        vistos.add(cargo_id)
        cargo_id = superior_de.get(cargo_id)
    return sorted(pueden - {propio})
