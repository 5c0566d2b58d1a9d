"""Derivar una tarea a una o varias unidades, cargos o personas, con proveído."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.derivaciones import Destino, derivar
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.tarea_propia import bloquear_tarea_propia

__all__ = ["DerivarTarea", "Destino", "derivar_tarea"]


@dataclass(frozen=True)
class DerivarTarea:
    """La orden. Los destinos sin copia reciben la tarea; los con copia, un aviso."""

    actor: Actor
    tarea_id: int
    destinos: tuple[Destino, ...]
    proveido: str
    instruccion: str = ""
    idempotencia: str | None = None


def derivar_tarea(entorno: Entorno, orden: DerivarTarea) -> Respuesta:
    """Deriva la tarea y devuelve el id de la derivación.

    Raises:
        NoEncontrado: no existe la tarea, la persona o un destino.
        SinPermiso: la tarea no es de quien deriva.
        OrdenRechazada: la tarea ya se cerró o la tiene otra persona.
        DatosInvalidos: falta el proveído o un destino principal.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        acto.quien = firmante
        derivacion = derivar(acto, tarea, orden.destinos, orden.proveido, orden.instruccion)
        respuesta = Respuesta(
            derivacion.id, tarea.expediente_id, tarea.instancia_id, acto.expediente.hr
        )
        return anotar(sesion, orden, respuesta)
