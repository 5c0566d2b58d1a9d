"""Lo que hace falta para compilar las expresiones de un modelo: sus nombres y sus tipos."""

from dataclasses import dataclass, replace

from motor.feel.dmn.tipos_item import Tipos
from motor.feel.expresion import Expresion, compilar_con
from motor.feel.pruebas_unarias import Pruebas, pruebas_con


@dataclass(frozen=True)
class Taller:
    """`nombre` es el del elemento que se compila; `hondura`, las cajas que lo envuelven.

    `estricto`: ver `leer_dmn`.
    """

    nombre: str
    nombres: frozenset[str]
    tipos: Tipos
    hondura: int = 0
    estricto: bool = True

    def expresion(self, texto: str) -> Expresion:
        """Compila una expresión del modelo."""
        return compilar_con(texto, self.nombres, self.tipos.resueltos, laxa=not self.estricto)

    def pruebas(self, texto: str) -> Pruebas:
        """Compila pruebas unarias del modelo."""
        return pruebas_con(texto, self.nombres, self.tipos.resueltos)

    def con(self, *nombres: str) -> "Taller":
        """Devuelve el taller de una caja interior, que además conoce esos nombres."""
        return replace(self, nombres=self.nombres | set(nombres), hondura=self.hondura + 1)
