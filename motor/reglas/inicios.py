"""El evento por donde una persona empieza un proceso, y su formulario."""

from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo
from motor.reglas.acto import Acto
from motor.reglas.formularios import Formulario


def inicio_de_persona(proceso: Proceso) -> Nodo | None:
    """Devuelve el inicio sin evento de nivel superior, o None."""
    for nodo in proceso.por_padre.get(None, ()):
        if nodo.tipo is TipoNodo.INICIO and nodo.evento.tipo is TipoEvento.NINGUNO:
            return nodo
    return None


def formulario_de_inicio(acto: Acto) -> Formulario | None:
    """Devuelve el formulario del inicio sin evento; None si no lleva."""
    inicio = inicio_de_persona(acto.proceso)
    if inicio is None or not inicio.trato.formulario:
        return None
    return acto.version.formulario(inicio.trato.formulario)
