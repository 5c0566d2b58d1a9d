"""Nombres: en qué nivel se encuentra cada uno, resuelto al compilar cuanto se puede."""

from motor.feel.compilador.anfitrion import del_anfitrion
from motor.feel.compilador.base import Alcance, Arbol, regla
from motor.feel.entorno import AUSENTE, SIMPLES, Cierre, Evaluacion, Marco
from motor.feel.incorporadas import como_funcion
from motor.nucleo.valores import Valor


@regla("nombre")
def _nombre(arbol: Arbol, alcance: Alcance) -> Cierre:
    return resolver(str(arbol.children[0]), alcance)


def resolver(nombre: str, alcance: Alcance) -> Cierre:
    """Devuelve el cierre que lee `nombre` desde `alcance`; anota los nombres libres."""
    dinamicos: list[int] = []
    saltos = 0
    nivel: Alcance | None = alcance
    while nivel is not None and nombre not in nivel.nombres:
        if nivel.dinamico:
            dinamicos.append(saltos)
        nivel, saltos = nivel.padre, saltos + 1
    if nivel is not None:
        final = _local(nombre, saltos)
    else:
        final = _global(nombre)
        _anotar(nombre, alcance, bool(dinamicos))
    return _dinamico(nombre, frozenset(dinamicos), final) if dinamicos else final


def _anotar(nombre: str, alcance: Alcance, dudoso: bool) -> None:
    if dudoso and nombre != "item":
        alcance.hallados.dudosos.add(nombre)
    elif not dudoso and como_funcion(nombre) is None:
        alcance.hallados.libres.add(nombre)


def _local(nombre: str, saltos: int) -> Cierre:
    if saltos == 0:
        return lambda m: m.vars.get(nombre)
    if saltos == 1:
        return lambda m: m.padre.vars.get(nombre)

    def local(m: Marco) -> Valor:
        for _ in range(saltos):
            m = m.padre
        return m.vars.get(nombre)

    return local


def _global(nombre: str) -> Cierre:
    def variable(m: Marco) -> Valor:
        ev = m.ev
        valor = ev.ambito.get(nombre, AUSENTE)
        if type(valor) in SIMPLES:
            return valor
        return leer_global(nombre, valor, ev)

    return variable


def leer_global(nombre: str, valor: Valor, ev: Evaluacion) -> Valor:
    """Devuelve la variable `nombre`, y si no la hay la función así llamada, o `null`."""
    if valor is not AUSENTE:
        return ev.leer(nombre, valor)
    if ev.funciones is not None and nombre in ev.funciones:
        return del_anfitrion(nombre, ev.funciones[nombre])
    return como_funcion(nombre)


def _dinamico(nombre: str, niveles: frozenset[int], final: Cierre) -> Cierre:
    ultimo = max(niveles)

    def buscar(m: Marco) -> Valor:
        nivel = m
        for n in range(ultimo + 1):
            if n in niveles:
                if nombre in nivel.vars:
                    return nivel.vars[nombre]
                if nombre == "item":
                    return nivel.item
            nivel = nivel.padre
        return final(m)

    return buscar
