"""Ejemplos de lo que una persona hace desde la página de una tarea.

Cada función se llama como su operación y devuelve la orden.
"""

from motor.operaciones.adjuntar_documentos import AdjuntarDocumentos, Adjunto
from tests.estructura.ejemplos.tramites import PERSONA, iniciada


def adjuntar_documentos(mesa):
    adjuntos = (Adjunto("acta.txt", b"uno"), Adjunto("nota.txt", b"dos"))
    return AdjuntarDocumentos(PERSONA, iniciada(mesa), adjuntos)


EJEMPLOS = (adjuntar_documentos,)
