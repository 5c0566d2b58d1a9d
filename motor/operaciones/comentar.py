"""Dejar una nota interna en el expediente."""

from dataclasses import dataclass

from motor.almacen.expedientes import Comentario
from motor.almacen.tareas import Tarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida


@dataclass(frozen=True)
class Comentar:
    """La orden; `tarea_id` si la nota es de una tarea."""

    actor: Actor
    expediente_id: int
    texto: str
    tarea_id: int | None = None
    idempotencia: str | None = None


def comentar(entorno: Entorno, orden: Comentar) -> Respuesta:
    """Agrega el comentario y devuelve su id; también en un expediente cerrado.

    Raises:
        NoEncontrado: no existe el expediente, la tarea en él, o la persona.
        SinPermiso: no ocupa hoy un cargo que actúe.
        DatosInvalidos: el texto está vacío.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        tarea = sesion.get(Tarea, orden.tarea_id) if orden.tarea_id is not None else None
        if orden.tarea_id is not None and (tarea is None or tarea.expediente_id != expediente.id):
            raise NoEncontrado(f"El expediente {expediente.hr} no tiene esa tarea.")
        if not orden.texto.strip():
            raise DatosInvalidos("El comentario está vacío. Escriba algo.")
        comentario = Comentario(
            expediente_id=expediente.id,
            tarea_id=orden.tarea_id,
            persona_id=firmante.persona.id,
            como=firmante.como,
            texto=orden.texto,
            hecho_el=ahora,
        )
        sesion.add(comentario)
        sesion.flush()
        asentar(
            sesion,
            Hecho(
                "comentario_agregado",
                ahora,
                firmante,
                expediente,
                tarea=tarea,
                datos={"texto": orden.texto},
            ),
        )
        return anotar(sesion, orden, Respuesta(comentario.id, expediente.id, hr=expediente.hr))
