"""Las frases de click, en español: se reemplaza su traductor por esta tabla.

click traduce con gettext según el idioma del sistema y no trae español; Cauce habla español en
cualquier máquina, así que la tabla va aquí. Lo que no está queda como click lo dice, y una prueba
comprueba que no falte nada de lo que una persona puede ver.
"""

import sys
from types import ModuleType

FRASES = {
    "Usage:": "Uso:",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "Positional arguments": "Argumentos",
    "Aborted!": "Interrumpido.",
    "Error: {message}": "Error: {message}",
    "Try '{command} {option}' for help.": "Vea la ayuda con «{command} {option}».",
    "Show this message and exit.": "Muestra esta ayuda.",
    "Show the version and exit.": "Muestra la versión.",
    "%(prog)s, version %(version)s": "%(prog)s, versión %(version)s",
    "Missing command.": "Falta la orden.",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "Missing parameter: {param_name}": "Falta el parámetro: {param_name}",
    "Missing {param_type}": "Falta {param_type}",
    "Invalid value: {message}": "Valor inválido: {message}",
    "Invalid value for {param_hint}: {message}": "Valor inválido en {param_hint}: {message}",
    "Could not open file {filename!r}: {message}": "No se puede abrir «{filename}»: {message}",
    "unknown error": "error desconocido",
    "No such option {name!r}.": "La opción «{name}» no existe.",
    "No such command {name!r}.": "La orden «{name}» no existe.",
    "Option {name!r} does not take a value.": "La opción «{name}» no lleva valor.",
    "Argument {name!r} takes {nargs} values.": "El argumento «{name}» lleva {nargs} valores.",
    "Invalid start character for option ({option})": "La opción empieza mal ({option})",
    "Value must be an iterable.": "El valor debe ser una lista.",
    "env var: {var}": "variable de entorno: {var}",
    "default: {default}": "por omisión: {default}",
    "(dynamic)": "(se calcula)",
    "required": "obligatoria",
    "deprecated": "en desuso",
    "file": "el archivo",
    "directory": "la carpeta",
    "path": "la ruta",
    "{name} {filename!r} is a file.": "{name} «{filename}» es un archivo.",
    "{name} {filename!r} is a directory.": "{name} «{filename}» es una carpeta.",
    "{name} {filename!r} is not readable.": "{name} «{filename}» no se puede leer.",
    "{name} {filename!r} is not writable.": "{name} «{filename}» no se puede escribir.",
    "{name} {filename!r} is not executable.": "{name} «{filename}» no se puede ejecutar.",
    "{name} {filename!r} does not exist.": "{name} «{filename}» no existe.",
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número válido.",
    "{value} is not in the range {range}.": "{value} no está en el rango {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "«{value}» no es sí o no. Se admite: {states}"
    ),
    "{value!r} is not a valid UUID.": "«{value}» no es un UUID.",
    "Choose from:\n\t{choices}": "Elija entre:\n\t{choices}",
    "Choice({choices})": "Opciones({choices})",
    "Do you want to continue?": "¿Continuar?",
    "Confirm the action without prompting.": "Confirma sin preguntar.",
    "Repeat for confirmation": "Repítala",
    "Press any key to continue...": "Pulse una tecla para seguir…",
    "Error: The two entered values do not match.": "Error: los dos valores no coinciden.",
    "Error: invalid input": "Error: entrada inválida",
}

# Uno y varios.
FRASES_CON_NUMERO = {
    "Got unexpected extra argument ({args})": (
        "Sobra el argumento ({args})",
        "Sobran argumentos ({args})",
    ),
    "Takes {nargs} values but 1 was given.": (
        "Lleva {nargs} valores y se dio 1.",
        "Lleva {nargs} valores y se dieron {len}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Hacen falta {len_type} valores y se dio {len_value}.",
        "Hacen falta {len_type} valores y se dieron {len_value}.",
    ),
    "Did you mean {possibility}?": (
        "¿Quiso decir {possibility}?",
        "(¿Quiso decir alguna de estas: {possibilities}?)",
    ),
    "Option {name!r} requires an argument.": (
        "La opción «{name}» necesita un valor.",
        "La opción «{name}» necesita {nargs} valores.",
    ),
    "{value!r} is not {choice}.": (
        "«{value}» no es {choice}.",
        "«{value}» no es ninguna de {choices}.",
    ),
    "{value!r} does not match the format {format}.": (
        "«{value}» no tiene la forma {format}.",
        "«{value}» no tiene ninguna de las formas {formats}.",
    ),
}


def castellanizar() -> None:
    """Hace que click hable español en este programa. Repetirla no cambia nada."""
    for nombre, modulo in list(sys.modules.items()):
        if nombre.split(".")[0] == "click" and isinstance(modulo, ModuleType):
            if hasattr(modulo, "_"):
                vars(modulo)["_"] = _traducir
            if hasattr(modulo, "ngettext"):
                vars(modulo)["ngettext"] = _traducir_con_numero


def _traducir(frase: str) -> str:
    return FRASES.get(frase, frase)


def _traducir_con_numero(uno: str, varios: str, cuantos: int) -> str:
    singular, plural = FRASES_CON_NUMERO.get(uno, (uno, varios))
    return singular if cuantos == 1 else plural
