"""Textos con FEEL adentro: `Estimado {{ nombre }}`, en rótulos, ayudas, textos y adornos.

Fuente: plantillas de form-js. De ellas se admite `{{ expresión }}`; los bloques `{{#if}}` y
`{{#loop}}` se rechazan al publicar: para lo condicional está «conditional.hide» y para repetir, la
lista o la tabla.
"""

import re
from collections.abc import Callable, Iterator

_HUECO = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_BLOQUE = re.compile(r"\{\{\s*[#/]")


def expresiones_de(texto: str) -> Iterator[str]:
    """Devuelve las FEEL del texto, sin las llaves; un texto que empieza por `=` es toda una."""
    if texto.startswith("="):
        yield texto.removeprefix("=").strip()
        return
    for hueco in _HUECO.finditer(texto):
        yield hueco[1].strip()


def tiene_bloques(texto: str) -> bool:
    """Dice si usa `{{#if}}` o `{{#loop}}`."""
    return _BLOQUE.search(texto) is not None


def completar(texto: str, escribir: Callable[[str], str]) -> str:
    """Devuelve el texto con cada expresión cambiada por lo que `escribir` da de ella."""
    if texto.startswith("="):
        return escribir(texto.removeprefix("=").strip())
    if "{{" not in texto:
        return texto
    return _HUECO.sub(lambda hueco: escribir(hueco[1].strip()), texto)
