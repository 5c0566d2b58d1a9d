"""Ejemplos de lo que una persona hace desde la página de una tarea.

Cada función se llama como su operación y devuelve la orden.
"""

from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.almacen.personales import PedidoProrroga
from motor.nucleo.actor import Actor
from motor.operaciones import marcar_leido as lectura
from motor.operaciones import marcar_presencia as presencia
from motor.operaciones import pedir_prorroga as pedido
from motor.operaciones import resolver_prorroga as respuesta
from motor.operaciones.adjuntar_documentos import AdjuntarDocumentos, Adjunto
from tests.estructura.ejemplos.tramites import CON_PLAZO, PERSONA, iniciada
from tests.motor.operaciones.mesa import SCG, TECNICO


def adjuntar_documentos(mesa):
    adjuntos = (Adjunto("acta.txt", b"uno"), Adjunto("nota.txt", b"dos"))
    return AdjuntarDocumentos(PERSONA, iniciada(mesa), adjuntos)


def pedir_prorroga(mesa):
    iniciada(mesa, CON_PLAZO)
    return pedido.PedirProrroga(PERSONA, mesa.tarea("opinar"), 3, "Falta un informe")


def resolver_prorroga(mesa):
    pedido.pedir_prorroga(mesa.entorno, pedir_prorroga(mesa))
    [pedido_id] = mesa.leer(select(PedidoProrroga.id))
    return respuesta.ResolverProrroga(Actor(SCG), pedido_id, 3, "Se concede")


def marcar_presencia(mesa):
    iniciada(mesa)
    [persona_id] = mesa.leer(select(Persona.id).where(Persona.usuario == TECNICO))
    return presencia.MarcarPresencia(persona_id, mesa.tarea("revisar"))


def marcar_leido(mesa):
    iniciada(mesa)
    return lectura.MarcarLeido(PERSONA)


EJEMPLOS = (
    adjuntar_documentos,
    pedir_prorroga,
    resolver_prorroga,
    marcar_presencia,
    marcar_leido,
)
