"""El evento por donde una persona empieza un proceso, y su formulario."""

from motor.almacen.procesos import VersionProceso
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.acto import Acto
from motor.reglas.formularios import Formulario


def inicio_de_persona(proceso: Proceso) -> Nodo | None:
    """Devuelve el inicio sin evento de nivel superior, o None."""
    for nodo in proceso.por_padre.get(None, ()):
        if nodo.tipo is TipoNodo.INICIO and nodo.evento.tipo is TipoEvento.NINGUNO:
            return nodo
    return None


def es_de_persona(proceso: VersionProceso) -> bool:
    """Dice si una persona puede iniciarlo.

    Si la ficha dice quién inicia qué, los que no nombra solo los inicia otro proceso.
    """
    return bool(proceso.quien_inicia) or not (proceso.version.ficha or {}).get("quien_inicia")


def exigir_de_persona(proceso: VersionProceso) -> None:
    """Comprueba que lo inicie una persona.

    Raises:
        OrdenRechazada: solo lo inicia otro proceso.
    """
    if not es_de_persona(proceso):
        raise OrdenRechazada(
            f"«{proceso.nombre}» no se inicia a mano: lo inicia otro proceso. Si una persona debe "
            "poder iniciarlo, nómbrelo en «quien_inicia» de proceso.yaml."
        )


def formulario_de_inicio(acto: Acto) -> Formulario | None:
    """Devuelve el formulario del inicio sin evento; None si no lleva."""
    inicio = inicio_de_persona(acto.proceso)
    if inicio is None or not inicio.trato.formulario:
        return None
    return acto.version.formulario(inicio.trato.formulario)
