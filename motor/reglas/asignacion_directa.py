"""Quién puede poner una tarea en manos de una persona: quien puede hacerla, o quien manda.

Quien puede hacer la tarea la pasa a otro que también puede, si está libre o la tiene él mismo. El
superior (por la línea de mando de los cargos) reparte además lo de sus subordinados, aunque otro la
haya tomado. La tarea sigue siendo del mismo cargo o unidad: derivar, en cambio, la saca de ahí.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.bpmn.modelo import Nodo
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, SinPermiso
from motor.reglas.organizacion import Firmante, firmantes, ocupantes, puede_actuar
from motor.reglas.permisos import exigir_abierta, exigir_puede


class NoPuedeRecibirla(SinPermiso):
    """La persona a quien se quiere dar la tarea no puede hacerla."""

    codigo = "no_puede_recibirla"


def exigir_puede_asignar(
    sesion: Session, tarea: Tarea, nodo: Nodo, actor: Actor, ahora: datetime
) -> Firmante:
    """Devuelve la investidura con que el actor reparte la tarea.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: ni puede hacerla ni manda a quien puede.
        OrdenRechazada: ya se cerró, o la tiene otro y el actor no es su superior.
    """
    manda = _investidura_que_manda(sesion, tarea, actor, ahora)
    firmante = manda or exigir_puede(sesion, tarea, nodo, actor, ahora)
    if manda is None or tarea.estado not in ABIERTAS:
        exigir_abierta(sesion, tarea, firmante)
    return firmante


def exigir_puede_recibir(
    sesion: Session, tarea: Tarea, nodo: Nodo, usuario: str, ahora: datetime
) -> Firmante:
    """Devuelve la investidura con que esa persona podrá hacer la tarea.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        NoPuedeRecibirla: no es de su cargo ni unidad, o la norma pide que sea otra persona.
    """
    try:
        return exigir_puede(sesion, tarea, nodo, Actor(usuario), ahora)
    except NoEncontrado:
        raise
    except SinPermiso as error:
        raise NoPuedeRecibirla(
            f"No se puede dar «{tarea.nombre}» a «{usuario}»: {error.mensaje}"
        ) from error


def _investidura_que_manda(
    sesion: Session, tarea: Tarea, actor: Actor, ahora: datetime
) -> Firmante | None:
    superiores = dict(sesion.execute(select(Cargo.id, Cargo.superior_id)).all())
    mandan: set[int] = set()
    for cargo_id in _cargos_de(sesion, tarea, ahora):
        siguiente = superiores.get(cargo_id)
        while siguiente is not None and siguiente not in mandan:
            mandan.add(siguiente)
            siguiente = superiores.get(siguiente)
    for firmante in firmantes(sesion, actor, ahora):
        designacion = firmante.designacion
        if designacion and puede_actuar(firmante) and designacion.cargo_id in mandan:
            return firmante
    return None


def _cargos_de(sesion: Session, tarea: Tarea, ahora: datetime) -> set[int]:
    """Los cargos cuyo superior reparte: el de la tarea o, en la unidad, los de quien la tiene."""
    if tarea.cargo_id is not None:
        return {tarea.cargo_id}
    de_unidad = set(sesion.scalars(select(Cargo.id).where(Cargo.unidad_id == tarea.unidad_id)))
    if tarea.tomada_por_id is None:
        return de_unidad
    return {
        d.cargo_id
        for d in ocupantes(sesion, sorted(de_unidad), ahora)
        if d.persona_id == tarea.tomada_por_id
    }
