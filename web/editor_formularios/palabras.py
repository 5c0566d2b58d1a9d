"""Las propiedades de form-js con el nombre que tienen en el panel de quien arma el formulario."""

import re

_EN_EL_PANEL = {
    "key": "Nombre del dato",
    "path": "Nombre del dato",
    "values": "Opciones",
    "valuesExpression": "Las opciones son",
    "expression": "Se calcula así",
    "conditional.hide": "Ocultar cuando",
    "cauce:requerido": "Hay que llenarlo cuando",
    "cauce:exigir": "Además debe cumplirse",
    "cauce:mensaje": "Si no se cumple, se lee",
    "cauce:auto": "Quién lo llena",
    "validate.min": "Desde",
    "validate.max": "Hasta",
    "min": "Desde",
    "max": "Hasta",
    "validate.minLength": "Caracteres, al menos",
    "validate.maxLength": "Caracteres, a lo sumo",
    "minLength": "Caracteres, al menos",
    "maxLength": "Caracteres, a lo sumo",
    "pattern": "Patrón",
    "decimalDigits": "Decimales",
    "defaultRepetitions": "Filas con que empieza",
    "columns": "Columnas",
    "source": "Imagen",
    "dataSource": "De dónde salen las filas",
}
_NOMBRADA = re.compile(r"«([\w.:]+)»|(?<=expresión de )([\w.:]+)(?=,)")


def en_palabras_del_panel(mensaje: str) -> str:
    """Devuelve el mensaje de la revisión con los nombres que el panel usa, entre comillas.

    Lo que no es una propiedad del panel queda como está.
    """

    def decir(hallada: re.Match[str]) -> str:
        nombre = _EN_EL_PANEL.get(hallada[1] or hallada[2])
        return f"«{nombre}»" if nombre else hallada[0]

    return _NOMBRADA.sub(decir, mensaje)
