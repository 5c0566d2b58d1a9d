"""JSON canónico: el mismo dato da siempre los mismos bytes.

Fuente: RFC 8785 (JSON Canonicalization Scheme).

Casi todo lo que se asienta es llano: textos, enteros, listas y objetos de claves ASCII. Eso lo
escribe el codificador en C de la biblioteca estándar, que en lo llano da los mismos bytes unas
diez veces antes; lo demás (números con decimales, claves con tildes o ideogramas) lo escribe
rfc8785, que también es el oráculo de las pruebas.
"""

import json as estandar

import rfc8785

from motor.nucleo.valores import ENTERO_SEGURO, Json

_escribir = estandar.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def canonico(json: Json) -> str:
    """Devuelve el texto canónico de un JSON ya plano (los Decimal, por `valores.codificar`).

    Raises:
        ValueError: si lleva algo que JSON no tiene o un entero mayor que 2**53 − 1.
    """
    if _es_llano(json):
        return _escribir(json)
    try:
        return rfc8785.dumps(json).decode("utf-8")
    except rfc8785.CanonicalizationError as error:
        raise ValueError(f"No se puede escribir como JSON canónico: {error}") from error


def _es_llano(json: Json) -> bool:
    """Si las dos escrituras coinciden: lo que no se sabe, no."""
    clase = type(json)
    if clase is str:
        return bool(json.isascii() or json.isprintable())
    if clase is dict:
        return all(
            type(clave) is str and clave.isascii() and _es_llano(dato)
            for clave, dato in json.items()
        )
    if clase is list:
        return all(map(_es_llano, json))
    return (
        json is None or clase is bool or (clase is int and -ENTERO_SEGURO <= json <= ENTERO_SEGURO)
    )
