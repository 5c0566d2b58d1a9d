"""Del árbol al cierre. Importar este paquete registra todas las reglas de la gramática."""

from motor.feel.compilador import (
    colecciones,
    funciones,
    iteraciones,
    nombres,
    operadores,
    pruebas,
    rango_escrito,
)
from motor.feel.compilador.base import Alcance, Arbol, Hallados, compilar_nodo

__all__ = [
    "Alcance",
    "Arbol",
    "Hallados",
    "colecciones",
    "compilar_nodo",
    "funciones",
    "iteraciones",
    "nombres",
    "operadores",
    "pruebas",
    "rango_escrito",
]
