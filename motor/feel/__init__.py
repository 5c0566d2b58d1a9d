"""FEEL 1.5 y tablas de decisión DMN: puro, sin reloj, sin `eval` y con trabajo acotado."""

from motor.feel.entorno import Funcion, Rango
from motor.feel.expresion import Expresion, compilar
from motor.feel.pruebas_unarias import Pruebas, compilar_pruebas

__all__ = ["Expresion", "Funcion", "Pruebas", "Rango", "compilar", "compilar_pruebas"]
