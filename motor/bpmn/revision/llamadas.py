"""Procesos del archivo que se llaman en círculo sin poder evitarlo: no terminarían nunca."""

from motor.bpmn.modelo import Documento, Nodo, Proceso, TipoNodo
from motor.bpmn.revision.alcance import alcanzados
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_documento


@regla_de_documento
def llamadas_en_circulo(documento: Documento, _contexto: ContextoRevision) -> Hallados:
    """Una llamada que no se puede evitar no lleva, de llamada en llamada, a su mismo proceso."""
    inevitables = {
        id_: [n for n in proceso.por_padre.get(None, ()) if _es_inevitable(proceso, n)]
        for id_, proceso in documento.procesos.items()
    }
    vecinos = {id_: [n.llamado for n in nodos] for id_, nodos in inevitables.items()}
    for id_, nodos in inevitables.items():
        for nodo in nodos:
            if nodo.llamado in vecinos and id_ in alcanzados([nodo.llamado], vecinos):
                yield falla(
                    "llamadas_en_circulo",
                    nodo,
                    f"Llama a «{nodo.llamado}», que vuelve a llamar a «{id_}» sin otra salida: "
                    "no terminaría nunca.",
                    "Ponga antes de la llamada una compuerta por la que se pueda no llamar.",
                )


def _es_inevitable(proceso: Proceso, llamada: Nodo) -> bool:
    """Si sin pasar por la llamada no se llega a ningún final de su nivel."""
    if llamada.tipo is not TipoNodo.LLAMADA:
        return False
    nodos = [n for n in proceso.por_padre.get(None, ()) if n is not llamada]
    siguientes: dict[str, list[str]] = {}
    for nodo in nodos:
        destinos = (proceso.flujos[f].destino for f in nodo.salen)
        siguientes[nodo.id] = [d for d in destinos if d != llamada.id]
        if nodo.adjunto_a:
            siguientes.setdefault(nodo.adjunto_a, []).append(nodo.id)
    siguientes.pop(llamada.id, None)
    inicios = [n.id for n in nodos if n.tipo is TipoNodo.INICIO]
    vistos = alcanzados(inicios, siguientes)
    return not any(n.id in vistos and not n.salen for n in nodos)
