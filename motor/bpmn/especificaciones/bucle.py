"""Bucle estándar (BPMN 2.0.2, 10.3.8 y 13.3.6): el cuerpo es una ficha y cada vuelta, su hija.

Con testBefore es un «mientras»; sin él, un «repetir mientras»: la primera vuelta se da siempre.
Los eventos de límite se adjuntan al cuerpo. El ámbito del cuerpo lleva en loopCounter las vueltas
completadas, que es lo que ve la condición; el de cada vuelta, su número (desde 1).
"""

from decimal import Decimal

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from motor.bpmn.arbol import Ficha
from motor.bpmn.elementos import repeticion_de, sigue_el_bucle
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.especificaciones.multiple import SUFIJO
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import Nodo


class Bucle(Especificacion):
    """El cuerpo: da las vueltas de a una. Guarda en la ficha `m` = [vueltas completadas]."""

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        super().__init__(flujo, nodo, nodo.id + SUFIJO)

    def entrar(self, ficha: Ficha) -> bool:
        """Abre el ámbito y arma los eventos de límite."""
        ficha.workflow.variables.abrir(ficha.id, ficha.ambito, {"loopCounter": Decimal(0)})
        ficha.internal_data.update(m=[0], a=1)
        ficha.workflow.compilado.armar_limites(ficha)
        return True

    def hacer(self, ficha: Ficha) -> bool:
        """Da la primera vuelta; con testBefore, solo si la condición ya lo pide."""
        if repeticion_de(ficha).antes and not sigue_el_bucle(ficha, 0):
            return True
        self._dar_vuelta(ficha)
        return False

    def salir(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """Nada: cada vuelta ya escribió lo suyo."""
        return True

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:
        """Cuenta la vuelta y da otra, o termina."""
        cuenta = ficha.internal_data["m"]
        cuenta[0] += 1
        ficha.workflow.variables.escribir_local(ficha.id, "loopCounter", Decimal(cuenta[0]))
        if hija.cumplida:
            ficha.workflow.reanudar(ficha, Fase.SALIR)
        else:
            self._dar_vuelta(ficha)

    def _dar_vuelta(self, ficha: Ficha) -> None:
        arbol, numero = ficha.workflow, ficha.internal_data["m"][0] + 1
        vuelta = arbol.poner(self.nodo.id, ficha)
        arbol.variables.abrir(vuelta.id, ficha.id, {"loopCounter": Decimal(numero)})
        vuelta.internal_data.update(i=numero, a=1)
