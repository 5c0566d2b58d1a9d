"""Claves de acceso: se guarda su argon2id, nunca la clave."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from motor.nucleo.errores import DatosInvalidos

LARGO_MINIMO = 10
_argon2 = PasswordHasher()


@cache
def _senuelo() -> str:
    return _argon2.hash(secrets.token_urlsafe())


def cifrar(clave: str) -> str:
    """Devuelve el argon2id de la clave (tarda unas décimas de segundo, a propósito).

    Raises:
        DatosInvalidos: tiene menos de 10 caracteres.
    """
    if len(clave) < LARGO_MINIMO:
        raise DatosInvalidos(f"La clave debe tener al menos {LARGO_MINIMO} caracteres.")
    return _argon2.hash(clave)


def coincide(clave_hash: str | None, clave: str) -> bool:
    """Dice si la clave es la guardada; sin clave guardada, nunca.

    Tarda lo mismo haya o no clave guardada, para no delatar qué usuarios existen.
    """
    try:
        return _argon2.verify(clave_hash or _senuelo(), clave) and clave_hash is not None
    except (VerificationError, InvalidHashError):
        return False
