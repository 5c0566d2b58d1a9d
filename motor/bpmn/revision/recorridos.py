"""Todo lo que puede pasarle a las fichas de un nivel, sin mirar los datos.

Cada condición puede dar sí o no, cada límite puede ocurrir o no. Un estado es cuántas fichas hay en
cada flujo (a lo más dos: más no dice nada nuevo). Como cada flujo lo consume un solo nodo, lo que
uno hace no se lo quita a otro: basta mover siempre al primero que pueda, en el orden del camino, y
abrir por cada cosa que puede elegir (conjuntos persistentes; A. Valmari, «Stubborn sets for reduced
state space generation», 1991). Así diez ramas paralelas cuestan lo que una sola. Una inclusiva que
une se mueve al final, cuando nada más puede llegarle.

No se mira, y entonces no se dice nada: un nivel con una compuerta compleja, un ad hoc o actividades
que toman o dejan varias fichas, y uno de más de ESTADOS_MAXIMOS estados.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo

ESTADOS_MAXIMOS = 4_000
_RAMAS_MAXIMAS = 5  # de una inclusiva: más subconjuntos que 2⁵ no se prueban todos
_ELIGEN_UNA = frozenset({TipoNodo.EXCLUSIVA, TipoNodo.EVENTOS})
_ABORTAN = frozenset({TipoEvento.TERMINAR, TipoEvento.ERROR, TipoEvento.CANCELAR})
_NO_SE_MIRAN = frozenset({TipoNodo.COMPLEJA, TipoNodo.AD_HOC})

Estado = tuple[tuple[str, int], ...]  # (flujo, fichas) en orden; solo los que tienen
_Salidas = tuple[tuple[str, ...], ...]  # cada manera de salir: los flujos que reciben una ficha


@dataclass
class Recorrido:
    """Lo hallado: uniones que se quedan esperando y nodos a los que llegan dos fichas a la vez.

    `entero` dice si se vio todo; si no, lo hallado es cierto pero puede haber más. `estados` son
    los vistos.
    """

    bloqueadas: set[str] = field(default_factory=set)
    repetidas: dict[str, frozenset[str]] = field(default_factory=dict)  # nodo → flujos con ficha
    entero: bool = True
    estados: int = 0


@dataclass(frozen=True)
class _Nivel:
    """A dónde llega cada flujo de un nivel, con su puesto en el orden del camino.

    `salidas` son las maneras de salir de cada nodo; `aborta`, los que terminan el nivel entero.
    """

    llega_a: Mapping[str, tuple[int, Nodo]]
    salidas: Mapping[str, _Salidas]
    aborta: frozenset[str]

    def con_ficha(self, estado: Mapping[str, int]) -> list[Nodo]:
        """Los nodos a los que llegó alguna, en orden."""
        por_puesto = dict(self.llega_a[flujo] for flujo in estado if flujo in self.llega_a)
        return [por_puesto[puesto] for puesto in sorted(por_puesto)]


def recorrer(proceso: Proceso, padre: str | None) -> Recorrido:
    """Recorre el nivel desde cada uno de sus inicios."""
    nodos = proceso.por_padre.get(padre, ())
    recorrido = Recorrido()
    if any(n.tipo in _NO_SE_MIRAN or n.toma != 1 or n.deja != 1 for n in nodos):
        return recorrido
    nivel = _armar(proceso, nodos)
    for nodo in nodos:
        if nodo.tipo is TipoNodo.INICIO:
            _explorar(nivel, [_poner({}, ramas) for ramas in nivel.salidas[nodo.id]], recorrido)
    return recorrido


def _armar(proceso: Proceso, nodos: tuple[Nodo, ...]) -> _Nivel:
    limites: dict[str, list[Nodo]] = {}
    for nodo in nodos:
        if nodo.adjunto_a is not None:
            limites.setdefault(nodo.adjunto_a, []).append(nodo)
    salidas = {n.id: _maneras(proceso, n, limites.get(n.id, [])) for n in nodos}
    aborta = frozenset(n.id for n in nodos if n.evento.tipo in _ABORTAN and not n.salen)
    orden = enumerate(_en_orden(proceso, nodos, limites))
    llega_a = {flujo: (puesto, nodo) for puesto, nodo in orden for flujo in nodo.entran}
    return _Nivel(llega_a, salidas, aborta)


def _maneras(proceso: Proceso, nodo: Nodo, limites: list[Nodo]) -> _Salidas:
    """Las de sus flujos; y las de sus límites, en vez de ellas o, si no interrumpen, además."""
    propias = _propias(proceso, nodo)
    maneras = list(propias)
    for limite in limites:
        if limite.evento.tipo is TipoEvento.COMPENSACION:
            continue
        if limite.interrumpe:
            maneras.append(limite.salen)
        else:
            maneras += [propia + limite.salen for propia in propias]
    return tuple(dict.fromkeys(maneras))


def _propias(proceso: Proceso, nodo: Nodo) -> _Salidas:
    if not nodo.salen:
        return ((),)
    if nodo.tipo in _ELIGEN_UNA:
        return tuple((flujo,) for flujo in nodo.salen)
    condicionados = [f for f in nodo.salen if _puede_no_tomarse(proceso, nodo, f)]
    siempre = tuple(f for f in nodo.salen if f not in condicionados and f != nodo.predeterminado)
    if nodo.tipo is TipoNodo.PARALELA or not condicionados:
        return (nodo.salen,)
    maneras = [siempre + algunas for algunas in _subconjuntos(condicionados)]
    resto = (nodo.predeterminado,) if nodo.predeterminado else ()
    return tuple(manera or resto for manera in maneras if manera or resto)


def _puede_no_tomarse(proceso: Proceso, nodo: Nodo, flujo: str) -> bool:
    condicion = proceso.flujos[flujo].condicion
    return condicion not in (None, "true") and flujo != nodo.predeterminado


def _subconjuntos(flujos: list[str]) -> Iterator[tuple[str, ...]]:
    """Todos, el vacío también; si son muchos, el vacío, los de uno, los de dos y el de todos."""
    tamanios = range(len(flujos) + 1)
    for cuantos in tamanios if len(flujos) <= _RAMAS_MAXIMAS else (0, 1, 2, len(flujos)):
        yield from combinations(flujos, cuantos)


def _en_orden(
    proceso: Proceso, nodos: tuple[Nodo, ...], limites: Mapping[str, list[Nodo]]
) -> list[Nodo]:
    """En profundidad y al revés del regreso: un orden topológico, salvo por las vueltas."""
    por_id = {nodo.id: nodo for nodo in nodos}
    vistos: set[str] = set()
    orden: list[Nodo] = []
    for raiz in sorted(nodos, key=lambda n: bool(n.entran)):
        pila = [(raiz, iter(_siguientes(proceso, raiz, limites)))] if raiz.id not in vistos else []
        vistos.add(raiz.id)
        while pila:
            siguientes = pila[-1][1]
            hijo = next((s for s in siguientes if s not in vistos and s in por_id), None)
            if hijo is None:
                orden.append(pila.pop()[0])
            else:
                vistos.add(hijo)
                pila.append((por_id[hijo], iter(_siguientes(proceso, por_id[hijo], limites))))
    return orden[::-1]


def _siguientes(proceso: Proceso, nodo: Nodo, limites: Mapping[str, list[Nodo]]) -> list[str]:
    de_limites = [f for limite in limites.get(nodo.id, ()) for f in limite.salen]
    return [proceso.flujos[f].destino for f in (*nodo.salen, *de_limites)]


def _explorar(nivel: _Nivel, desde: list[dict[str, int]], recorrido: Recorrido) -> None:
    pendientes = [_fijar(estado) for estado in desde]
    vistos = set(pendientes)
    while pendientes:
        if len(vistos) > ESTADOS_MAXIMOS:
            recorrido.entero = False
            return
        recorrido.estados += 1
        estado = dict(pendientes.pop())
        for siguiente in _avanzar(nivel, estado, recorrido):
            fijo = _fijar(siguiente)
            if fijo not in vistos:
                vistos.add(fijo)
                pendientes.append(fijo)


def _avanzar(nivel: _Nivel, estado: dict[str, int], recorrido: Recorrido) -> list[dict[str, int]]:
    """Los estados que siguen al mover un nodo; si ninguno puede, anota lo que quedó esperando."""
    turno = _el_que_puede(nivel, estado)
    if turno is None:
        recorrido.bloqueadas |= {nodo.id for nodo in nivel.con_ficha(estado)}
        return []
    con_ficha = [flujo for flujo in turno.entran if flujo in estado]
    if not _espera_a_varias(turno) and len(con_ficha) > 1:
        recorrido.repetidas.setdefault(turno.id, frozenset(con_ficha))
    if turno.id in nivel.aborta:
        return []
    tomadas = con_ficha if _espera_a_varias(turno) else con_ficha[:1]
    quedan = dict(estado)
    for flujo in tomadas:
        quedan[flujo] -= 1
        if not quedan[flujo]:
            del quedan[flujo]
    return [_poner(quedan, ramas) for ramas in nivel.salidas[turno.id]]


def _el_que_puede(nivel: _Nivel, estado: dict[str, int]) -> Nodo | None:
    inclusivas = []
    for nodo in nivel.con_ficha(estado):
        llegaron = sum(flujo in estado for flujo in nodo.entran)
        if nodo.tipo is TipoNodo.INCLUSIVA and len(nodo.entran) > 1:
            inclusivas.append(nodo)
        elif nodo.tipo is not TipoNodo.PARALELA or llegaron == len(nodo.entran):
            return nodo
    return inclusivas[0] if inclusivas else None


def _espera_a_varias(nodo: Nodo) -> bool:
    return nodo.tipo in {TipoNodo.PARALELA, TipoNodo.INCLUSIVA}


def _poner(estado: Mapping[str, int], flujos: tuple[str, ...]) -> dict[str, int]:
    nuevo = dict(estado)
    for flujo in flujos:
        nuevo[flujo] = min(2, nuevo.get(flujo, 0) + 1)
    return nuevo


def _fijar(estado: Mapping[str, int]) -> Estado:
    return tuple(sorted(estado.items()))
