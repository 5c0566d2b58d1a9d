"""Eventos de inicio, fin, captura, lanzamiento y límite."""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import ClaseEspera
from motor.bpmn.definiciones import ESPERA_DE, definicion_de, definiciones, esperar, ponible
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.especificaciones.contenedores import es_nivel_superior
from motor.bpmn.especificaciones.lanzar import lanzar
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import Nodo, TipoEvento


class Receptor(Especificacion):
    """Inicio, límite o captura: una vez disparado, escribe lo que llegó y sigue."""

    def clase_de_espera(self, ficha: Ficha) -> ClaseEspera | None:
        """Lo que espera según la definición que le toca; un evento múltiple no espera él mismo."""
        definicion = definicion_de(ficha)
        continua = ficha.papel == "" and ficha.fase == Fase.ENTRAR
        if continua or definicion is None or not ficha.has_state(TaskState.STARTED):
            return super().clase_de_espera(ficha)
        return ESPERA_DE.get(definicion.tipo)


class Inicio(Receptor):
    """Evento de inicio."""


class Limite(Receptor):
    """Evento de límite ya disparado."""


class Captura(Receptor):
    """Evento intermedio de captura, también tras una compuerta de eventos."""

    def hacer(self, ficha: Ficha) -> bool:
        """Queda esperando; si es múltiple, una ficha hija por cada definición."""
        if len(definiciones(self.nodo)) == 1:
            esperar(ficha, definiciones(self.nodo)[0])
            return False
        for indice in range(len(definiciones(self.nodo))):
            ponible(ficha, self.nodo, indice, "g")
        return False


class Lanzamiento(Especificacion):
    """Evento intermedio de lanzamiento."""

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        super().__init__(flujo, nodo)
        self.postergada = any(d.tipo is TipoEvento.SENAL for d in definiciones(nodo))

    def hacer(self, ficha: Ficha) -> bool:
        """Lanza sus definiciones en orden, mientras la ficha siga viva."""
        hechas = ficha.internal_data.get("l", 0)
        for definicion in definiciones(self.nodo)[hechas:]:
            lanzar(ficha, definicion)
            if not ficha.viva:
                return False
            ficha.internal_data["l"] = ficha.internal_data.get("l", 0) + 1
        ficha.internal_data.pop("l", None)
        return True


class FinDeCamino(Lanzamiento):
    """Evento de fin: lanza lo suyo y la ficha se consume."""

    def salir(self, ficha: Ficha) -> bool:
        """Anota el final si es del nivel superior."""
        if es_nivel_superior(ficha):
            ficha.workflow.finales.append(self.nodo.id)
        return True
