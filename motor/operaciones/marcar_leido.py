"""Marcar como leídos los avisos propios: de la persona y del cargo con que actúa."""

from dataclasses import dataclass

from sqlalchemy import or_, update

from motor.almacen.plazos import Aviso
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.organizacion import firmantes

SIN_ASIENTO = "leer un aviso propio no es un acto"


@dataclass(frozen=True)
class MarcarLeido:
    """La orden; sin `avisos`, todos los suyos (o todos los de `expediente_id`)."""

    actor: Actor
    avisos: tuple[int, ...] = ()
    expediente_id: int | None = None


def marcar_leido(entorno: Entorno, orden: MarcarLeido) -> int:
    """Marca los que sean suyos y sigan sin leer; devuelve cuántos.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        suyas = firmantes(sesion, orden.actor, ahora)
        if not suyas:
            return 0
        cargos = {f.designacion.cargo_id for f in suyas if f.designacion is not None}
        cuales = [
            Aviso.leido_el.is_(None),
            or_(Aviso.persona_id == suyas[0].persona.id, Aviso.cargo_id.in_(cargos)),
        ]
        if orden.avisos:
            cuales.append(Aviso.id.in_(orden.avisos))
        if orden.expediente_id is not None:
            cuales.append(Aviso.expediente_id == orden.expediente_id)
        marcados = sesion.execute(
            update(Aviso).where(*cuales).values(leido_el=ahora).returning(Aviso.id),
            execution_options={"synchronize_session": False},
        )
        return len(marcados.all())
