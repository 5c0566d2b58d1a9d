"""Quién puede sellar la recepción de un mensaje.

Lo que llegó a una institución lo sella alguien de ella. Lo que se mandó a una de fuera del sistema
(una caja del diagrama) no lo puede sellar ella: su acuse lo registra la que lo envió. Sin
institución dicha de un lado ni del otro, cualquiera que actúe sobre expedientes.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.nucleo.errores import SinPermiso
from motor.reglas.acto import Acto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.calendario import cargar_tablas
from motor.reglas.organizacion import Firmante

RECIBE = "recibe"  # el acto (`cauce:acto`) de una tarea que sella lo que llegó


def exigir_receptor(mensaje: Mensaje, capaces: Sequence[Firmante]) -> Firmante:
    """Devuelve la investidura con que se sella.

    Raises:
        SinPermiso: el mensaje no es para (ni, si va a una de fuera, de) su institución.
    """
    fuera = bool(mensaje.a_elemento) and mensaje.destino_instancia_id is None
    institucion_id = mensaje.de_institucion_id if fuera else mensaje.a_institucion_id
    for firmante in capaces:
        designacion = firmante.designacion
        if designacion is None:
            continue
        if institucion_id in (None, designacion.cargo.institucion_id):
            return firmante
    raise SinPermiso(
        f"El mensaje «{mensaje.nombre}» no es para su institución: debe sellarlo alguien de la "
        "que lo recibe."
    )


def sellar(
    sesion: Session,
    mensaje: Mensaje,
    firmante: Firmante,
    expediente: Expediente | None,
    ahora: datetime,
) -> Hecho:
    """Pone el segundo acuse en el mensaje, ya bloqueado, y devuelve lo que hay que asentar."""
    estado = (mensaje.estado.value, EstadoMensaje.RECIBIDO.value)
    mensaje.depositado_el = mensaje.depositado_el or ahora
    mensaje.estado, mensaje.recibido_el = EstadoMensaje.RECIBIDO, ahora
    mensaje.recibido_por_id, mensaje.recibido_como = firmante.persona.id, firmante.como
    mensaje.computa_fecha = cargar_tablas(sesion).calendario_de().recibido(ahora)
    datos = {
        "mensaje": mensaje.nombre,
        "id": mensaje.id,
        "enviado_el": mensaje.enviado_el,
        "depositado_el": mensaje.depositado_el,
        "computa": mensaje.computa_fecha,
    }
    return Hecho("mensaje_recibido", ahora, firmante, expediente, estado=estado, datos=datos)


def sellar_lo_llegado(acto: Acto, firmante: Firmante) -> None:
    """Sella lo que llegó a la instancia: quien cumple una tarea de recibir, recibió.

    Lo que otra persona está sellando en este instante se le deja a ella.
    """
    llegados = acto.sesion.scalars(
        select(Mensaje)
        .where(
            Mensaje.destino_expediente_id == acto.expediente.id,  # por su índice
            Mensaje.destino_instancia_id == acto.instancia.id,
            Mensaje.estado == EstadoMensaje.DEPOSITADO,
        )
        .order_by(Mensaje.id)
        .with_for_update(skip_locked=True)
    ).all()
    for mensaje in llegados:
        hecho = sellar(acto.sesion, mensaje, firmante, acto.expediente, acto.ahora)
        asentar(acto.sesion, hecho)
