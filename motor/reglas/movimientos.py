"""Mover una ficha de un caso: lo pide una persona y lo resuelve otra, si el caso sigue ahí."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.movimientos import EstadoMovimiento, Movimiento
from motor.bpmn.avance import Avance
from motor.bpmn.movimiento import FichaEnPie, fichas_en_pie, mover
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado, OrdenRechazada, SinPermiso
from motor.reglas.acto import Acto, exigir_activa
from motor.reglas.avance import escribir, exigir_en_marcha
from motor.reglas.organizacion import Firmante


class MovimientoCaducado(OrdenRechazada):
    """El caso se movió desde que se pidió: ya no está donde quien lo pidió lo vio."""

    codigo = "movimiento_caducado"


class MismaPersona(SinPermiso):
    """Quien lo pidió no puede aprobarlo ni rechazarlo."""

    codigo = "misma_persona"


def exigir_motivo(motivo: str, que: str) -> str:
    """Devuelve el motivo sin espacios de más.

    Raises:
        DatosInvalidos: está vacío; `que` dice de qué es.
    """
    if not motivo.strip():
        raise DatosInvalidos("Falta el motivo.", [Falta("motivo", f"Diga por qué {que}.")])
    return motivo.strip()


def fichas_de(acto: Acto) -> tuple[FichaEnPie, ...]:
    """Las fichas vivas de la instancia y a dónde puede ir cada una."""
    compilado = acto.version.compilado(acto.instancia.proceso)
    return fichas_en_pie(compilado, acto.instancia.fichas, acto.variables, acto.evaluador)


def ensayar(acto: Acto, ficha: int, destino: str) -> Avance:
    """Devuelve lo que produciría el movimiento, sin escribir nada.

    Raises:
        NoSeMueve: no se puede; dice por qué.
        ExpedienteTerminado: el caso terminó.
        ProcesoDetenido: el proceso se suspendió con sus casos.
    """
    exigir_activa(acto)
    exigir_en_marcha(acto)
    compilado = acto.version.compilado(acto.instancia.proceso)
    movida = (ficha, destino)
    return mover(compilado, acto.instancia.fichas, movida, acto.variables, acto.evaluador)


def trasladar(acto: Acto, movimiento: Movimiento) -> None:
    """Mueve la ficha y escribe lo que se cerró y lo que se abrió.

    Raises:
        NoSeMueve, ExpedienteTerminado: como `ensayar`.
    """
    escribir(acto, ensayar(acto, movimiento.ficha, movimiento.destino))


def caducar_anterior(acto: Acto) -> None:
    """Da por caducado lo que estaba pedido sobre el caso si este ya se movió.

    Raises:
        OrdenRechazada: hay un movimiento pedido que todavía vale.
    """
    anterior = acto.sesion.scalar(
        select(Movimiento).where(
            Movimiento.instancia_id == acto.instancia.id,
            Movimiento.estado == EstadoMovimiento.PEDIDO,
        )
    )
    if anterior is None:
        return
    if anterior.revision == acto.instancia.revision:
        raise OrdenRechazada(
            f"Ya se pidió un movimiento de {acto.expediente.hr} y nadie lo resolvió todavía. "
            "Otra persona tiene que aprobarlo o rechazarlo primero."
        )
    anterior.estado, anterior.resuelto_el = EstadoMovimiento.CADUCADO, acto.ahora
    acto.sesion.flush()


def bloquear_movimiento(sesion: Session, movimiento_id: int) -> Movimiento:
    """Devuelve el movimiento, bloqueado, si está por resolver.

    Raises:
        NoEncontrado: no existe.
        OrdenRechazada: ya se resolvió.
    """
    movimiento = sesion.get(Movimiento, movimiento_id, with_for_update=True, populate_existing=True)
    if movimiento is None:
        raise NoEncontrado(f"No existe el movimiento {movimiento_id}.")
    if movimiento.estado is not EstadoMovimiento.PEDIDO:
        raise OrdenRechazada(
            f"Ese movimiento ya está {movimiento.estado.value}. Actualice la página."
        )
    return movimiento


def exigir_otra_persona(movimiento: Movimiento, quien: Firmante) -> None:
    """Comprueba los cuatro ojos.

    Raises:
        MismaPersona: es quien lo pidió.
    """
    if movimiento.pedido_por_id == quien.persona.id:
        raise MismaPersona(
            "Este movimiento lo pidió usted: tiene que resolverlo otra persona que administre "
            "expedientes."
        )


def exigir_vigente(movimiento: Movimiento, acto: Acto) -> None:
    """Comprueba que el caso siga donde estaba al pedirlo.

    Raises:
        MovimientoCaducado: se movió.
    """
    if movimiento.revision != acto.instancia.revision:
        raise MovimientoCaducado(
            f"El caso {acto.expediente.hr} se movió desde que se pidió este movimiento: ya no "
            "vale. Rechácelo, mire dónde está el caso ahora y, si hace falta, pida otro."
        )


def resolver(
    movimiento: Movimiento, estado: EstadoMovimiento, quien: Firmante, ahora: datetime
) -> None:
    """Anota quién lo resolvió y cómo."""
    movimiento.estado, movimiento.resuelto_el = estado, ahora
    movimiento.resuelto_por_id = quien.persona.id


def nombres(acto: Acto, movimiento: Movimiento) -> dict[str, str]:
    """De dónde a dónde, con los nombres del diagrama: para el asiento."""
    de, a = acto.nodo(movimiento.elemento), acto.nodo(movimiento.destino)
    return {"de": llamar(de), "a": llamar(a), "elemento": de.id, "destino": a.id}
