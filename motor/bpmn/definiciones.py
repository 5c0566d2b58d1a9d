"""Definiciones de evento que esperan algo de afuera, y cómo se arma una ficha para cada una."""

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import ClaseEspera
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import DefinicionEvento, Nodo, TipoEvento, TipoNodo

ESPERA_DE = {
    TipoEvento.TEMPORIZADOR: ClaseEspera.TEMPORIZADOR,
    TipoEvento.MENSAJE: ClaseEspera.MENSAJE,
    TipoEvento.SENAL: ClaseEspera.SENAL,
}


def definiciones(nodo: Nodo) -> tuple[DefinicionEvento, ...]:
    """Las definiciones de un evento, una o varias."""
    return nodo.eventos if nodo.evento.tipo is TipoEvento.MULTIPLE else (nodo.evento,)


def definicion_de(ficha: Ficha) -> DefinicionEvento | None:
    """La definición que espera esta ficha; None si no le toca ninguna en particular."""
    nodo = ficha.task_spec.nodo
    if nodo.tipo is TipoNodo.RECEPCION or nodo.evento.tipo is not TipoEvento.MULTIPLE:
        return nodo.evento
    return nodo.eventos[ficha.internal_data.get("d", 0)] if ficha.papel else None


def ponible(padre: Ficha, nodo: Nodo, indice: int, papel: str) -> Ficha | None:
    """Arma dentro de `padre` una ficha que espera la definición `indice` de `nodo`.

    Devuelve None si la definición no espera nada de afuera (error, escalada).
    """
    arbol = padre.workflow
    definicion = definiciones(nodo)[indice]
    if definicion.tipo not in ESPERA_DE and definicion.tipo is not TipoEvento.CONDICIONAL:
        return None
    ficha = arbol.nueva(arbol.compilado.especificaciones[nodo.id], padre)
    ficha.internal_data.update(r=papel, p=int(Fase.HACER))
    if indice:
        ficha.internal_data["d"] = indice
    ficha._set_state(TaskState.STARTED)
    esperar(ficha, definicion)
    return ficha


def esperar(ficha: Ficha, definicion: DefinicionEvento) -> None:
    """La ficha queda esperando su definición: algo de afuera, o que una condición se cumpla."""
    if definicion.tipo is TipoEvento.CONDICIONAL:
        ficha.workflow.vigilar(ficha)
    else:
        ficha.workflow.abrir_espera(ficha, ESPERA_DE[definicion.tipo])


def espera_condicion(ficha: Ficha) -> bool:
    """Si lo que la ficha espera es que se cumpla su condición."""
    definicion = definicion_de(ficha) if ficha.fase == Fase.HACER else None
    return definicion is not None and definicion.tipo is TipoEvento.CONDICIONAL


def espera_a_todas(nodo: Nodo) -> bool:
    """Si el evento ocurre cuando han ocurrido todas sus definiciones (parallelMultiple)."""
    return nodo.extensiones.get("parallelMultiple") in ("true", "1") and len(nodo.eventos) > 1
