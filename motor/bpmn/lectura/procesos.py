"""Un `process` entero: sus nodos, sus flujos y sus carriles, recorridos sin recursión."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from motor.bpmn.lectura.ajenos import anotar_ajenos
from motor.bpmn.lectura.carriles import leer_carriles, repartir
from motor.bpmn.lectura.compensaciones import enlazar_manejadores
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nodos import de_la_casa, leer_nodo, tipo_de
from motor.bpmn.lectura.nombres import (
    Elemento,
    de_parientes,
    es_bpmn,
    es_cierto,
    hijo,
    hijos,
    local,
    sin_prefijo,
)
from motor.bpmn.modelo import CONTENEDORES, Flujo, Nodo, Proceso


def leer_procesos(mesa: Mesa) -> dict[str, Proceso]:
    """Todos los procesos del archivo, por id y en su orden."""
    return {mesa.id(e): _leer_proceso(mesa, e) for e in hijos(mesa.raiz, "process")}


def _leer_proceso(mesa: Mesa, elemento: Elemento) -> Proceso:
    anotar_ajenos(mesa, elemento)
    nodos, flujos = _leer_contenido(mesa, elemento)
    nodos = enlazar_manejadores(elemento, _enlazar(mesa, nodos, flujos))
    carriles = leer_carriles(mesa, elemento)
    for nodo, carril in repartir(mesa, carriles, nodos).items():
        nodos[nodo] = replace(nodos[nodo], carril=carril)
    return Proceso(
        id=mesa.id(elemento),
        nombre=" ".join((elemento.get("name") or "").split()),
        ejecutable=es_cierto(elemento.get("isExecutable")),
        linea=mesa.linea(elemento),
        nodos=nodos,
        flujos=flujos,
        carriles=carriles,
        extensiones=_extensiones(elemento),
    )


def _extensiones(elemento: Elemento) -> dict[str, str]:
    halladas = de_la_casa(elemento)
    etiqueta = de_parientes(elemento, "versionTag")
    return {**halladas, "versionTag": etiqueta} if etiqueta else halladas


def _leer_contenido(mesa: Mesa, proceso: Elemento) -> tuple[dict[str, Nodo], dict[str, Flujo]]:
    nodos: dict[str, Nodo] = {}
    flujos: dict[str, Flujo] = {}
    for elemento, padre in _elementos(mesa, proceso):
        tipo = tipo_de(elemento)
        if tipo is not None:
            nodo = leer_nodo(mesa, elemento, tipo, padre)
            nodos[nodo.id] = nodo
            anotar_ajenos(mesa, elemento)
        elif local(elemento) == "sequenceFlow":
            flujos[mesa.id(elemento)] = _leer_flujo(mesa, elemento)
            anotar_ajenos(mesa, elemento)
        elif local(elemento) in _DESCONOCIDOS:
            mesa.anotar(
                "elemento_no_ejecutable",
                elemento,
                f"«{local(elemento)}» es de coreografías o conversaciones y no se ejecuta.",
                "Dibújelo como tarea de envío o de recepción.",
            )
    return nodos, flujos


_DESCONOCIDOS = {"choreographyTask", "subChoreography", "callChoreography"}


def _elementos(mesa: Mesa, proceso: Elemento) -> Iterator[tuple[Elemento, str | None]]:
    """Los hijos del proceso y de sus subprocesos con el id de su contenedor."""
    contenedores: dict[Elemento, str | None] = {proceso: None}
    for elemento in proceso.iterdescendants(etree.Element):
        mayor = elemento.getparent()
        if mayor is None or mayor not in contenedores or not es_bpmn(elemento):
            continue
        if tipo_de(elemento) in CONTENEDORES:
            contenedores[elemento] = mesa.id(elemento)
        yield elemento, contenedores[mayor]


def _leer_flujo(mesa: Mesa, elemento: Elemento) -> Flujo:
    return Flujo(
        id=mesa.id(elemento),
        nombre=" ".join((elemento.get("name") or "").split()),
        origen=sin_prefijo(elemento.get("sourceRef")),
        destino=sin_prefijo(elemento.get("targetRef")),
        linea=mesa.linea(elemento),
        condicion=mesa.formal(hijo(elemento, "conditionExpression")),
    )


def _enlazar(mesa: Mesa, nodos: dict[str, Nodo], flujos: dict[str, Flujo]) -> dict[str, Nodo]:
    """Pone a cada nodo sus flujos; los que no van de nodo a nodo se anotan y se quitan."""
    entran: dict[str, list[str]] = {}
    salen: dict[str, list[str]] = {}
    for flujo in list(flujos.values()):
        if _tiene_puntas(mesa, nodos, flujo):
            salen.setdefault(flujo.origen, []).append(flujo.id)
            entran.setdefault(flujo.destino, []).append(flujo.id)
        else:
            del flujos[flujo.id]
    for flujo in list(flujos.values()):  # la condición del predeterminado no cuenta
        if nodos[flujo.origen].predeterminado == flujo.id and flujo.condicion is not None:
            flujos[flujo.id] = replace(flujo, condicion=None)
    return {
        nodo.id: replace(
            nodo,
            entran=tuple(entran.get(nodo.id, ())),
            salen=tuple(salen.get(nodo.id, ())),
        )
        for nodo in nodos.values()
    }


def _tiene_puntas(mesa: Mesa, nodos: dict[str, Nodo], flujo: Flujo) -> bool:
    faltan = [(que, id_) for que, id_ in _puntas(flujo) if id_ not in nodos]
    elemento = mesa.buscar(flujo.id)
    for que, referido in faltan:
        if elemento is not None:
            mesa.anotar(
                "flujo_roto",
                elemento,
                f"El flujo no tiene {que}: «{referido}» no es un nodo de este proceso.",
                "Borre el flujo y vuelva a dibujarlo entre dos elementos.",
            )
    return not faltan


def _puntas(flujo: Flujo) -> tuple[tuple[str, str], ...]:
    return ("origen", flujo.origen), ("destino", flujo.destino)
