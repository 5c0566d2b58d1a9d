"""Procesos que se llaman en círculo, en el archivo y por los ya publicados."""

from collections.abc import Mapping

from motor.bpmn.modelo import Documento, Nodo, Proceso, TipoNodo
from motor.bpmn.revision.alcance import alcanzados
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    Llamadas,
    consejo,
    falla,
    regla_de_documento,
)


@regla_de_documento
def llamadas_en_circulo(documento: Documento, contexto: ContextoRevision) -> Hallados:
    """Una llamada que no se puede evitar no lleva, de llamada en llamada, a su mismo proceso."""
    propias = llamadas_de(documento)
    publicadas = {c: ll for c, ll in contexto.llamadas.items() if c not in propias}
    conocidas = {**publicadas, **propias}
    inevitables = {id_: llamadas.inevitables for id_, llamadas in conocidas.items()}
    todas = {id_: llamadas.todas for id_, llamadas in conocidas.items()}
    for id_, proceso in documento.procesos.items():
        for nodo in proceso.nodos.values():
            if nodo.tipo is not TipoNodo.LLAMADA or nodo.llamado not in conocidas:
                continue
            if _es_inevitable(proceso, nodo) and id_ in alcanzados([nodo.llamado], inevitables):
                yield falla(
                    "llamadas_en_circulo",
                    nodo,
                    f"Llama a «{nodo.llamado}», que vuelve a llamar a «{id_}» sin otra salida: "
                    "no terminaría nunca.",
                    "Ponga antes de la llamada una compuerta por la que se pueda no llamar.",
                )
            elif nodo.llamado in publicadas and id_ in alcanzados([nodo.llamado], todas):
                yield consejo(
                    "llamadas_que_vuelven",
                    nodo,
                    f"Llama a «{nodo.llamado}», ya publicado, que puede volver a llamar a "
                    f"«{id_}»: cada vuelta abre casos nuevos.",
                    "Mire que alguna condición termine las vueltas.",
                )


def llamadas_de(documento: Documento) -> Mapping[str, Llamadas]:
    """A quién llama cada proceso del archivo, por su id."""
    return {id_: _llamadas(proceso) for id_, proceso in documento.procesos.items()}


def _llamadas(proceso: Proceso) -> Llamadas:
    nodos = [n for n in proceso.nodos.values() if n.tipo is TipoNodo.LLAMADA and n.llamado]
    return Llamadas(
        frozenset(n.llamado for n in nodos),
        frozenset(n.llamado for n in nodos if _es_inevitable(proceso, n)),
    )


def _es_inevitable(proceso: Proceso, llamada: Nodo) -> bool:
    """Si sin pasar por la llamada no se llega a ningún final de su nivel.

    La que se repite puede no llamar ninguna vez: por cada uno de una lista vacía.
    """
    if llamada.padre is not None or llamada.repeticion is not None:
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
