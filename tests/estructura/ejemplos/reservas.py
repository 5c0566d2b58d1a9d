"""Ejemplos de reservar expedientes y documentos, y de mirarlos."""

from motor.nucleo.actor import Actor
from motor.operaciones import adjuntar_documento as adjuntos
from motor.operaciones import marcar_confidencial as reserva
from motor.operaciones.anotar_lectura import AnotarLectura
from motor.operaciones.marcar_confidencial import MarcarConfidencial
from motor.operaciones.reservar_documento import ReservarDocumento
from tests.estructura.ejemplos.tramites import iniciada
from tests.motor.operaciones.mesa import TECNICO

PERSONA = Actor(TECNICO)
NORMA = "Ley 2341, art. 18"


def marcar_confidencial(mesa):
    return MarcarConfidencial(PERSONA, iniciada(mesa), NORMA)


def anotar_lectura(mesa):
    orden = marcar_confidencial(mesa)
    reserva.marcar_confidencial(mesa.entorno, orden)
    return AnotarLectura(PERSONA, orden.expediente_id)


def reservar_documento(mesa):
    orden = adjuntos.AdjuntarDocumento(PERSONA, iniciada(mesa), "Acta", "acta.txt", b"texto")
    return ReservarDocumento(PERSONA, adjuntos.adjuntar_documento(mesa.entorno, orden).id, NORMA)


EJEMPLOS = (marcar_confidencial, anotar_lectura, reservar_documento)
