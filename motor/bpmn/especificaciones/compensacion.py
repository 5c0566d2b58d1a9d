"""Compensar: deshacer, de lo último a lo primero, lo que ya se completó (BPMN 2.0.2, 13.5.5).

El evento que compensa toma los hechos de su ámbito (`k` en su ficha) y los compensa de a uno. Cada
hecho se compensa dentro de una ficha `actividad~`, con los datos que la actividad tenía al
completarse: corre su manejador, o su subproceso de evento de compensación, o, si no tiene
ninguno, compensa a su vez lo de dentro. Lo que se toma ya no se compensa otra vez.
"""

from dataclasses import replace
from typing import ClassVar

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.disparos import atrapar
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.especificaciones.contenedores import Contenedor
from motor.bpmn.especificaciones.eventos import FinDeCamino
from motor.bpmn.fases import Fase
from motor.bpmn.hechos import tomar_hechos
from motor.bpmn.modelo import Nodo, TipoEvento
from motor.nucleo.valores import decodificar

VUELTA = "~"  # nombre de la especificación que deshace = id del nodo + VUELTA


class LanzaCompensacion(Especificacion):
    """Evento intermedio que compensa una actividad o todo lo completado de su ámbito."""

    def hacer(self, ficha: Ficha) -> bool:
        """Toma los hechos la primera vez; sigue cuando no queda ninguno por compensar."""
        if "k" not in ficha.internal_data:
            ficha.internal_data["k"] = tomar_hechos(ficha, self.nodo.evento.nombre)
        return not compensar_ultimo(ficha)

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:  # noqa: ARG002  firma común
        """Se compensó uno: va el anterior."""
        ficha.workflow.reanudar(ficha, Fase.HACER)


class FinQueCompensa(FinDeCamino, LanzaCompensacion):
    """Evento de fin que compensa y, hecho eso, termina su camino."""

    def hacer(self, ficha: Ficha) -> bool:
        """Lo mismo que el intermedio."""
        return LanzaCompensacion.hacer(self, ficha)


class FinQueCancela(FinQueCompensa):
    """Fin que cancela su transacción: detiene lo activo, compensa lo hecho y sale por el límite."""

    def hacer(self, ficha: Ficha) -> bool:
        """La transacción deja de atender eventos; al final sigue por su límite de cancelación."""
        transaccion = ficha.padre
        if "k" not in ficha.internal_data:
            for otra in transaccion.hijas:
                if otra is not ficha and otra.viva:
                    otra.cancel()
        if not super().hacer(ficha):
            return False
        limites = ficha.workflow.compilado.limites_de(transaccion)
        [limite] = [n for n in limites if n.evento.tipo is TipoEvento.CANCELAR]
        atrapar(transaccion, limite, {})
        return False


class Vuelta(Contenedor):
    """La compensación de una actividad completada."""

    es_contenedor: ClassVar[bool] = True

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        sombra = replace(
            nodo, id=nodo.id + VUELTA, repeticion=None, entradas=(), salidas=(), toma=1
        )
        super().__init__(flujo, sombra)
        self.actividad = nodo.id

    def llegar(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """No es un lugar del diagrama: no se anota en el recorrido."""
        return True

    def entrar(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """Su ámbito ya se abrió al tomarse el hecho."""
        return True

    def hacer(self, ficha: Ficha) -> bool:
        """Corre el manejador o el subproceso de evento; sin ellos, compensa lo de dentro."""
        arbol = ficha.workflow
        if "k" in ficha.internal_data:
            return not compensar_ultimo(ficha)
        compensables = arbol.compilado.compensables
        quien = compensables.manejadores.get(self.actividad)
        if quien is None:
            quien = compensables.subprocesos[self.actividad]
        arbol.poner(arbol.compilado.al_entrar(quien).name, ficha)
        return False

    def fluir(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """De aquí no sale ningún flujo."""
        return True

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:  # noqa: ARG002  firma común
        """Con lo de dentro compensado (o el manejador hecho), termina."""
        if not ficha.hijas:
            ficha.workflow.reanudar(ficha, Fase.HACER if "k" in ficha.internal_data else Fase.SALIR)

    def salir(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """No produce datos."""
        return True

    def _on_complete_hook(self, my_task: Ficha) -> None:
        padre = my_task.padre
        my_task.workflow._remove_task(my_task.id)
        padre.task_spec.hija_terminada(padre, my_task)

    def _on_cancel(self, my_task: Ficha) -> None:
        """No es un lugar del diagrama: no hay nada que avisar."""


def compensar_ultimo(ficha: Ficha) -> bool:
    """Pone a compensar el último hecho de `k`, si queda alguno."""
    pendientes = ficha.internal_data["k"]
    if not pendientes:
        del ficha.internal_data["k"]
        return False
    actividad, datos, dentro = pendientes.pop()
    arbol = ficha.workflow
    compensables = arbol.compilado.compensables
    vuelta = arbol.poner(actividad + VUELTA, ficha)
    if actividad in compensables.subprocesos:
        vuelta.internal_data["h"] = list(dentro)
    elif actividad not in compensables.manejadores:
        vuelta.internal_data["k"] = list(dentro)
    if datos:
        arbol.variables.abrir(vuelta.id, ficha.ambito, decodificar(datos))
        vuelta.internal_data["a"] = 1
    ficha._set_state(TaskState.STARTED)
    return True
