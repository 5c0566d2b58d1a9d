"""Dar a la persona una dirección secreta nueva para su calendario, o quitarle la que tiene."""

from dataclasses import dataclass

from motor.almacen.personales import Preferencia
from motor.entorno import Entorno
from motor.reglas.sesiones import huella_de, nuevo_secreto

SIN_ASIENTO = "el calendario de cada uno muestra lo que ya está en su bandeja"


@dataclass(frozen=True)
class CambiarCalendarioPersonal:
    """La orden, de la persona que ya ingresó; `quitar`: se queda sin calendario."""

    persona_id: int
    quitar: bool = False


def cambiar_calendario_personal(entorno: Entorno, orden: CambiarCalendarioPersonal) -> str:
    """Devuelve el secreto nuevo ('' si se quitó); la dirección anterior deja de valer ya.

    Solo se guarda su SHA-256: quien lo pierda, pide otro.
    """
    secreto = "" if orden.quitar else nuevo_secreto()
    with entorno.sesiones.begin() as sesion:
        fila = sesion.get(Preferencia, orden.persona_id, with_for_update=True)
        if fila is None:
            fila = Preferencia(persona_id=orden.persona_id, valores={})
            sesion.add(fila)
        fila.calendario_huella = huella_de(secreto) if secreto else None
    return secreto
