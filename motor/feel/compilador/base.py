"""Lo común de la compilación: el alcance de los nombres y el registro de reglas.

Cada regla de la gramática tiene una función que convierte su árbol en un *cierre*: una función
de Python que recibe el marco de variables y devuelve el valor. Se compila una vez; evaluar es
llamar al cierre.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lark import Token, Tree

from motor.feel.entorno import Cierre
from motor.feel.tipos import Tipo

Arbol = Tree[Token]
Regla = Callable[[Arbol, "Alcance"], Cierre]
_REGLAS: dict[str, Regla] = {}


@dataclass
class Hallados:
    """Lo que la compilación averigua de los nombres que usa la expresión.

    `laxa`: una función externa vale `null`, como en la norma, en vez de negarse.
    """

    libres: set[str] = field(default_factory=set)
    dudosos: set[str] = field(default_factory=set)
    llamadas: set[str] = field(default_factory=set)
    laxa: bool = False


@dataclass
class Alcance:
    """Un nivel de nombres locales, que corresponde a un `Marco` al evaluar.

    `nombres` son los que con seguridad están; un alcance `dinamico` (el de un filtro) además puede
    tener los del contexto que se recorre, que solo se conocen al evaluar.
    """

    hallados: Hallados
    tipos: Mapping[str, Tipo]
    padre: "Alcance | None" = None
    nombres: set[str] = field(default_factory=set)
    dinamico: bool = False

    def hijo(self, *nombres: str, dinamico: bool = False) -> "Alcance":
        """Devuelve un alcance interior con esos `nombres`."""
        return Alcance(self.hallados, self.tipos, self, set(nombres), dinamico)

    def es_local(self, nombre: str) -> bool:
        """Dice si algún nivel declara `nombre`."""
        nivel: Alcance | None = self
        while nivel is not None:
            if nombre in nivel.nombres:
                return True
            nivel = nivel.padre
        return False


def regla(*nombres: str) -> Callable[[Regla], Regla]:
    """Registra la función que compila las reglas de la gramática así llamadas."""

    def registrar(funcion: Regla) -> Regla:
        for nombre in nombres:
            _REGLAS[nombre] = funcion
        return funcion

    return registrar


def compilar_nodo(arbol: Arbol, alcance: Alcance) -> Cierre:
    """Devuelve el cierre de `arbol`."""
    return _REGLAS[str(arbol.data)](arbol, alcance)


def ramas(arbol: Arbol) -> list[Arbol]:
    """Devuelve los hijos de `arbol` que son árboles."""
    return [h for h in arbol.children if isinstance(h, Tree)]


def peso(arbol: Arbol) -> int:
    """Devuelve cuántos nodos tiene `arbol`: lo que se cobra por cada vuelta que lo evalúa."""
    meta: Any = arbol.meta
    return int(meta.peso)
