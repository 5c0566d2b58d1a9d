"""Ejemplos de la bandeja y la búsqueda. Cada función se llama como su operación."""

from motor.nucleo.actor import Actor
from motor.operaciones.indexar_busqueda import IndexarBusqueda
from motor.operaciones.iniciar_expediente import IniciarExpediente
from motor.operaciones.iniciar_expediente import iniciar_expediente as iniciar
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import TECNICO

UN_PASO = diagrama(
    proceso(
        inicio(),
        usuario("redactar", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > redactar > fin"),
    )
)


def indexar_busqueda(mesa) -> IndexarBusqueda:
    mesa.publicar(UN_PASO)
    iniciar(mesa.entorno, IniciarExpediente(Actor(TECNICO), "p", "Asunto"))
    return IndexarBusqueda()


EJEMPLOS = (indexar_busqueda,)
