"""El único lugar de motor.bpmn que toca motor.feel: para revisar lo que un diagrama dice.

Jugar fichas no lo necesita (quien llama da el `Evaluador`); revisar sí, porque una expresión mal
escrita se dice al publicar y no al ejecutar. Es la excepción nombrada en el contrato 2.
"""

from motor.feel import Expresion, buscar_hueco, compilar

__all__ = ["Expresion", "buscar_hueco", "compilar"]
