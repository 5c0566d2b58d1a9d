"""Lo común a todos los nodos: las fases que una ficha atraviesa en cada uno.

    LLEGAR → ENTRAR → HACER → SALIR → FLUIR

Cada fase evalúa primero y escribe después, y la ficha recuerda la última cumplida: si una
expresión falla, la ficha queda en incidente en esa fase y el reintento no repite las anteriores.
"""

from typing import ClassVar

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import Cierre, ClaseEspera, ClasePaso
from motor.bpmn.datos import abrir_ambito, escribir_salidas, salidas_de_contexto
from motor.bpmn.elementos import terminar_elemento
from motor.bpmn.especificaciones.al_completar import lanzar_al_completar
from motor.bpmn.fases import Fase
from motor.bpmn.flujos import cumple_ad_hoc, elegir_flujos
from motor.bpmn.hechos import anotar_hecho
from motor.bpmn.modelo import Nodo


class Especificacion(TaskSpec):
    """Cómo se comporta una clase de nodo. Cada fase devuelve si la ficha sigue a la próxima."""

    es_union: bool = False
    postergada: bool = False  # lanza una señal: anda cuando las demás ya no pueden
    es_contenedor: ClassVar[bool] = False
    es_raiz: ClassVar[bool] = False
    espera: ClaseEspera | None = None

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo, nombre: str | None = None) -> None:
        super().__init__(flujo, nombre or nodo.id)  # type: ignore[no-untyped-call]  # Spiff no anota tipos
        self.nodo = nodo
        self.es_union = nodo.toma > 1
        self.lanza = nodo.repeticion is not None and bool(nodo.repeticion.lanza)

    def llegar(self, ficha: Ficha) -> bool:
        """Anota la entrada; con asyncBefore se detiene hasta que un trabajo la continúe."""
        arbol = ficha.workflow
        if ficha.papel == "":
            arbol.anotar(ClasePaso.ENTRA, self.nodo.id, ficha.id)
        ficha.fase = Fase.ENTRAR
        if self.nodo.en_segundo_plano and ficha.indice is None:
            arbol.abrir_espera(ficha, ClaseEspera.CONTINUACION)
            return False
        return True

    def entrar(self, ficha: Ficha) -> bool:
        """Abre el ámbito con las entradas y las variables propias, y arma los eventos de límite."""
        abrir_ambito(ficha)
        if ficha.indice is None:
            ficha.workflow.compilado.armar_limites(ficha)
        return True

    def hacer(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """El trabajo del nodo. Falso = queda esperando (o dejó de existir)."""
        return True

    def salir(self, ficha: Ficha) -> bool:
        """Escribe lo que el nodo produce."""
        escribir_salidas(ficha, salidas_de_contexto(ficha))
        ficha.datos = None
        return True

    def fluir(self, ficha: Ficha) -> bool:
        """Decide por qué flujos sale; un elemento de instancia múltiple vuelve a su cuerpo."""
        if ficha.indice is None:
            ficha.elegidos = elegir_flujos(ficha)
            ficha.cumplida = cumple_ad_hoc(ficha)
        else:
            terminar_elemento(ficha)
            return not self.lanza or lanzar_al_completar(ficha)
        return True

    def probar(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """Si la unión ya está lista, la deja andar; solo la inclusiva se prueba."""
        return False

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:
        """Una ficha de dentro terminó y ya no está; solo los contenedores tienen."""

    def clase_de_espera(self, ficha: Ficha) -> ClaseEspera | None:
        """Qué espera la ficha de afuera ahora mismo; None si nada."""
        if not ficha.has_state(TaskState.STARTED):
            return None
        return ClaseEspera.CONTINUACION if ficha.fase == Fase.ENTRAR else self.espera

    def serialize(self, serializer: object, **kwargs: object) -> None:
        """No se usa: el estado lo guarda `motor.bpmn.estado` y el diagrama se vuelve a compilar."""
        raise NotImplementedError("El estado se guarda con motor.bpmn.estado.")

    # --- lo que Spiff llama -------------------------------------------------------------

    def _update(self, my_task: Ficha) -> None:
        if self._update_hook(my_task):
            my_task.workflow.alistar(my_task)

    def _update_hook(self, my_task: Ficha) -> bool:
        """Una actividad empieza cuando ha reunido las fichas que toma (startQuantity)."""
        if not self.es_union:
            return True
        fichas = [
            otra
            for otra in my_task.padre.hijas
            if otra.task_spec is self and otra.has_state(TaskState.WAITING)
        ]
        if len(fichas) < self.nodo.toma:
            return False
        for otra in fichas:
            if otra is not my_task:
                my_task.workflow._remove_task(otra.id)
        del my_task.internal_data["e"]
        return True

    def _run(self, my_task: Ficha) -> bool | None:
        return self._run_hook(my_task)

    def _run_hook(self, my_task: Ficha) -> bool | None:
        fases = (self.llegar, self.entrar, self.hacer, self.salir, self.fluir)
        for fase in range(my_task.fase, len(fases)):
            my_task.fase = fase
            if not fases[fase](my_task):
                return None
        return True

    def _on_complete_hook(self, my_task: Ficha) -> None:
        arbol, padre = my_task.workflow, my_task.padre
        arbol.anotar(ClasePaso.SALE, self.nodo.id, my_task.id)
        for hija in my_task.hijas:
            hija.cancel()
        anotar_hecho(my_task)
        arbol._remove_task(my_task.id)
        for flujo in my_task.elegidos * self.nodo.deja:
            arbol.tomar_flujo(flujo, padre, my_task.id)
        padre.task_spec.hija_terminada(padre, my_task)

    def _on_cancel(self, my_task: Ficha) -> None:
        arbol = my_task.workflow
        en_incidente = my_task.has_state(TaskState.ERROR)
        if en_incidente or self.clase_de_espera(my_task) is not None:
            arbol.cerrar_espera(my_task, Cierre.CANCELADA)
        if my_task.fase > Fase.LLEGAR and my_task.papel == "":
            arbol.anotar(ClasePaso.CANCELA, self.nodo.id, my_task.id)
