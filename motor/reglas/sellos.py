"""El código de un impreso: dice hasta qué asiento se imprimió y no se puede inventar.

`{número}.{huella}.{sello}`: el asiento final, su huella SHA-256 en base64url y 16 bytes del
HMAC-SHA-256 (RFC 2104) de la hoja de ruta, el número y la huella con una clave sacada de
CAUCE_SECRETO. Sin el secreto no hay quien lo arme; con él basta el código, sin tabla.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

_CODIGO = re.compile(r"(\d{1,9})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})")
_USO = b"cauce.impreso.v1"
_LARGO = 16


@dataclass(frozen=True)
class Sello:
    """Hasta qué asiento (número y huella hexadecimal) se imprimió una hoja de ruta."""

    hr: str
    numero: int
    huella: str


def escribir_codigo(secreto: str, sello: Sello) -> str:
    """Devuelve el código del impreso."""
    huella = _texto(bytes.fromhex(sello.huella))
    return f"{sello.numero}.{huella}.{_texto(_mac(secreto, sello))}"


def leer_codigo(secreto: str, hr: str, codigo: str) -> Sello | None:
    """Devuelve el sello si el código es de esa hoja de ruta y de este sistema; si no, None."""
    partes = _CODIGO.fullmatch(codigo)
    if partes is None:
        return None
    try:
        sello = Sello(hr, int(partes[1]), _bytes(partes[2]).hex())
    except (binascii.Error, ValueError):
        return None
    # se compara el código entero: dos textos base64url distintos pueden dar los mismos bytes
    propio = escribir_codigo(secreto, sello)
    return sello if hmac.compare_digest(codigo.encode(), propio.encode()) else None


def _mac(secreto: str, sello: Sello) -> bytes:
    clave = hmac.digest(secreto.encode(), _USO, sha256)
    dicho = f"{sello.hr}\n{sello.numero}\n{sello.huella}".encode()
    return hmac.digest(clave, dicho, sha256)[:_LARGO]


def _texto(crudo: bytes) -> str:
    return base64.urlsafe_b64encode(crudo).rstrip(b"=").decode()


def _bytes(texto: str) -> bytes:
    return base64.urlsafe_b64decode(texto + "=" * (-len(texto) % 4))
