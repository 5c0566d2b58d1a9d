"""A qué elementos puede moverse una ficha, y de los demás, por qué no.

Una ficha solo se mueve dentro de su ámbito: a un subproceso se entra por su inicio, y de uno se
sale moviendo la ficha del subproceso entero. Con otras fichas en el mismo ámbito no se mueve a
donde dejaría una unión esperando para siempre, o haría dos veces un mismo camino.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from motor.bpmn.compensables import es_para_compensar
from motor.bpmn.especificaciones.compensacion import VUELTA
from motor.bpmn.modelo import Nodo, TipoNodo
from motor.bpmn.palabras import llamar

if TYPE_CHECKING:
    from motor.bpmn.arbol import Ficha
    from motor.bpmn.modelo import Proceso

UNIONES = {TipoNodo.PARALELA, TipoNodo.INCLUSIVA, TipoNodo.COMPLEJA}
_QUE_ESPERAN_A_TODAS = {TipoNodo.PARALELA, TipoNodo.COMPLEJA}


@dataclass(frozen=True)
class Destino:
    """Un elemento del proceso; `porque` vacío = la ficha puede moverse ahí."""

    elemento: str
    nombre: str
    porque: str = ""


def impedimento(ficha: "Ficha") -> str:
    """Por qué esa ficha no puede moverse; vacío si puede."""
    nodo, ambito = ficha.task_spec.nodo, ficha
    if ficha.task_spec.es_raiz or ficha.papel:
        return "No es una ficha que ande: es un evento que espera. Mueva la de su actividad."
    if ficha.indice is not None:
        return (
            f"Es una de las repeticiones de «{_llama(nodo)}». Mueva «{_llama(nodo)}» entera: "
            "sus repeticiones se cancelan."
        )
    if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO:
        return "Es un subproceso de evento: termina por su propio camino. Mueva lo de dentro."
    if ficha.padre.task_spec.nodo.tipo is TipoNodo.AD_HOC:
        return "Está en un subproceso ad hoc, donde no hay orden. Mueva el subproceso entero."
    while not ambito.task_spec.es_raiz:
        if ambito.task_spec.name.endswith(VUELTA):
            return "Se está deshaciendo lo hecho: espere a que termine."
        ambito = ambito.padre
    return ""


def destinos(ficha: "Ficha") -> Iterator[Destino]:
    """Cada elemento del proceso, con su impedimento si lo tiene."""
    proceso = ficha.workflow.compilado.proceso
    vecinas = _vecinas(ficha)
    for nodo in proceso.nodos.values():
        porque = _por_lo_que_es(ficha, nodo, proceso) or _por_las_demas(ficha, nodo, vecinas)
        yield Destino(nodo.id, _llama(nodo), porque)


def _llama(nodo: Nodo) -> str:
    return llamar(nodo)


def _por_lo_que_es(ficha: "Ficha", nodo: Nodo, proceso: "Proceso") -> str:
    origen = ficha.task_spec.nodo
    if nodo.id == origen.id:
        return "La ficha ya está ahí."
    if nodo.padre != origen.padre:
        return _de_otro_ambito(origen, nodo, proceso)
    if nodo.tipo is TipoNodo.INICIO:
        return "Es un inicio: elija el paso que le sigue."
    if nodo.tipo is TipoNodo.LIMITE:
        return "Ocurre solo mientras su actividad está en curso: elija la actividad o lo que sigue."
    if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO or es_para_compensar(nodo):
        return "Empieza solo cuando ocurre su evento."
    if nodo.toma > 1 or (nodo.tipo in UNIONES and len(nodo.entran) > 1):
        return "Reúne varias ramas: elija un paso de su rama o el que sigue a la unión."
    de = (proceso.nodos[proceso.flujos[f].origen] for f in nodo.entran)
    compuerta = next((n for n in de if n.tipo is TipoNodo.EVENTOS), None)
    if compuerta is not None:
        return f"Es una alternativa de la compuerta «{_llama(compuerta)}»: elija la compuerta."
    return ""


def _de_otro_ambito(origen: Nodo, nodo: Nodo, proceso: "Proceso") -> str:
    afuera = proceso.nodos[nodo.padre] if nodo.padre else None
    while afuera is not None and afuera.padre != origen.padre:
        afuera = proceso.nodos[afuera.padre] if afuera.padre else None
    if afuera is not None and afuera.id != origen.id:
        return (
            f"Está dentro de «{_llama(afuera)}»: elija «{_llama(afuera)}», que empieza por su "
            "inicio."
        )
    propio = proceso.nodos[origen.padre] if origen.padre else None
    if propio is None or afuera is not None:
        return f"Está dentro de «{_llama(origen)}»: mueva una ficha de las que hay dentro."
    return f"Está fuera de «{_llama(propio)}»: mueva «{_llama(propio)}» entero."


# --- las demás fichas del ámbito -------------------------------------------------------------


@dataclass(frozen=True)
class _Lugar:
    """Dónde está una ficha vecina; `flujo` es por el que llegó, si espera en una unión."""

    nodo: str
    flujo: str = ""


def _vecinas(ficha: "Ficha") -> list[_Lugar]:
    otras = (h for h in ficha.padre.hijas if h is not ficha and not h.papel)
    return [_Lugar(h.task_spec.nodo.id, h.internal_data.get("e", "")) for h in otras]


def _por_las_demas(ficha: "Ficha", nodo: Nodo, vecinas: list[_Lugar]) -> str:
    """Lo que la ficha movida rompería en las ramas por las que andan otras."""
    proceso = ficha.workflow.compilado.proceso
    desde = _Lugar(ficha.task_spec.nodo.id, ficha.internal_data.get("e", ""))
    aqui = _Lugar(nodo.id)
    sueltas = _cortadas(proceso, [aqui, *vecinas]) - _cortadas(proceso, [desde, *vecinas])
    if sueltas:
        return _SUELTA.format(_nombre_de(proceso, {union for union, _ in sueltas}))
    for vecina in vecinas:
        juntas = _uniones(proceso, desde) & _uniones(proceso, vecina)
        if not juntas <= _uniones(proceso, aqui):
            faltan = juntas - _uniones(proceso, aqui)
            return f"Otra ficha la espera en la unión «{_nombre_de(proceso, faltan)}»."
        if nodo.id not in _alcance(proceso, desde).nodos and _se_pisan(proceso, aqui, vecina):
            return (
                f"Otra ficha está en «{_llama(proceso.nodos[vecina.nodo])}»: ese camino se "
                "haría dos veces."
            )
    return ""


_SUELTA = "La unión «{}» quedaría esperando una rama que ya nadie puede recorrer."


def _nombre_de(proceso: "Proceso", uniones: set[str]) -> str:
    return _llama(proceso.nodos[sorted(uniones)[0]])


@dataclass(frozen=True)
class _Alcance:
    """Lo que una ficha puede recorrer: los nodos por los que pasa, y las uniones a que llega."""

    nodos: set[str]
    flujos: set[str]
    uniones: set[str]


def _alcance(proceso: "Proceso", lugar: _Lugar, alto: Set[str] | None = None) -> _Alcance:
    """Lo que recorre sin pasar de las uniones de `alto`; None = de ninguna."""
    alcance = _Alcance(set(), {lugar.flujo} if lugar.flujo else set(), set())
    pendientes = [lugar.nodo]
    while pendientes:
        nodo = proceso.nodos[pendientes.pop()]
        if nodo.id in alcance.nodos:
            continue
        if len(nodo.entran) > 1 and nodo.tipo in UNIONES:
            alcance.uniones.add(nodo.id)
            if alto is None or nodo.id in alto:
                continue
        alcance.nodos.add(nodo.id)
        limites = [n for n in proceso.nodos.values() if n.adjunto_a == nodo.id]
        salen = [f for n in (nodo, *limites) for f in n.salen]
        alcance.flujos.update(salen)
        pendientes += [proceso.flujos[f].destino for f in salen]
    return alcance


def _uniones(proceso: "Proceso", lugar: _Lugar) -> set[str]:
    """Todas las uniones por las que puede pasar de ahí en adelante."""
    return _alcance(proceso, lugar, frozenset()).uniones


def _se_pisan(proceso: "Proceso", aqui: _Lugar, vecina: _Lugar) -> bool:
    """Si una llega a donde está la otra antes de que se junten."""
    mio = _alcance(proceso, aqui, _alcance(proceso, vecina).uniones)
    if vecina.flujo:
        return vecina.flujo in mio.flujos
    hasta = _alcance(proceso, vecina, _alcance(proceso, aqui).uniones)
    return vecina.nodo in mio.nodos or aqui.nodo in hasta.nodos


def _cortadas(proceso: "Proceso", lugares: list[_Lugar]) -> set[tuple[str, frozenset[str]]]:
    """Las uniones a las que se llega por unas ramas, que se dicen, pero por otras ya no."""
    cortadas: set[tuple[str, frozenset[str]]] = set()
    for union in proceso.nodos.values():
        if union.tipo not in _QUE_ESPERAN_A_TODAS or len(union.entran) < 2:
            continue
        pueden = frozenset(_llegan(proceso, union, lugares))
        if pueden and pueden != set(union.entran):
            cortadas.add((union.id, pueden))
    return cortadas


def _llegan(proceso: "Proceso", union: Nodo, lugares: list[_Lugar]) -> set[str]:
    """Los flujos de entrada de la unión a los que puede llegar alguna ficha, sin pasar por ella."""
    pueden: set[str] = set()
    for lugar in lugares:
        if lugar.flujo and lugar.nodo == union.id:
            pueden.add(lugar.flujo)
            continue
        vistos, pendientes = {union.id}, [lugar.nodo]
        while pendientes:
            nodo = proceso.nodos[pendientes.pop()]
            if nodo.id in vistos:
                continue
            vistos.add(nodo.id)
            limites = [n for n in proceso.nodos.values() if n.adjunto_a == nodo.id]
            for flujo in (f for n in (nodo, *limites) for f in n.salen):
                destino = proceso.flujos[flujo].destino
                pendientes.append(destino)
                if destino == union.id:
                    pueden.add(flujo)
    return pueden
