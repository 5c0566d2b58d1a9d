"""Diagramas al azar hechos de bloques, y un intérprete de referencia que no sabe de fichas.

Un bloque es una tupla: `("tarea", id)`, `("auto",)`, `("serie", bloques)`,
`("xor", cual, bloques)`, `("y", bloques)`, `("o", activas, bloques)`,
`("bucle", veces, bloque)`, `("sub", bloque)`, `("multi", secuencial, veces, bloque)` o
`("repite", antes, veces, bloque)`, que es el bucle estándar de un subproceso, o
`("basta", k, bloques, después)`: un subproceso en que, al terminar k de los bloques, una compuerta
compleja deja empezar `después` mientras los demás siguen.
La referencia lleva un *resto*: lo que falta, como término.
"""

from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

from motor.bpmn.modelo import Proceso, Repeticion
from tests.motor.bpmn.juego.taller import (
    bucle,
    compleja,
    o_,
    proceso,
    script,
    sub,
    usuario,
    xor,
    y_,
)

Bloque = tuple[Any, ...]
Resto = tuple[Any, ...] | None  # None = terminado

_nombres = st.sampled_from(["a", "b", "c", "d"])
_hoja = st.one_of(st.tuples(st.just("tarea"), _nombres), st.just(("auto",)))


def _compuestos(hijo: st.SearchStrategy[Bloque]) -> st.SearchStrategy[Bloque]:
    varios = st.lists(hijo, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.tuples(st.just("serie"), varios),
        st.tuples(st.just("xor"), st.integers(0, 1), varios),
        st.tuples(st.just("y"), varios),
        st.tuples(st.just("o"), st.frozensets(st.integers(0, 2)), varios),
        st.tuples(st.just("bucle"), st.integers(1, 3), hijo),
        st.tuples(st.just("sub"), hijo),
        st.tuples(st.just("multi"), st.booleans(), st.integers(0, 3), hijo),
        st.tuples(st.just("repite"), st.booleans(), st.integers(0, 3), hijo),
        st.tuples(st.just("basta"), st.integers(1, 2), varios, hijo),
    )


BLOQUES = st.recursive(_hoja, _compuestos, max_leaves=8)


# --- referencia -------------------------------------------------------------------------


def empezar(bloque: Bloque) -> Resto:
    """Lo que falta al entrar al bloque."""
    match bloque:
        case ("tarea", nombre):
            return ("tarea", nombre)
        case ("auto",):
            return None
        case ("serie", partes):
            return _en_serie(None, partes)
        case ("xor", cual, partes):
            return empezar(partes[cual])
        case ("sub", dentro):
            return empezar(dentro)
        case ("bucle" | "repite", *_) | ("multi", True, *_):
            return _en_serie(None, (bloque[-1],) * _veces(bloque))
        case ("basta", cuantas, partes, despues):
            return _bastan(cuantas, [empezar(parte) for parte in partes], despues)
    return _a_la_vez([empezar(parte) for parte in simultaneos(bloque)])


def _veces(bloque: Bloque) -> int:
    """Cuántas veces seguidas se hace; sin mirar antes, al menos una."""
    veces = int(bloque[-2])
    return max(veces, 1) if bloque[:2] == ("repite", False) else veces


def simultaneos(bloque: Bloque) -> list[Bloque]:
    """Lo que corre a la vez dentro de un bloque."""
    match bloque:
        case ("y", partes):
            return list(partes)
        case ("o", activas, partes):
            return elegidas(activas, partes)
        case ("multi", False, veces, dentro):
            return [dentro] * veces
    raise AssertionError(bloque)


def elegidas(activas: frozenset[int], partes: tuple[Bloque, ...]) -> list[Bloque]:
    """Las ramas de una inclusiva; la última es la predeterminada."""
    condicionales = [p for n, p in enumerate(partes[:-1]) if n in activas]
    return condicionales or [partes[-1]]


def abiertas(resto: Resto) -> list[str]:
    """Las tareas abiertas, en orden alfabético."""
    match resto:
        case None:
            return []
        case ("tarea", nombre):
            return [nombre]
        case ("serie", primero, _):
            return abiertas(primero)
        case ("par", partes) | ("basta", _, partes, _):
            return sorted(nombre for parte in partes for nombre in abiertas(parte))
    raise AssertionError(resto)


def completar(resto: Resto, nombre: str) -> set[Resto]:
    """Los restos posibles tras completar alguna de las tareas de ese nombre."""
    match resto:
        case ("tarea", n):
            return {None} if n == nombre else set()
        case ("serie", primero, faltan):
            return {_en_serie(r, faltan) for r in completar(primero, nombre)}
        case ("par", partes):
            return {
                _a_la_vez([*partes[:i], r, *partes[i + 1 :]])
                for i, parte in enumerate(partes)
                for r in completar(parte, nombre)
            }
        case ("basta", cuantas, partes, despues):
            return {
                _bastan(cuantas, [*partes[:i], r, *partes[i + 1 :]], despues)
                for i, parte in enumerate(partes)
                for r in completar(parte, nombre)
            }
    return set()


def _bastan(cuantas: int, partes: list[Resto], despues: Bloque) -> Resto:
    """Con `cuantas` partes por terminar para que empiece `despues`."""
    vivas = [p for p in partes if p is not None]
    faltan = cuantas - (len(partes) - len(vivas))
    if faltan <= 0:
        return _a_la_vez([*vivas, empezar(despues)])
    return ("basta", faltan, tuple(sorted(vivas, key=repr)), despues)


def _en_serie(primero: Resto, faltan: tuple[Bloque, ...]) -> Resto:
    for numero, bloque in enumerate(faltan):
        if primero is not None:
            return ("serie", primero, faltan[numero:])
        primero = empezar(bloque)
    return primero


def _a_la_vez(partes: list[Resto]) -> Resto:
    vivas = sorted((p for p in partes if p is not None), key=repr)
    return ("par", tuple(vivas)) if len(vivas) > 1 else (vivas[0] if vivas else None)


# --- dibujo -----------------------------------------------------------------------------


class Dibujo:
    """Convierte un bloque en un `Proceso`; los nombres se repiten con sufijo `_n`."""

    def __init__(self, bloque: Bloque) -> None:
        self.numeros = count(1)
        self.nodos: dict[str, Any] = {}
        self.tramos: dict[str, list[str]] = {"": []}
        self._lugar, self._contadores = "", [[]]
        self._entre("inicio", bloque, "fin")

    def proceso(self) -> Proceso:
        dentro = {lugar: "; ".join(t) for lugar, t in self.tramos.items() if lugar}
        return proceso("; ".join(self.tramos[""]), dentro, **self.nodos)

    def _entre(self, desde: str, bloque: Bloque, hasta: str) -> None:
        entra, sale = self._bloque(bloque)
        self._unir(desde, entra)
        self._unir(sale, hasta)

    def _nuevo(self, base: str, nodo: Any) -> str:
        nombre = f"{base}_{next(self.numeros)}"
        self.nodos[nombre] = nodo
        return nombre

    def _unir(self, desde: str, hasta: str, condicion: str = "") -> None:
        self.tramos[self._lugar].append(f"{desde} > {hasta}{condicion}")

    def _bloque(self, bloque: Bloque) -> tuple[str, str]:
        match bloque:
            case ("tarea", nombre):
                return (unico := self._nuevo(nombre, usuario())), unico
            case ("auto",):
                return (unico := self._nuevo("auto", script("{}"))), unico
            case ("serie", partes):
                puntas = [self._bloque(p) for p in partes]
                for (_, sale), (entra, _) in pairwise(puntas):
                    self._unir(sale, entra)
                return puntas[0][0], puntas[-1][1]
            case ("bucle", veces, dentro):
                return self._bucle(veces, dentro)
            case ("sub" | "multi" | "repite", *_):
                return self._sub(bloque[-1], _repeticion(bloque))
            case ("basta", *_):
                return self._sub(bloque, None)
        return self._ramas(*bloque)

    def _ramas(self, clase: str, *resto: Any) -> tuple[str, str]:
        partes = resto[-1]
        de_que = {"xor": xor, "y": y_, "o": o_}[clase]
        abre, cierra = self._nuevo(clase, de_que()), self._nuevo(clase, de_que())
        for numero, parte in enumerate(partes):
            entra, sale = self._bloque(parte)
            self._unir(abre, entra, self._condicion(clase, resto[0], numero, len(partes)))
            self._unir(sale, cierra)
        return abre, cierra

    def _condicion(self, clase: str, activas: Any, numero: int, total: int) -> str:
        if clase == "y":
            return ""
        if clase == "xor":
            return "[*]" if numero == total - 1 else f"[{str(numero == activas).lower()}]"
        return "[*]" if numero == total - 1 else f"[{str(numero in activas).lower()}]"

    def _bucle(self, veces: int, dentro: Bloque) -> tuple[str, str]:
        contador = f"k{next(self.numeros)}"
        self._contadores[-1].append(contador)
        cero = self._nuevo("cero", script("0", contador))
        vuelta, otra = self._nuevo("vuelta", xor()), self._nuevo("otra", xor())
        suma = self._nuevo("suma", script(f"{contador} + 1", contador))
        self._unir(cero, vuelta)
        self._entre(vuelta, dentro, suma)
        self._unir(suma, otra)
        self._unir(otra, vuelta, f"[{contador} < {veces}]")
        salida = self._nuevo("sigue", xor())
        self._unir(otra, salida, "[*]")
        return cero, salida

    def _basta(self, cuantas: int, partes: tuple[Bloque, ...], despues: Bloque) -> tuple[str, str]:
        abre = self._nuevo("y", y_())
        cierra = self._nuevo("basta", compleja(f"activationCount >= {cuantas}"))
        for parte in partes:
            entra, sale = self._bloque(parte)
            self._unir(abre, entra)
            self._unir(sale, cierra)
        entra, sale = self._bloque(despues)
        self._unir(cierra, entra)
        return abre, sale

    def _sub(self, dentro: Bloque, repeticion: Repeticion | None) -> tuple[str, str]:
        nombre = self._nuevo("sub", None)
        afuera, self._lugar = self._lugar, nombre
        self.tramos[nombre] = []
        self._contadores.append([])
        puntas = self._basta(*dentro[1:]) if dentro[0] == "basta" else self._bloque(dentro)
        self._unir(f"inicio_{nombre}", puntas[0])
        self._unir(puntas[1], f"fin_{nombre}")
        self.nodos[nombre] = sub(repeticion=repeticion, locales=tuple(self._contadores.pop()))
        self._lugar = afuera
        return nombre, nombre


def _repeticion(bloque: Bloque) -> Repeticion | None:
    match bloque:
        case ("multi", secuencial, veces, _):
            return Repeticion(secuencial, cardinalidad=str(veces))
        case ("repite", antes, veces, _):
            return bucle(f"loopCounter < {veces}", antes=antes)
    return None
