"""Compuertas: exclusiva, paralela, inclusiva y basada en eventos (BPMN 2.0.2, 13.4)."""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.definiciones import definiciones, ponible
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.modelo import Nodo


class Exclusiva(Especificacion):
    """Cada ficha que llega pasa por el primer flujo cuya condición se cumple."""


class _Union(Especificacion):
    """Compuerta que junta fichas: las que llegan esperan (WAITING) a que esté lista."""

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        super().__init__(flujo, nodo)
        self.es_union = len(nodo.entran) > 1

    def _esperando(self, padre: Ficha) -> dict[str, Ficha]:
        """La primera ficha que espera por cada flujo, en la misma activación del ámbito."""
        por_flujo: dict[str, Ficha] = {}
        for otra in padre.hijas:
            if otra.task_spec is self and otra.fase == 0 and otra.has_state(TaskState.WAITING):
                por_flujo.setdefault(otra.internal_data["e"], otra)
        return por_flujo

    def _juntar(self, ficha: Ficha, otras: dict[str, Ficha]) -> None:
        for otra in otras.values():
            if otra is not ficha:
                ficha.workflow._remove_task(otra.id)
        ficha.internal_data.pop("e")


class Paralela(_Union):
    """Consume una ficha de cada flujo de entrada; las que sobran esperan la vuelta siguiente."""

    def _update_hook(self, my_task: Ficha) -> bool:
        if not self.es_union:
            return True
        listas = self._esperando(my_task.padre)
        if len(listas) < len(self.nodo.entran):
            return False
        self._juntar(my_task, listas)  # su flujo era el que faltaba: es la única que hay en él
        return True


class Inclusiva(_Union):
    """Espera mientras alguna ficha pueda llegar por un flujo vacío (BPMN 2.0.2, 13.4.3)."""

    def _update_hook(self, my_task: Ficha) -> bool:
        if self.es_union:
            my_task.workflow.inclusivas[my_task.id] = my_task
        return not self.es_union

    def probar(self, ficha: Ficha) -> bool:
        """Si la unión está lista, junta una ficha de cada flujo y deja lista la de este."""
        listas = self._esperando(ficha.padre)
        if listas[ficha.internal_data["e"]] is not ficha:
            return False
        if any(self._impide(otra, set(listas)) for otra in ficha.padre.hijas if not otra.papel):
            return False
        self._juntar(ficha, listas)
        ficha.workflow.inclusivas.pop(ficha.id)
        ficha.workflow.alistar(ficha)
        return True

    def _impide(self, otra: Ficha, con_ficha: set[str]) -> bool:
        """Puede llegar por un flujo vacío y por ninguno de los que ya tienen ficha."""
        if otra.task_spec is self and "e" in otra.internal_data:
            return False
        alcances = otra.workflow.compilado.alcances[self.nodo.id]
        donde = otra.task_spec.nodo.id
        llega_a = {flujo for flujo, nodos in alcances.items() if donde in nodos}
        return bool(llega_a - con_ficha) and not llega_a & con_ficha


class DeEventos(Especificacion):
    """Arma todo lo que puede pasar y sigue por lo primero que pase."""

    def hacer(self, ficha: Ficha) -> bool:
        """Una ficha hija por cada definición de cada destino."""
        proceso = ficha.workflow.compilado.proceso
        for flujo in self.nodo.salen:
            destino = proceso.nodos[proceso.flujos[flujo].destino]
            for indice in range(len(definiciones(destino))):
                ponible(ficha, destino, indice, "g")
        return False
