"""Las opciones que una lista toma de una expresión (`valuesExpression`)."""

from collections.abc import Mapping

from motor.nucleo.valores import Valor
from motor.reglas.formularios.modelo import Opcion


def opciones_de(valor: Valor) -> list[Opcion]:
    """Devuelve las opciones de una lista de textos o de contextos `{value, label}`.

    Lo que no se entiende se omite: nadie puede elegirlo.
    """
    opciones: list[Opcion] = []
    for uno in valor if isinstance(valor, list | tuple) else []:
        if isinstance(uno, Mapping):
            codigo = uno.get("value")
            if codigo is not None:
                opciones.append(Opcion(codigo, str(uno.get("label") or codigo)))
        elif uno is not None:
            opciones.append(Opcion(uno, str(uno)))
    return opciones
