"""Guardar lo que una persona lleva escrito en una tarea, aunque le falte."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.reglas.formularios.tamanio import exigir_tamanio
from motor.reglas.tarea_propia import bloquear_tarea_propia

SIN_ASIENTO = "un borrador no es un acto: nada de lo escrito vale hasta completar la tarea"


@dataclass(frozen=True)
class GuardarBorrador:
    """La orden; `datos` va por clave, tal como se escribió."""

    actor: Actor
    tarea_id: int
    datos: Mapping[str, Valor] = field(default_factory=dict)


def guardar_borrador(entorno: Entorno, orden: GuardarBorrador) -> None:
    """Guarda el borrador, que lee quien siga con la tarea; al completarla se borra.

    Raises:
        NoEncontrado: no existe la tarea o la persona.
        SinPermiso: no puede hacer la tarea.
        OrdenRechazada: ya se cerró o la tiene otra persona.
        DatosInvalidos: pasa el tamaño de un formulario.
    """
    exigir_tamanio(orden.datos)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        _, tarea, _ = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        tarea.borrador = dict(orden.datos)
