"""Ejemplos de la bandeja y la búsqueda. Cada función se llama como su operación."""

from motor.nucleo.actor import Actor
from motor.operaciones.anotar_visita import AnotarVisita
from motor.operaciones.asignar_tarea import AsignarTarea
from motor.operaciones.guardar_filtro import GuardarFiltro
from motor.operaciones.guardar_filtro import guardar_filtro as guardar
from motor.operaciones.indexar_busqueda import IndexarBusqueda
from motor.operaciones.iniciar_expediente import IniciarExpediente
from motor.operaciones.iniciar_expediente import iniciar_expediente as iniciar
from motor.operaciones.quitar_filtro import QuitarFiltro
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


def asignar_tarea(mesa) -> AsignarTarea:
    mesa.publicar(UN_PASO)
    mesa.iniciar()
    return AsignarTarea(Actor(TECNICO), mesa.tarea("redactar"), TECNICO)


def guardar_filtro(mesa) -> GuardarFiltro:
    return GuardarFiltro(Actor(TECNICO), "Lo vencido", "vence=vencidas")


def quitar_filtro(mesa) -> QuitarFiltro:
    orden = GuardarFiltro(Actor(TECNICO), "Lo vencido", "vence=vencidas")
    return QuitarFiltro(Actor(TECNICO), guardar(mesa.entorno, orden))


def anotar_visita(mesa) -> AnotarVisita:
    return AnotarVisita(1)


EJEMPLOS = (anotar_visita, asignar_tarea, guardar_filtro, indexar_busqueda, quitar_filtro)
