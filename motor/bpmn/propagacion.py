"""Errores y escaladas: del que lanza hacia afuera hasta el primero que atrapa.

En cada nivel, de adentro afuera: el límite de la propia actividad, los subprocesos de evento del
ámbito que la contiene, el límite de ese ámbito, y así. En un mismo lugar gana el que nombra el
código; si ninguno lo nombra, el que atrapa cualquiera (BPMN 2.0.2, 10.5.1 y 13.5).
"""

from collections.abc import Callable, Iterator, Mapping

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import Fin
from motor.bpmn.definiciones import definiciones
from motor.bpmn.disparos import activar_subproceso, atrapar
from motor.bpmn.modelo import Nodo, TipoEvento
from motor.nucleo.valores import Valor

Captor = tuple[Nodo, Callable[[Mapping[str, Valor]], None]]


def lanzar_error(ficha: Ficha, codigo: str, datos: Mapping[str, Valor]) -> None:
    """El error sale de la ficha; sin quien lo atrape, termina la instancia con ese error."""
    captor = _primero_que_atrapa(ficha, TipoEvento.ERROR, codigo)
    if captor is not None:
        captor[1](datos)
        return
    arbol = ficha.workflow
    finales = tuple(arbol.finales)
    arbol.tasks[0].cancel()
    arbol.avance.fin = Fin(finales, error=codigo)


def lanzar_escalada(ficha: Ficha, codigo: str) -> None:
    """La escalada sale de la ficha; sin quien la atrape no pasa nada (BPMN 2.0.2, 13.5)."""
    captor = _primero_que_atrapa(ficha, TipoEvento.ESCALADA, codigo)
    if captor is not None:
        captor[1]({})


def _primero_que_atrapa(ficha: Ficha, tipo: TipoEvento, codigo: str) -> Captor | None:
    for lugar in _lugares(ficha):
        for buscado in (codigo, None):
            for captor in lugar:
                if _atrapa(captor[0], tipo, buscado):
                    return captor
    return None


def _atrapa(nodo: Nodo, tipo: TipoEvento, codigo: str | None) -> bool:
    return any(
        d.tipo is tipo and (d.codigo or d.nombre or None) == codigo for d in definiciones(nodo)
    )


def _lugares(ficha: Ficha) -> Iterator[list[Captor]]:
    """Los lugares donde algo puede atrapar, del más interno al más externo."""
    compilado = ficha.workflow.compilado
    actual = ficha
    while not actual.task_spec.es_raiz:
        if actual.indice is None:
            yield [_de_limite(actual, limite) for limite in compilado.limites_de(actual)]
        ambito = actual.padre
        if ambito.task_spec.es_contenedor and "x" not in ambito.internal_data:
            yield [
                _de_subproceso(ambito, subproceso, inicio)
                for subproceso, inicio in compilado.subprocesos_de(ambito)
                if subproceso.id != actual.task_spec.nodo.id
            ]
        actual = ambito


def _de_limite(anfitrion: Ficha, limite: Nodo) -> Captor:
    return limite, lambda datos: atrapar(anfitrion, limite, datos)


def _de_subproceso(ambito: Ficha, subproceso: Nodo, inicio: Nodo) -> Captor:
    return inicio, lambda datos: activar_subproceso(ambito, subproceso, inicio, datos)
