"""Formularios de form-js: leer el esquema, revisar lo enviado y lo que se va a publicar."""

from motor.reglas.formularios.envio import revisar_envio
from motor.reglas.formularios.lectura import leer_esquema
from motor.reglas.formularios.modelo import Formulario, FormularioInvalido, Referencia, Serie
from motor.reglas.formularios.mostrado import FormularioVista
from motor.reglas.formularios.revision import revisar_esquema
from motor.reglas.formularios.salidas import asignar_series, referencias
from motor.reglas.formularios.vista import Preparacion, preparar

__all__ = [
    "Formulario",
    "FormularioInvalido",
    "FormularioVista",
    "Preparacion",
    "Referencia",
    "Serie",
    "asignar_series",
    "leer_esquema",
    "preparar",
    "referencias",
    "revisar_envio",
    "revisar_esquema",
]
