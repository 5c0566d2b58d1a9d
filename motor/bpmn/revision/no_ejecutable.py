"""Lo que BPMN permite y este motor todavía no ejecuta: se niega, nunca se ejecuta a medias."""

from motor.bpmn.modelo import Nodo, Proceso, TipoNodo
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_proceso


@regla_de_proceso
def cantidades(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una actividad toma y deja una ficha o más, y en número que se entienda."""
    for nodo in proceso.nodos.values():
        for atributo in ("startQuantity", "completionQuantity"):
            valor = nodo.extensiones.get(atributo, "1")
            if not (valor.isascii() and valor.isdecimal() and 0 < int(valor) <= _FICHAS_MAXIMAS):
                yield falla(
                    "cantidad_de_fichas",
                    nodo,
                    f"{atributo}=«{valor}» no es un entero de 1 a {_FICHAS_MAXIMAS}.",
                    "Escriba cuántas fichas son, o quite el atributo (es 1).",
                )


_FICHAS_MAXIMAS = 1_000


@regla_de_proceso
def instanciar_sin_inicio(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Tareas de recepción y compuertas de eventos que crean instancias."""
    for nodo in proceso.nodos.values():
        if nodo.extensiones.get("instantiate") in {"true", "1"}:
            yield falla(
                "instancia_sin_inicio",
                nodo,
                "Crea instancias («instantiate») y no puede: le llega un flujo, está dentro de un "
                "subproceso, o lo que espera no es un mensaje o una señal a secas.",
                "Use un evento de inicio de mensaje.",
            )


@regla_de_proceso
def compuerta_de_eventos_paralela(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """La compuerta de eventos que espera a todos."""
    for nodo in proceso.nodos.values():
        if nodo.tipo is TipoNodo.EVENTOS and _espera_a_todos(nodo):
            yield falla(
                "compuerta_eventos_paralela",
                nodo,
                "La compuerta de eventos paralela no se ejecuta.",
                "Use una compuerta paralela seguida de un evento en cada rama.",
            )


def _espera_a_todos(nodo: Nodo) -> bool:
    return nodo.extensiones.get("eventGatewayType", "Exclusive") != "Exclusive"
