"""Un proceso listo para jugar: las especificaciones por nombre y lo que se sabe de antemano."""

from collections.abc import Mapping
from dataclasses import dataclass

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from motor.bpmn.arbol import Ficha
from motor.bpmn.compensables import Compensables, es_para_compensar
from motor.bpmn.definiciones import definiciones, ponible
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo

RAIZ = "#"  # nombre de la especificación de la instancia; ningún id de XML lo lleva


@dataclass(frozen=True)
class Compilado:
    """Inmutable y compartible entre instancias de la misma versión.

    `alcances[inclusiva][flujo]` son los nodos desde los que una ficha puede llegar a ese flujo de
    entrada sin pasar por la compuerta.
    """

    proceso: Proceso
    especificacion: WorkflowSpec
    especificaciones: Mapping[str, Especificacion]
    limites: Mapping[str, tuple[Nodo, ...]]
    subprocesos_evento: Mapping[str | None, tuple[tuple[Nodo, Nodo], ...]]
    inicio_de_evento: Mapping[str, Nodo]
    alcances: Mapping[str, Mapping[str, frozenset[str]]]
    compensables: Compensables
    con_condicionales: bool = False
    con_complejas: bool = False

    def al_entrar(self, nodo: str) -> Especificacion:
        """La especificación a la que llega una ficha: el cuerpo, si es de instancia múltiple."""
        return self.especificaciones.get(nodo + RAIZ) or self.especificaciones[nodo]

    def inicios_implicitos(self, ambito: str | None) -> tuple[str, ...]:
        """Por dónde empieza un ámbito: su inicio sin evento; sin inicios, lo que nada precede."""
        nodos = self.proceso.por_padre.get(ambito, ())
        inicios = [n for n in nodos if n.tipo is TipoNodo.INICIO]
        if inicios:
            return tuple(n.id for n in inicios if n.evento.tipo is TipoEvento.NINGUNO)
        aparte = (TipoNodo.LIMITE, TipoNodo.SUBPROCESO_EVENTO)
        sueltos = (n for n in nodos if not n.entran and n.tipo not in aparte)
        return tuple(n.id for n in sueltos if not es_para_compensar(n))

    def limites_de(self, ficha: Ficha) -> tuple[Nodo, ...]:
        """Los eventos de límite adjuntos a la actividad de la ficha."""
        return self.limites.get(ficha.task_spec.nodo.id, ())

    def subprocesos_de(self, ambito: Ficha) -> tuple[tuple[Nodo, Nodo], ...]:
        """Los subprocesos de evento del ámbito, cada uno con su inicio."""
        clave = None if ambito.task_spec.es_raiz else ambito.task_spec.nodo.id
        return self.subprocesos_evento.get(clave, ())

    def armar_limites(self, anfitrion: Ficha) -> None:
        """Pone a esperar los límites de temporizador, mensaje y señal de una actividad."""
        for limite in self.limites_de(anfitrion):
            for indice in range(len(definiciones(limite))):
                ponible(anfitrion, limite, indice, "l")

    def armar_subprocesos(self, ambito: Ficha) -> None:
        """Pone a esperar los inicios de los subprocesos de evento de un ámbito."""
        for _, inicio in self.subprocesos_de(ambito):
            for indice in range(len(definiciones(inicio))):
                ponible(ambito, inicio, indice, "s")
