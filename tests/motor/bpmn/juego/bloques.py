"""Diagramas al azar hechos de bloques, y un intérprete de referencia que no sabe de fichas.

Un bloque es una tupla: `("tarea", id)`, `("auto",)`, `("serie", bloques)`,
`("xor", cual, bloques)`, `("y", bloques)`, `("o", activas, bloques)`,
`("bucle", veces, bloque)`, `("sub", bloque)`, `("multi", secuencial, veces, bloque)` o
`("repite", antes, veces, bloque)`, que es el bucle estándar de un subproceso, o
`("basta", k, bloques, después)`: un subproceso en que, al terminar k de los bloques, una compuerta
compleja deja empezar `después` mientras los demás siguen.
Con eventos hay tres más: `("limite", clase, interrumpe, bloque, atiende)`, un reloj o un mensaje
en el borde de la actividad; `("evento", interrumpe, bloque, atiende)`, un subproceso con otro de
evento dentro, de reloj; y `("corta", bloque, otro, atiende)`, dos ramas a la vez de las que la
primera, al terminar, lanza un error que se atiende en el borde. Vencer el reloj o recibir el
mensaje es un acto más, que se elige al azar como completar una tarea.
La referencia lleva un *resto*: lo que falta, como término.
"""

from typing import Any

from hypothesis import strategies as st

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


def _con_eventos(hijo: st.SearchStrategy[Bloque]) -> st.SearchStrategy[Bloque]:
    clases = st.sampled_from(["reloj", "mensaje"])
    return st.one_of(
        _compuestos(hijo),
        st.tuples(st.just("limite"), clases, st.booleans(), hijo, hijo),
        st.tuples(st.just("evento"), st.booleans(), hijo, hijo),
        st.tuples(st.just("corta"), hijo, hijo, hijo),
    )


BLOQUES = st.recursive(_hoja, _compuestos, max_leaves=8)
BLOQUES_CON_EVENTOS = st.recursive(_hoja, _con_eventos, max_leaves=8)


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
        case ("basta" | "limite" | "evento" | "corta", *_):
            return _empezar_aparte(bloque)
    return _a_la_vez([empezar(parte) for parte in simultaneos(bloque)])


def _empezar_aparte(bloque: Bloque) -> Resto:
    match bloque:
        case ("basta", cuantas, partes, despues):
            return _bastan(cuantas, [empezar(parte) for parte in partes], despues)
        case ("limite", clase, interrumpe, dentro, atiende):
            return _vigilado(clase, interrumpe, empezar(dentro), atiende)
        case ("evento", interrumpe, dentro, atiende):
            return _vigilado("reloj", interrumpe, empezar(dentro), atiende)
        case ("corta", dentro, otro, atiende):
            return _cortado(empezar(dentro), empezar(otro), atiende)
    raise AssertionError(bloque)


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
    """Las tareas y los eventos que esperan, en orden alfabético."""
    match resto:
        case None:
            return []
        case ("tarea", nombre):
            return [nombre]
        case ("serie", primero, _):
            return abiertas(primero)
        case ("par", partes) | ("basta", _, partes, _):
            return sorted(nombre for parte in partes for nombre in abiertas(parte))
        case ("vigila", clase, _, dentro, _):
            return sorted([clase, *abiertas(dentro)])
        case ("corta", dentro, otro, _):
            return sorted([*abiertas(dentro), *abiertas(otro)])
    raise AssertionError(resto)


def completar(resto: Resto, nombre: str) -> set[Resto]:
    """Los restos posibles tras completar una tarea, u ocurrir un evento, de ese nombre."""
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
        case ("vigila", clase, interrumpe, dentro, atiende):
            seguir = {_vigilado(clase, interrumpe, r, atiende) for r in completar(dentro, nombre)}
            return seguir | ({_ocurrido(resto)} if nombre == clase else set())
        case ("corta", dentro, otro, atiende):
            return {_cortado(r, otro, atiende) for r in completar(dentro, nombre)} | {
                _cortado(dentro, r, atiende) for r in completar(otro, nombre)
            }
    return set()


def _vigilado(clase: str, interrumpe: bool, dentro: Resto, atiende: Bloque) -> Resto:
    """Mientras haya algo dentro el evento espera; al terminar, se va con ello."""
    return None if dentro is None else ("vigila", clase, interrumpe, dentro, atiende)


def _ocurrido(vigila: Bloque) -> Resto:
    """El que interrumpe quita lo de dentro; un reloj ocurre una vez, un mensaje las que sea."""
    _, clase, interrumpe, dentro, atiende = vigila
    if interrumpe:
        return empezar(atiende)
    return _a_la_vez([dentro if clase == "reloj" else vigila, empezar(atiende)])


def _cortado(dentro: Resto, otro: Resto, atiende: Bloque) -> Resto:
    return empezar(atiende) if dentro is None else ("corta", dentro, otro, atiende)


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
