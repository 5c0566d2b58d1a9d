"""Quién puede sellar la recepción de un mensaje.

Lo que llegó a una institución lo sella alguien de ella. Lo que se mandó a una de fuera del sistema
(una caja del diagrama) no lo puede sellar ella: su acuse lo registra la que lo envió. Sin
institución dicha de un lado ni del otro, cualquiera que actúe sobre expedientes.
"""

from collections.abc import Sequence

from motor.almacen.mensajes import Mensaje
from motor.nucleo.errores import SinPermiso
from motor.reglas.organizacion import Firmante


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
        if institucion_id in (None, designacion.cargo.unidad.institucion_id):
            return firmante
    raise SinPermiso(
        f"El mensaje «{mensaje.nombre}» no es para su institución: debe sellarlo alguien de la "
        "que lo recibe."
    )
