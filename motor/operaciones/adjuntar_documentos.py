"""Adjuntar varios documentos de una vez: todos o ninguno."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.reglas.adjuntos import (
    Adjunto,
    Mesa,
    adjuntar_a,
    con_nombres_distintos,
    reconocer,
    tarea_del_expediente,
)
from motor.reglas.expedientes import bloquear_expediente_id, exigir_abierto, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.visibilidad import mirar

__all__ = ["AdjuntarDocumentos", "Adjunto", "adjuntar_documentos"]

DE_UNA_VEZ = 20


@dataclass(frozen=True)
class AdjuntarDocumentos:
    """La orden; `tarea_id` si se adjuntan desde una tarea."""

    actor: Actor
    expediente_id: int
    adjuntos: tuple[Adjunto, ...]
    tarea_id: int | None = None
    idempotencia: str | None = None


def adjuntar_documentos(entorno: Entorno, orden: AdjuntarDocumentos) -> Respuesta:
    """Guarda cada archivo, agrega su documento o su versión y devuelve el id del primero.

    Raises:
        NoEncontrado: no existe el expediente, la tarea o un documento en él, o la persona.
        SinPermiso: no ocupa hoy un cargo que actúe, o no puede disponer la reserva que pide.
        OrdenRechazada: el expediente ya está cerrado o anulado.
        DatosInvalidos: ninguno, demasiados, o alguno no se admite (dice cuál y por qué).
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        mirada = mirar(sesion, orden.actor, expediente.id, ahora)
        exigir_abierto(expediente)
        tarea = tarea_del_expediente(sesion, expediente, orden.tarea_id)
        if not 1 <= len(orden.adjuntos) <= DE_UNA_VEZ:
            raise DatosInvalidos(f"Elija de 1 a {DE_UNA_VEZ} archivos para adjuntar de una vez.")
        adjuntos = con_nombres_distintos(orden.adjuntos)
        reconocidos = [reconocer(a, entorno.ajustes.maximo_bytes) for a in adjuntos]
        mesa = Mesa(mirada, firmante, ahora, tarea)
        ids = adjuntar_a(sesion, entorno.archivos, mesa, reconocidos)
        return anotar(sesion, orden, Respuesta(ids[0], expediente.id, hr=expediente.hr))
