"""A quién se avisa de un movimiento: a quienes pueden resolverlo y, resuelto, a quien lo pidió."""

from sqlalchemy import select

from motor.almacen.movimientos import EstadoMovimiento, Movimiento
from motor.almacen.organizacion import Cargo, Designacion
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor
from motor.reglas.acto import Acto
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.movimientos import nombres
from motor.reglas.organizacion import Facultad, Firmante, exigir_facultad, ocupantes
from motor.reglas.visibilidad import mirar

_COMO = {EstadoMovimiento.APROBADO: "aprobó", EstadoMovimiento.RECHAZADO: "rechazó"}


def avisar_pedido(acto: Acto, movimiento: Movimiento, pide: Firmante) -> None:
    """Avisa a cada persona que puede aprobarlo o rechazarlo: ve el caso y no es quien lo pidió."""
    activos = acto.sesion.execute(select(Cargo.id, Cargo.facultades).where(Cargo.activo))
    cargos = [id_ for id_, dadas in activos if Facultad.EXPEDIENTES.value in dadas]
    otros = (
        d for d in ocupantes(acto.sesion, cargos, acto.ahora) if d.persona_id != pide.persona.id
    )
    quienes = {d.persona_id for d in otros if _puede_resolver(acto, d)}
    texto = (
        f"{acto.expediente.hr}: {pide.persona.nombre} pide pasar el caso "
        f"{_de_a(acto, movimiento)}. Falta que otra persona lo apruebe o lo rechace, y usted puede."
    )
    avisar(acto.sesion, _noticia(acto, "movimiento_pedido", texto), personas=quienes)


def avisar_resuelto(acto: Acto, movimiento: Movimiento, quien: Firmante) -> None:
    """Avisa a quien lo pidió qué se resolvió, con el motivo si se rechazó."""
    por_que = f": {movimiento.respuesta}" if movimiento.respuesta else "."
    texto = (
        f"{acto.expediente.hr}: {quien.persona.nombre} {_COMO[movimiento.estado]} pasar el caso "
        f"{_de_a(acto, movimiento)}{por_que}"
    )
    noticia = _noticia(acto, "movimiento_resuelto", texto)
    avisar(acto.sesion, noticia, personas=[movimiento.pedido_por_id])


def _puede_resolver(acto: Acto, designacion: Designacion) -> bool:
    actor = Actor(designacion.persona.usuario, designacion.cargo.clave)
    try:
        exigir_facultad(acto.sesion, actor, Facultad.EXPEDIENTES, acto.ahora)
        mirar(acto.sesion, actor, acto.expediente.id, acto.ahora)
    except ErrorMotor:
        return False
    return True


def _de_a(acto: Acto, movimiento: Movimiento) -> str:
    dichos = nombres(acto, movimiento)
    return f"de «{dichos['de']}» a «{dichos['a']}»"


def _noticia(acto: Acto, clase: str, texto: str) -> Noticia:
    return Noticia(clase, texto, acto.ahora, acto.expediente.id)
