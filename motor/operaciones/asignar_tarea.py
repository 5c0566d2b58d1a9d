"""Asignar una tarea a una persona del mismo cargo o unidad: queda tomada a su nombre."""

from dataclasses import dataclass

from motor.almacen.tareas import EstadoTarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import bloquear_tarea, exigir_activa
from motor.reglas.asignacion_directa import exigir_puede_asignar, exigir_puede_recibir
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta, anotar, repetida


@dataclass(frozen=True)
class AsignarTarea:
    """La orden: `persona` es el usuario de quien la recibe; `motivo`, opcional."""

    actor: Actor
    tarea_id: int
    persona: str
    motivo: str = ""
    idempotencia: str | None = None


def asignar_tarea(entorno: Entorno, orden: AsignarTarea) -> Respuesta:
    """Pone la tarea a nombre de la persona y le avisa; si ya la tenía, no cambia nada.

    Raises:
        NoEncontrado: no existe la tarea o alguna de las personas.
        SinPermiso: quien asigna no puede hacerla ni manda, o quien la recibe no puede hacerla.
        OrdenRechazada: ya se cerró, o la tiene otro y quien asigna no es su superior.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        acto, tarea = bloquear_tarea(sesion, entorno.versiones, orden.tarea_id, ahora)
        nodo = acto.nodo(tarea.elemento)
        firmante = exigir_puede_asignar(sesion, tarea, nodo, orden.actor, ahora)
        exigir_activa(acto)
        recibe = exigir_puede_recibir(sesion, tarea, nodo, orden.persona, ahora)
        if tarea.tomada_por_id != recibe.persona.id:
            estado = (tarea.estado.value, EstadoTarea.TOMADA.value)
            tarea.estado, tarea.tomada_el = EstadoTarea.TOMADA, ahora
            tarea.tomada_por_id = recibe.persona.id
            texto = f"{acto.expediente.hr}: {firmante.como} le asignó «{tarea.nombre}»."
            noticia = Noticia("asignada", texto, ahora, tarea.expediente_id, tarea.id)
            avisar(sesion, noticia, personas=[recibe.persona.id])
            asentar(
                sesion,
                Hecho(
                    "tarea_asignada",
                    ahora,
                    firmante,
                    acto.expediente,
                    acto.instancia,
                    tarea,
                    estado=estado,
                    motivo=orden.motivo,
                    datos={"a": recibe.persona.usuario, "como": recibe.como},
                ),
            )
        respuesta = acto.respuesta(tarea.id)
        return anotar(sesion, orden, respuesta)
