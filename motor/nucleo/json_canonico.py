"""JSON canónico: el mismo dato da siempre los mismos bytes.

Fuente: RFC 8785 (JSON Canonicalization Scheme).
"""

import rfc8785

from motor.nucleo.valores import Json


def canonico(json: Json) -> str:
    """Devuelve el texto canónico de un JSON ya plano (los Decimal, por `valores.codificar`).

    Raises:
        ValueError: si lleva algo que JSON no tiene o un entero mayor que 2**53 − 1.
    """
    try:
        return rfc8785.dumps(json).decode("utf-8")
    except rfc8785.CanonicalizationError as error:
        raise ValueError(f"No se puede escribir como JSON canónico: {error}") from error
