"""Comprimir lo que se envía, sin que el largo delate el testigo CSRF.

Una página que repite lo que alguien escribió y lleva un secreto no debe medir siempre lo mismo
(ataque BREACH): la cabecera gzip lleva un nombre de largo al azar, como hace Django.
"""

import gzip
import io
from functools import lru_cache
from pathlib import Path
from secrets import randbelow, token_urlsafe

from flask import Flask, Response, request

MINIMO_BYTES = 600
NIVEL = 5
RELLENO_MAXIMO = 100
TIPOS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")


def preparar_compresion(app: Flask) -> None:
    """Engancha la compresión de las respuestas de texto."""
    app.after_request(_comprimir)


def _comprimir(respuesta: Response) -> Response:
    if not _conviene(respuesta):
        return respuesta
    respuesta.vary.add("Accept-Encoding")
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return respuesta
    if request.endpoint == "static":
        respuesta.direct_passthrough = False
        respuesta.set_data(_estatico(respuesta.get_data()))
    else:
        respuesta.set_data(_pagina(respuesta.get_data()))
    respuesta.headers["Content-Encoding"] = "gzip"
    if etiqueta := respuesta.headers.get("ETag"):
        respuesta.headers["ETag"] = f'{etiqueta.rstrip(chr(34))}-gz"'
    return respuesta


def _conviene(respuesta: Response) -> bool:
    es_texto = (respuesta.mimetype or "").startswith(TIPOS)
    propia = request.endpoint == "static" or not respuesta.direct_passthrough
    largo = respuesta.content_length or 0
    comprimida = "Content-Encoding" in respuesta.headers
    vale = respuesta.status_code in (200, 422) and largo >= MINIMO_BYTES
    return es_texto and propia and vale and not comprimida


@lru_cache(maxsize=64)
def _estatico(datos: bytes) -> bytes:
    return gzip.compress(datos, 9, mtime=0)


def _pagina(datos: bytes) -> bytes:
    salida = io.BytesIO()
    relleno = token_urlsafe(RELLENO_MAXIMO)[: randbelow(RELLENO_MAXIMO)]
    nombre = Path(relleno or "p").name
    with gzip.GzipFile(nombre, "wb", NIVEL, salida, mtime=0) as z:
        z.write(datos)
    return salida.getvalue()
