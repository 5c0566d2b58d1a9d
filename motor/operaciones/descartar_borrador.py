"""Descartar un borrador: deja de verse entre los abiertos, y queda guardado."""

from dataclasses import dataclass

from motor.almacen.borradores import EstadoBorrador
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import bloquear_borrador
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class DescartarBorrador:
    """La orden."""

    actor: Actor
    borrador_id: int
    motivo: str


def descartar_borrador(entorno: Entorno, orden: DescartarBorrador) -> Respuesta:
    """Descarta el borrador; nada de lo dibujado se borra.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        OrdenRechazada: ya se publicó o se descartó, o está propuesto.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_borrador(sesion, orden.borrador_id, (EstadoBorrador.ABIERTO,))
        if not orden.motivo.strip():
            raise DatosInvalidos(
                "No se descartó.", [Falta("motivo", "Diga por qué se descarta el borrador.")]
            )
        estado = (borrador.estado.value, EstadoBorrador.DESCARTADO.value)
        borrador.estado = EstadoBorrador.DESCARTADO
        datos = {"borrador": borrador.id, "proceso": borrador.clave}
        asentar(
            sesion,
            Hecho(
                "borrador_descartado", ahora, quien, estado=estado, motivo=orden.motivo, datos=datos
            ),
        )
        return Respuesta(borrador.id)
