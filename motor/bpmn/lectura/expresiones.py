"""El texto de una expresión, venga del dialecto que venga, en FEEL.

- `=…` es FEEL (Zeebe y Cauce); sin prefijo lo es donde solo cabe una expresión.
- `${…}` y `#{…}` son JUEL; con texto alrededor son una plantilla que da texto.
"""

import re

from motor.bpmn.lectura.juel import SinTraduccion, comillas, traducir

_ENVUELTA = re.compile(r"[$#]\{([^{}]*)\}")


def es_juel(texto: str) -> bool:
    """Dice si el texto lleva alguna expresión `${…}` o `#{…}`."""
    return "${" in texto or "#{" in texto


def a_feel(texto: str) -> str:
    """La expresión FEEL que dice `texto`, donde solo cabe una expresión; vacío si no hay.

    Raises:
        SinTraduccion: es JUEL que FEEL no diría igual.
    """
    limpio = texto.strip()
    if limpio.startswith("="):
        return limpio[1:].strip()
    return _de_juel(limpio) if es_juel(limpio) else limpio


def a_valor(texto: str) -> str:
    """Donde cabe un literal o una expresión: el literal tal cual, o `=` y su FEEL.

    Raises:
        SinTraduccion: como `a_feel`.
    """
    limpio = texto.strip()
    return f"={a_feel(limpio)}" if limpio.startswith("=") or es_juel(limpio) else limpio


def a_feel_o_texto(texto: str) -> str:
    """Donde lo escrito sin `=` ni `${}` es un texto: la expresión FEEL que da ese valor.

    Raises:
        SinTraduccion: como `a_feel`.
    """
    valor = a_valor(texto)
    return valor[1:] if valor.startswith("=") else comillas(valor)


def _de_juel(texto: str) -> str:
    partes = _ENVUELTA.split(texto)
    if es_juel("".join(partes[::2])):
        raise SinTraduccion("sus llaves no se corresponden")
    if len(partes) == 3 and not partes[0] and not partes[2]:
        return traducir(partes[1])
    trozos = [
        f"string({traducir(parte)})" if lugar % 2 else comillas(parte)
        for lugar, parte in enumerate(partes)
        if lugar % 2 or parte
    ]
    return " + ".join(trozos)


def partir_lista(texto: str) -> tuple[str, ...]:
    """Los elementos de una lista con comas, sin partir lo que va dentro de una expresión."""
    if texto.strip().startswith("="):
        return (texto.strip(),)
    partes, actual, dentro = [], "", 0
    for letra in texto:
        dentro += {"{": 1, "}": -1}.get(letra, 0)
        if letra == "," and dentro <= 0:
            partes.append(actual)
            actual = ""
        else:
            actual += letra
    return tuple(limpio for parte in (*partes, actual) if (limpio := parte.strip()))
