"""Leer el JSON de un programa, sin creerle nada: lo que no sirve se dice en una frase."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Request

from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.valores import Valor

BYTES_MAXIMOS = 4 * 1024 * 1024


def leer_json(peticion: Request) -> Mapping[str, Any]:
    """Devuelve el objeto enviado; los números quedan como Decimal, sin pasar por binario.

    Raises:
        DatosInvalidos: no es JSON, no es un objeto o es demasiado grande.
    """
    if (peticion.content_length or 0) > BYTES_MAXIMOS:
        raise DatosInvalidos(f"Lo enviado pasa de {BYTES_MAXIMOS} bytes; divídalo.")
    try:
        dado = json.loads(
            peticion.get_data() or b"{}",
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_rechazar,
        )
    except (ValueError, RecursionError) as error:
        raise DatosInvalidos("Lo enviado no es JSON válido en UTF-8. Revise su forma.") from error
    if not isinstance(dado, dict):
        raise DatosInvalidos('Se esperaba un objeto JSON, como {"datos": {…}}.')
    return dado


def texto_de(dado: Mapping[str, Any], campo: str) -> str:
    """Devuelve el texto del campo; '' si no vino.

    Raises:
        DatosInvalidos: no es texto.
    """
    valor = dado.get(campo)
    if valor is None:
        return ""
    if not isinstance(valor, str):
        raise DatosInvalidos(f"«{campo}» debe ser texto.")
    return valor


def valores_de(dado: Mapping[str, Any], campo: str) -> Mapping[str, Valor]:
    """Devuelve los valores por clave; {} si no vinieron.

    Raises:
        DatosInvalidos: no es un objeto.
    """
    valor = dado.get(campo)
    if valor is None:
        return {}
    if not isinstance(valor, dict):
        raise DatosInvalidos(f"«{campo}» debe ser un objeto de clave y valor.")
    return valor


def _rechazar(constante: str) -> None:
    raise ValueError(f"{constante} no es JSON")
