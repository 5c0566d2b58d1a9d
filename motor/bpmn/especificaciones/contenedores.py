"""Subprocesos, subprocesos de evento y la instancia misma: fichas que contienen fichas."""

from typing import ClassVar

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import Fin
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import TipoNodo


class Contenedor(Especificacion):
    """Una activación de subproceso: termina cuando dentro no queda ninguna ficha."""

    es_contenedor: ClassVar[bool] = True

    def hacer(self, ficha: Ficha) -> bool:
        """Arma los subprocesos de evento y pone una ficha en cada inicio."""
        compilado = ficha.workflow.compilado
        compilado.armar_subprocesos(ficha)
        inicios = compilado.inicios_implicitos(self.nodo.id)
        for inicio in inicios:
            ficha.workflow.poner(compilado.al_entrar(inicio).name, ficha)
        return not inicios

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:  # noqa: ARG002  firma común
        """Si era la última, el subproceso terminó y sale."""
        if all(otra.papel for otra in ficha.hijas):
            ficha.workflow.reanudar(ficha, Fase.SALIR)


class SubprocesoEvento(Contenedor):
    """La activación de un subproceso de evento; lo que lo disparó entra por su inicio."""

    def hacer(self, ficha: Ficha) -> bool:
        """Arma sus propios subprocesos de evento y pone la ficha en el inicio, con los datos."""
        arbol = ficha.workflow
        arbol.compilado.armar_subprocesos(ficha)
        inicio = arbol.compilado.inicio_de_evento[self.nodo.id]
        dentro = arbol.poner(inicio.id, ficha)
        dentro.datos, ficha.datos = ficha.datos, None
        return False


class Raiz(Contenedor):
    """La instancia. Su ámbito es el 0 y no lo abre nadie aquí."""

    es_raiz: ClassVar[bool] = True

    def _on_complete_hook(self, my_task: Ficha) -> None:
        arbol = my_task.workflow
        for hija in my_task.hijas:
            hija.cancel()
        arbol._remove_task(my_task.id)
        arbol.avance.fin = Fin(tuple(arbol.finales))

    def _on_cancel(self, my_task: Ficha) -> None:
        """La instancia no es una espera: no hay nada que avisar."""


def es_nivel_superior(ficha: Ficha) -> bool:
    """Si su final es final de la instancia: en la raíz, o en subprocesos de evento de la raíz."""
    padre = ficha.padre
    while padre.task_spec.nodo.tipo is TipoNodo.SUBPROCESO_EVENTO:
        padre = padre.padre
    return padre.task_spec.es_raiz
