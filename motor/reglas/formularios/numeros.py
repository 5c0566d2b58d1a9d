"""Números de formularios: de lo escrito a `Decimal`, sin pasar nunca por binario."""

import re
from decimal import Decimal, InvalidOperation

from motor.nucleo.valores import Valor

CIFRAS_MAXIMAS = 30
_CANONICO = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\.\d+")
_CON_COMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")
_MILES = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}")
_AMBIGUO = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


def a_numero(crudo: Valor, decimales: int | None) -> Decimal:
    """Convierte lo enviado a `Decimal`.

    Acepta número o texto: `1200.5`, `1200,50`, `1.200.000,50`, `1.200.000`. Un texto como
    `1.200` se rechaza si el campo lleva menos de 3 decimales: se leería de dos maneras.

    Args:
        crudo: Decimal, int, float o texto.
        decimales: cifras decimales que el campo admite; None = las que sean.

    Raises:
        ValueError: con la frase de lo que está mal.
    """
    numero = _leer(crudo, decimales)
    if not numero.is_finite():
        raise ValueError("debe ser un número")
    signo_cifras_exponente = numero.as_tuple()
    if not isinstance(signo_cifras_exponente.exponent, int):  # finito: nunca es 'n' ni 'F'
        raise ValueError("debe ser un número")
    if len(signo_cifras_exponente.digits) + abs(signo_cifras_exponente.exponent) > CIFRAS_MAXIMAS:
        raise ValueError(f"tiene más de {CIFRAS_MAXIMAS} cifras")
    return _con_decimales(numero, decimales)


def _leer(crudo: Valor, decimales: int | None) -> Decimal:
    if isinstance(crudo, bool):
        raise ValueError("debe ser un número")
    if isinstance(crudo, Decimal):
        return crudo
    if isinstance(crudo, int | float):
        return Decimal(str(crudo)) if abs(crudo) < 10**CIFRAS_MAXIMAS else Decimal("NaN")
    if isinstance(crudo, str):
        return _leer_texto(crudo.strip(), decimales)
    raise ValueError("debe ser un número")


def _leer_texto(texto: str, decimales: int | None) -> Decimal:
    if len(texto) > 2 * CIFRAS_MAXIMAS:
        raise ValueError(f"tiene más de {CIFRAS_MAXIMAS} cifras")
    if decimales is not None and decimales < 3 and _AMBIGUO.fullmatch(texto):
        entero = texto.replace(".", "")
        raise ValueError(f"«{texto}» se puede leer de dos maneras; escriba {entero}")
    if _CANONICO.fullmatch(texto):
        return Decimal(texto)
    if _CON_COMA.fullmatch(texto) or _MILES.fullmatch(texto):
        return Decimal(texto.replace(".", "").replace(",", "."))
    raise ValueError("debe ser un número")


def _con_decimales(numero: Decimal, decimales: int | None) -> Decimal:
    if decimales is None:
        return numero
    try:
        redondo = numero.quantize(Decimal(1).scaleb(-decimales))
    except InvalidOperation as error:
        raise ValueError(f"tiene más de {CIFRAS_MAXIMAS} cifras") from error
    if redondo != numero:
        if decimales == 0:
            raise ValueError("debe ser un número entero, sin decimales")
        raise ValueError(f"admite hasta {decimales} decimales")
    return redondo


def para_leer(numero: Decimal) -> str:
    """Devuelve el número como se escribe en los mensajes: sin ceros de más y con coma."""
    return f"{numero.normalize():f}".replace(".", ",")
