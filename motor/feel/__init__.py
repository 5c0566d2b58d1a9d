"""FEEL 1.5 y tablas de decisión DMN: puro, sin reloj, sin `eval` y con trabajo acotado."""

from motor.feel.cobertura import Hueco, buscar_hueco
from motor.feel.dmn.celdas import Celda, celdas_de
from motor.feel.dmn.explicacion import Paso, ReglaUsada, explicar
from motor.feel.dmn.intento import Intento, PasoIntentado, cadena, intentar
from motor.feel.dmn.leer_modelo import leer_dmn
from motor.feel.dmn.modelo import ModeloDmn
from motor.feel.dmn.partes import ParteDmn, partes_de_dmn
from motor.feel.dmn.piezas import ResultadoDecision
from motor.feel.entorno import Funcion, Rango
from motor.feel.expresion import Expresion, compilar
from motor.feel.pruebas_unarias import Pruebas, compilar_pruebas

__all__ = [
    "Celda",
    "Expresion",
    "Funcion",
    "Hueco",
    "Intento",
    "ModeloDmn",
    "ParteDmn",
    "Paso",
    "PasoIntentado",
    "Pruebas",
    "Rango",
    "ReglaUsada",
    "ResultadoDecision",
    "buscar_hueco",
    "cadena",
    "celdas_de",
    "compilar",
    "compilar_pruebas",
    "explicar",
    "intentar",
    "leer_dmn",
    "partes_de_dmn",
]
