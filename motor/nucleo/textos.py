"""Textos para personas: de largo legible y sin caracteres que la pantalla obedezca."""

import re

VALOR_MAXIMO = 120
PALABRA_MAXIMA = 240
_ENTRE_COMILLAS = re.compile(r"«([^«»]+)»")
_PALABRA = re.compile(rf"\S{{{PALABRA_MAXIMA + 1},}}")
_CORREO = re.compile(r"[^@\s\"'<>(),;:\\]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")


def recortar(texto: str, maximo: int = VALOR_MAXIMO) -> str:
    """Devuelve el texto de a lo sumo `maximo` caracteres; si hubo que cortarlo, acaba en «…»."""
    return texto if len(texto) <= maximo else texto[: maximo - 1].rstrip() + "…"


def abreviar(mensaje: str) -> str:
    """Devuelve la frase con los valores ajenos recortados y sin caracteres de control.

    Recorta lo que va entre «» y las palabras desmedidas: quien escribió mil letras ya sabe cuáles
    fueron. Los saltos de línea quedan: un mensaje puede llevar una lista.
    """
    visible = "".join(c if c.isprintable() or c == "\n" else "�" for c in mensaje)
    corto = _ENTRE_COMILLAS.sub(lambda hallado: f"«{recortar(hallado[1])}»", visible)
    return _PALABRA.sub(lambda hallada: recortar(hallada[0], PALABRA_MAXIMA), corto)


def es_de_un_renglon(texto: str) -> bool:
    """Dice si el texto se puede mostrar tal cual: sin saltos de línea ni caracteres de control."""
    return texto.isprintable()


def es_correo(texto: str) -> bool:
    """Dice si el texto tiene la forma usuario@dominio.tld, de a lo sumo 254 caracteres.

    Solo la forma: que la dirección exista lo dirá el primer aviso que se le mande.
    """
    return len(texto) <= 254 and _CORREO.fullmatch(texto) is not None


def contar(cuantos: int, uno: str, varios: str) -> str:
    """Devuelve la cantidad con su nombre: «1 cadena», «2 cadenas»."""
    return f"{cuantos} {uno if cuantos == 1 else varios}"
