"""Uniones que, en la versión nueva, un caso ya no podría completar."""

from collections.abc import Iterator

from motor.bpmn.compilacion import hacia_atras
from motor.bpmn.compilado import RAIZ, Compilado
from motor.bpmn.especificaciones.compensacion import VUELTA
from motor.bpmn.migracion_lugares import Lugares
from motor.bpmn.migracion_motivos import Motivo
from motor.bpmn.modelo import TipoNodo
from motor.bpmn.palabras import llamar
from motor.nucleo.valores import Json


def uniones_cortadas(lugares: Lugares, antes: Json, ahora: Json) -> Iterator[Motivo]:
    """Un motivo por unión paralela a la que le falta una rama que ya nadie puede recorrer.

    La que ya estaba así en la versión vieja no cuenta: el caso no empeora.
    """
    ya = {
        (madre, nuevo.id)
        for madre, union in _cortadas(lugares.vieja, antes)
        if (nuevo := lugares.nuevo(union)) is not None
    }
    for madre, union in _cortadas(lugares.nueva, ahora):
        if (madre, union) not in ya:
            nombre = llamar(lugares.nueva.proceso.nodos[union])
            yield Motivo(
                "union",
                union,
                f"La unión «{nombre}» espera en la versión nueva una rama que este caso ya no "
                "puede recorrer: quedaría detenido ahí.",
            )


def _cortadas(compilado: Compilado, estado: Json) -> Iterator[tuple[int, str]]:
    """Las uniones a las que puede llegar una ficha por algún flujo, pero no por todos."""
    proceso, por_madre = compilado.proceso, _por_madre(estado)
    for nodo in proceso.nodos.values():
        if nodo.tipo is not TipoNodo.PARALELA or len(nodo.entran) < 2:
            continue
        alcances = {f: hacia_atras(proceso, f, nodo.id) for f in nodo.entran}
        for madre, fichas in por_madre.items():
            donde = {lugar for lugar, _ in fichas}
            pueden = {flujo for flujo, nodos in alcances.items() if donde & nodos}
            pueden |= {flujo for lugar, flujo in fichas if lugar == nodo.id}
            if pueden and pueden != set(nodo.entran):
                yield madre, nodo.id


def _por_madre(estado: Json) -> dict[int, list[tuple[str, str]]]:
    """Dónde está cada ficha que anda, y por qué flujo llegó si está en una unión."""
    grupos: dict[int, list[tuple[str, str]]] = {}
    for _, madre, nombre, _, *resto in estado["f"]:
        datos = resto[0] if resto else {}
        if madre is not None and not datos.get("r"):
            lugar = nombre.rstrip(RAIZ + VUELTA)
            grupos.setdefault(madre, []).append((lugar, datos.get("e", "")))
    return grupos
