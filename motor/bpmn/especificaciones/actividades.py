"""Actividades: las que hace alguien de afuera y las que el motor hace en el acto."""

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import ClaseEspera
from motor.bpmn.datos import como_resultado, evaluar, vista_de
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.especificaciones.lanzar import lanzar_mensaje


class Tarea(Especificacion):
    """Tarea sin tipo: no hay nada que hacer, se pasa."""


class Externa(Especificacion):
    """Se detiene hasta que alguien de afuera la completa."""

    def hacer(self, ficha: Ficha) -> bool:
        """Avisa qué espera."""
        assert self.espera is not None  # noqa: S101  cada subclase dice qué espera
        ficha.workflow.abrir_espera(ficha, self.espera)
        return False


class DePersona(Externa):
    """Tarea de usuario o manual."""

    espera = ClaseEspera.TAREA


class DeServicio(Externa):
    """Tarea externa con tema."""

    espera = ClaseEspera.SERVICIO


class DeRecepcion(Externa):
    """Tarea que espera un mensaje."""

    espera = ClaseEspera.MENSAJE


class Llamada(Externa):
    """Actividad de llamada: otro proceso, en su propia instancia."""

    espera = ClaseEspera.LLAMADA


class Script(Especificacion):
    """Evalúa FEEL en el acto."""

    def hacer(self, ficha: Ficha) -> bool:
        """El valor queda como datos de la ficha, a escribir en SALIR."""
        valor = evaluar(ficha, self.nodo.script)
        ficha.datos = como_resultado(self.nodo.id, self.nodo.resultado, valor)
        return True


class Regla(Especificacion):
    """Evalúa una decisión DMN en el acto."""

    def hacer(self, ficha: Ficha) -> bool:
        """El valor queda como datos de la ficha, a escribir en SALIR."""
        valor = ficha.workflow.evaluador.decidir(self.nodo.decision, vista_de(ficha))
        ficha.datos = como_resultado(self.nodo.id, self.nodo.resultado, valor)
        return True


class DeEnvio(Especificacion):
    """Envía un mensaje y sigue."""

    def hacer(self, ficha: Ficha) -> bool:
        """Lanza el mensaje de la tarea."""
        lanzar_mensaje(ficha, self.nodo.evento)
        return True
