"""Instancia múltiple (BPMN 2.0.2, 13.3.7): el cuerpo es una ficha y cada elemento, una hija.

Los eventos de límite se adjuntan al cuerpo: interrumpen todos los elementos. El ámbito del cuerpo
lleva nrOfInstances, nrOfCompletedInstances, nrOfActiveInstances y nrOfTerminatedInstances y la
lista de resultados, con null en el lugar de lo que no se completó; el de cada elemento,
loopCounter (desde 1) y la variable del elemento.
"""

from decimal import Decimal

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from motor.bpmn.arbol import Ficha
from motor.bpmn.elementos import contar, repeticion_de, valores_de
from motor.bpmn.especificaciones.base import Especificacion
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import Nodo
from motor.nucleo.valores import Valor, codificar, decodificar

SUFIJO = "#"  # nombre del cuerpo = id del nodo + SUFIJO; ningún id de XML lo lleva


class Cuerpo(Especificacion):
    """El cuerpo: crea los elementos, lleva la cuenta y decide cuándo terminan.

    Guarda en la ficha `m` = [instancias, completadas, canceladas] y `q` = los valores de la
    colección que faltan (solo en secuencia).
    """

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        super().__init__(flujo, nodo, nodo.id + SUFIJO)

    def entrar(self, ficha: Ficha) -> bool:
        """Evalúa la colección o la cantidad, abre el ámbito y arma los eventos de límite."""
        repeticion, arbol = repeticion_de(ficha), ficha.workflow
        valores = valores_de(ficha)
        ficha.internal_data.update(m=[len(valores), 0, 0], q=[codificar(v) for v in valores])
        propios = contar(repeticion, ficha.internal_data["m"])
        if repeticion.salida:
            propios[repeticion.salida] = [None] * len(valores)
        arbol.variables.abrir(ficha.id, ficha.ambito, propios)
        ficha.internal_data["a"] = 1
        arbol.compilado.armar_limites(ficha)
        return True

    def hacer(self, ficha: Ficha) -> bool:
        """Crea todos los elementos, o el primero si van en secuencia. Sin elementos, termina."""
        total = ficha.internal_data["m"][0]
        cuantos = min(total, 1) if repeticion_de(ficha).secuencial else total
        for indice in range(1, cuantos + 1):
            self._crear(ficha, indice, ficha.internal_data["q"][indice - 1])
        del ficha.internal_data["q"][:cuantos]
        return bool(total == 0)

    def salir(self, ficha: Ficha) -> bool:
        """Pasa la lista de resultados al ámbito de afuera."""
        repeticion, variables = repeticion_de(ficha), ficha.workflow.variables
        if repeticion.salida:
            lista = variables.vista(ficha.id)[repeticion.salida]
            variables.escribir(ficha.padre.ambito, repeticion.salida, lista)
        return True

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:
        """Cuenta el elemento; termina si era el último o si su condición de término se cumplió."""
        cuenta, repeticion = ficha.internal_data["m"], repeticion_de(ficha)
        cuenta[1] += 1
        if hija.cumplida:
            activas = [otra for otra in ficha.hijas if not otra.papel]
            for otra in activas:
                otra.cancel()
            cuenta[2] = cuenta[0] - cuenta[1] if not repeticion.secuencial else 0
        elif repeticion.secuencial and ficha.internal_data["q"]:
            self._crear(ficha, cuenta[1] + 1, ficha.internal_data["q"].pop(0))
        cuentas = contar(repeticion, cuenta, en_marcha=not hija.cumplida)
        for nombre, valor in cuentas.items():
            ficha.workflow.variables.escribir_local(ficha.id, nombre, valor)
        if hija.cumplida or cuenta[1] + cuenta[2] == cuenta[0]:
            ficha.workflow.reanudar(ficha, Fase.SALIR)

    def _crear(self, ficha: Ficha, indice: int, codificado: Valor) -> None:
        repeticion, arbol = repeticion_de(ficha), ficha.workflow
        elemento = arbol.poner(self.nodo.id, ficha)
        propios: dict[str, Valor] = {"loopCounter": Decimal(indice)}
        if repeticion.elemento:
            propios[repeticion.elemento] = decodificar(codificado)
        arbol.variables.abrir(elemento.id, ficha.id, propios)
        elemento.internal_data.update(i=indice, a=1)
