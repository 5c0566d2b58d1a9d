"""Plegar textos para buscarlos: sin acentos, sin mayúsculas, sin plurales. Lo mismo en ambas bases.

Todo lo que entra al índice y todo lo que se busca pasa por aquí; las bases solo comparan.
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b

LARGO_MAXIMO = 40
_CORTA = 3
_SEPARADOR = re.compile(r"[^a-z0-9]+")
_HR = re.compile(r"\bhr[\s-]*(\d{4})[\s-]*0*(\d+)\b")
# Ningún número empieza por cero y casi ninguna palabra por dígito: este prefijo no choca.
_CAMPO = "0z"


def plegar(texto: str) -> str:
    """Devuelve el texto en minúsculas y sin acentos (la ñ queda n)."""
    partes = unicodedata.normalize("NFD", texto.lower())
    return "".join(letra for letra in partes if not unicodedata.combining(letra))


def palabras_de(texto: str) -> Iterator[str]:
    """Da las palabras plegadas del texto; los números, sin ceros a la izquierda."""
    for palabra in _SEPARADOR.split(plegar(texto)):
        if palabra:
            yield _raiz(palabra)


def palabras_de_campo(campo: str, texto: str) -> Iterator[str]:
    """Da las palabras del texto marcadas con su campo (`asunto`, `cite`)."""
    return (f"{_CAMPO}{campo}{palabra}" for palabra in palabras_de(texto))


def palabra_de_variable(nombre: str, valor: str) -> str:
    """Devuelve la palabra que representa «nombre=valor», comparando el valor ya plegado."""
    dicho = f"{plegar(nombre).strip()}={' '.join(palabras_de(valor))}"
    return f"{_CAMPO}v{blake2b(dicho.encode(), digest_size=9).hexdigest()}"


def es_de_variable(palabra: str) -> bool:
    """Dice si la palabra es de las de `palabra_de_variable`."""
    return palabra.startswith(f"{_CAMPO}v")


def leer_hr(texto: str) -> str | None:
    """Devuelve la hoja de ruta que el texto nombra (`HR-2027-000123`), o None."""
    hallada = _HR.search(plegar(texto))
    return f"HR-{hallada[1]}-{int(hallada[2]):06d}" if hallada else None


def _raiz(palabra: str) -> str:
    """Quita los ceros de un número y el plural de una palabra («leyes» y «ley» son la misma)."""
    if palabra.isdigit():
        return palabra.lstrip("0") or "0"
    if len(palabra) > _CORTA and palabra.isalpha():
        palabra = palabra.removesuffix("s")
        if len(palabra) > _CORTA:
            palabra = palabra.removesuffix("e")
    return palabra[:LARGO_MAXIMO]
