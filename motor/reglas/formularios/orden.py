"""Orden en que se evalúan los campos: cada uno después de los que su FEEL nombra."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from motor.reglas.formularios.modelo import Campo, Componente

_TEXTO = re.compile(r'"(?:\\.|[^"\\])*"')
_NOMBRE = re.compile(r"(?<![\w.])[^\W\d]\w*")


def nombres_en(expresion: str) -> frozenset[str]:
    """Devuelve los nombres que la expresión menciona fuera de textos y sin ir tras un punto.

    Sobra alguno (funciones, variables de `for`), nunca falta: basta para ordenar.
    """
    return frozenset(_NOMBRE.findall(_TEXTO.sub(" ", expresion)))


@lru_cache(maxsize=1024)
def ordenar(campos: tuple[Campo, ...]) -> tuple[Campo, ...]:
    """Devuelve los campos de modo que cada uno siga a los que su valor o su vista nombra.

    Los que se nombran en círculo quedan al final, en el orden de la pantalla (el lint los avisa).
    """
    necesita = dependencias(campos)
    listos: dict[str, Campo] = {}
    restan = {c.componente.clave: c for c in campos}
    while restan:
        sueltos = [k for k in restan if not (necesita[k] & restan.keys())]
        for clave in sueltos or list(restan):
            listos[clave] = restan.pop(clave)
    return tuple(listos.values())


def en_circulo(campos: tuple[Campo, ...]) -> tuple[str, ...]:
    """Devuelve las claves que dependen de sí mismas, directa o indirectamente."""
    necesita = dict(dependencias(campos))
    for campo in campos:  # ordenar() ya descarta la propia; aquí interesa
        clave = campo.componente.clave
        if clave in _nombres(_expresiones_de(campo)):
            necesita[clave] = necesita[clave] | {clave}
    restan = dict(necesita)
    while True:
        sueltos = [k for k, v in restan.items() if not (v & restan.keys())]
        if not sueltos:
            return tuple(restan)
        for clave in sueltos:
            del restan[clave]


def dependencias(campos: tuple[Campo, ...]) -> Mapping[str, frozenset[str]]:
    """Devuelve, por clave, las demás claves del nivel que hay que conocer antes."""
    claves = {c.componente.clave for c in campos}
    return {
        c.componente.clave: _nombres(_expresiones_de(c)) & claves - {c.componente.clave}
        for c in campos
    }


def _nombres(expresiones: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(nombres_en(e) for e in expresiones))


def _expresiones_de(campo: Campo) -> list[str]:
    expresiones = list(campo.ocultar)
    pendientes: list[Componente] = [campo.componente]
    while pendientes:
        c = pendientes.pop()
        auto = c.auto.expresion if c.auto else ""
        expresiones += [e for e in (c.expresion, auto, c.opciones_expresion) if e]
        pendientes += c.componentes
        if c is not campo.componente and c.ocultar:
            expresiones.append(c.ocultar)
    return expresiones
