"""Las asociaciones que llevan de un límite de compensación a quien compensa."""

from collections.abc import Mapping
from dataclasses import replace

from motor.bpmn.compensables import COMPENSA
from motor.bpmn.lectura.nombres import BPMN, Elemento, sin_prefijo
from motor.bpmn.modelo import Nodo, TipoEvento, TipoNodo


def enlazar_manejadores(proceso: Elemento, nodos: Mapping[str, Nodo]) -> dict[str, Nodo]:
    """Pone en cada límite de compensación el id de la actividad a la que va su asociación.

    También anota en él y en los que lanzan si piden no esperar (`waitForCompletion="false"`).
    """
    enlazados = dict(nodos)
    for asociacion in proceso.iterdescendants(f"{{{BPMN}}}association"):
        puntas = sin_prefijo(asociacion.get("sourceRef")), sin_prefijo(asociacion.get("targetRef"))
        for desde, hasta in (puntas, puntas[::-1]):
            limite, manejador = nodos.get(desde), nodos.get(hasta)
            if limite is not None and manejador is not None and _es_limite(limite):
                _extender(enlazados, desde, COMPENSA, hasta)
    for definicion in proceso.iterdescendants(f"{{{BPMN}}}compensateEventDefinition"):
        evento = definicion.getparent()
        if evento is not None and definicion.get("waitForCompletion") in ("false", "0"):
            _extender(enlazados, evento.get("id") or "", "waitForCompletion", "false")
    return enlazados


def _es_limite(nodo: Nodo) -> bool:
    return nodo.tipo is TipoNodo.LIMITE and nodo.evento.tipo is TipoEvento.COMPENSACION


def _extender(nodos: dict[str, Nodo], id_: str, nombre: str, valor: str) -> None:
    if id_ in nodos:
        nodo = nodos[id_]
        nodos[id_] = replace(nodo, extensiones={**nodo.extensiones, nombre: valor})
