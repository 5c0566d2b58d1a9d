"""Los archivos que llegan, y cómo vuelven de la vista previa sin guardarse en el servidor.

Entre mirar y crear, el archivo va y viene en la página, comprimido: hasta que alguien decide no
queda nada guardado, y lo que se guarda es exactamente lo que llegó.
"""

import base64
import binascii
import zlib
from contextlib import closing

from flask import request
from werkzeug.datastructures import FileStorage

from motor.nucleo.errores import DatosInvalidos, Falta

ARCHIVOS_MAXIMOS = 40  # los de un proceso con sus formularios
_TOPE = 8_000_000  # abierto; lo que pesa de más lo rechaza la importación


def archivos_subidos() -> list[tuple[str, bytes]]:
    """El nombre y los bytes de cada archivo elegido, o del que vuelve de la vista previa.

    Raises:
        DatosInvalidos: no llegó ninguno, son demasiados o lo que vuelve no es lo que salió.
    """
    if request.form.get("original"):
        propio = (request.form.get("nombre_de_archivo", "archivo.bpmn"), original())
        return [propio, *acompanantes()]
    subidos = [s for s in request.files.getlist("archivo") if s.filename]
    if not subidos:
        raise _mal("Elija el archivo .bpmn que quiere importar.")
    if len(subidos) > ARCHIVOS_MAXIMOS:
        raise _mal(f"Eligió {len(subidos)} archivos y el máximo es {ARCHIVOS_MAXIMOS} por vez.")
    return [(_solo_nombre(str(s.filename)), _leer(s)) for s in subidos]


def sellar(contenido: bytes) -> str:
    """Los bytes como texto, para que viajen en la página."""
    return base64.b64encode(zlib.compress(contenido, 6)).decode("ascii")


def original() -> bytes:
    """Los bytes del diagrama que `sellar` mandó a la página.

    Raises:
        DatosInvalidos: no son los que salieron de aquí.
    """
    return _abrir(request.form.get("original", ""))


def acompanantes() -> tuple[tuple[str, bytes], ...]:
    """El nombre y los bytes de los formularios y las tablas que vuelven con el diagrama.

    Raises:
        DatosInvalidos: no son los que salieron de aquí.
    """
    nombres = request.form.getlist("acompana_nombre")[:ARCHIVOS_MAXIMOS]
    sellados = request.form.getlist("acompana")
    if len(nombres) != len(sellados):
        raise _mal("Los archivos no volvieron enteros de la página. Súbalos otra vez.")
    return tuple((_solo_nombre(n), _abrir(s)) for n, s in zip(nombres, sellados, strict=True))


def _abrir(texto: str) -> bytes:
    try:
        sellado = base64.b64decode(texto, validate=True)
        abridor = zlib.decompressobj()
        contenido = abridor.decompress(sellado, _TOPE)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise _mal("El archivo no volvió entero de la página. Súbalo otra vez.") from error
    if not abridor.eof:
        raise _mal("El archivo no volvió entero de la página. Súbalo otra vez.")
    return contenido


def _leer(subido: FileStorage) -> bytes:
    with closing(subido):
        return bytes(subido.read())


def _solo_nombre(nombre: str) -> str:
    return nombre.replace("\\", "/").rpartition("/")[2][:200]


def _mal(que: str) -> DatosInvalidos:
    return DatosInvalidos("No se importó.", [Falta("archivo", que)])
