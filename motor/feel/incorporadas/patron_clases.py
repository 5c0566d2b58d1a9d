"""Conjuntos de caracteres de los patrones de XPath: `[a-z-[aeiou]]`, `\\p{Lu}`, `\\d`…"""

import re
import unicodedata
from collections.abc import Callable

Prueba = Callable[[str], bool]

_BLOQUES: dict[str, tuple[int, int]] = {
    "BasicLatin": (0x0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F),
    "GreekandCoptic": (0x370, 0x3FF),
    "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
}
_CATEGORIA = re.compile(r"L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?")


def variantes(letra: str) -> set[str]:
    """Devuelve la letra y sus formas en mayúscula y minúscula, cuando son un solo carácter."""
    formas = {letra, letra.lower(), letra.upper(), letra.casefold(), letra.lower().upper()}
    return {f for f in formas if len(f) == 1}


def tramo(desde: str, hasta: str, sin_caja: bool) -> Prueba:
    """Devuelve la prueba de los caracteres de `desde` a `hasta`."""
    if sin_caja:
        return lambda c: any(desde <= v <= hasta for v in variantes(c))
    return lambda c: desde <= c <= hasta


def negada(prueba: Prueba) -> Prueba:
    """Devuelve la prueba contraria."""
    return lambda c: not prueba(c)


def alguna(pruebas: list[Prueba]) -> Prueba:
    """Devuelve la unión."""
    if len(pruebas) == 1:
        return pruebas[0]
    return lambda c: any(p(c) for p in pruebas)


def menos(prueba: Prueba, quitadas: Prueba) -> Prueba:
    """Devuelve la resta de conjuntos."""
    return lambda c: prueba(c) and not quitadas(c)


def categoria(nombre: str) -> Prueba | None:
    """Devuelve la prueba de `\\p{nombre}`: categoría o bloque Unicode; None si no existe."""
    if nombre.startswith("Is"):
        bloque = _BLOQUES.get(nombre[2:])
        if bloque is None:
            return None
        desde, hasta = bloque
        return lambda c: desde <= ord(c) <= hasta
    if not _CATEGORIA.fullmatch(nombre):
        return None
    return lambda c: unicodedata.category(c).startswith(nombre)


def _inicio_de_nombre(letra: str) -> bool:
    return letra in ":_" or letra.isalpha()


def _parte_de_nombre(letra: str) -> bool:
    return letra in ":_-.·" or letra.isalnum() or unicodedata.category(letra) in ("Mn", "Mc")


CLASES: dict[str, Prueba] = {
    "s": lambda c: c in " \t\n\r",
    "d": lambda c: unicodedata.category(c) == "Nd",
    "w": lambda c: unicodedata.category(c)[0] not in "PZC",
    "i": _inicio_de_nombre,
    "c": _parte_de_nombre,
}
CLASES |= {letra.upper(): negada(prueba) for letra, prueba in CLASES.items()}
ESCAPES = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.-^?*+{}()[]$"}
