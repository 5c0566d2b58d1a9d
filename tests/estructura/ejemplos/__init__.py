"""Un ejemplo por operación: prepara lo mínimo y devuelve la orden que, una sola vez, actúa.

Cada módulo de esta carpeta dice los suyos en `EJEMPLOS`.
"""

from importlib import import_module
from pkgutil import iter_modules

EJEMPLOS = {
    ejemplo.__name__: ejemplo
    for modulo in iter_modules(__path__)
    for ejemplo in import_module(f"{__name__}.{modulo.name}").EJEMPLOS
}
