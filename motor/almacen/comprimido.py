"""Textos largos y repetidos, comprimidos con zlib (RFC 1950): se escriben una vez y crecen siempre.

En PostgreSQL la columna es `bytea`; en SQLite es TEXT y guarda un BLOB. Lo guardado antes de
comprimirse, y lo que comprimido no ocupa menos, está tal cual en UTF-8: el primer octeto lo dice,
porque un flujo zlib empieza por 0x78 («x») y los textos de aquí son objetos JSON.
"""

import zlib
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_ZLIB = b"\x78"
NIVEL = 6


class TextoComprimido(TypeDecorator[str]):
    """Un texto que nadie busca por dentro con SQL; al leerlo es el mismo, octeto por octeto."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Devuelve el tipo de la columna en esa base."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(LargeBinary())
        return dialect.type_descriptor(Text())

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> bytes | None:
        """Devuelve los octetos que se guardan."""
        return None if value is None else comprimir(value)

    def process_result_value(
        self,
        value: bytes | str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> str | None:
        """Devuelve el texto guardado."""
        return None if value is None else descomprimir(value)


def comprimir(texto: str) -> bytes:
    """Devuelve el texto comprimido o, si así no ocupa menos, en UTF-8."""
    octetos = texto.encode("utf-8")
    return min(zlib.compress(octetos, NIVEL), octetos, key=len)


def descomprimir(guardado: bytes | str) -> str:
    """Devuelve el texto de lo guardado.

    Lo que alguien estropeó por fuera se devuelve legible en lo posible y nunca igual a lo escrito:
    quien comprueba las huellas debe poder nombrarlo.
    """
    if isinstance(guardado, str):
        return guardado
    octetos = bytes(guardado)
    if octetos.startswith(_ZLIB):
        try:
            octetos = zlib.decompress(octetos)
        except zlib.error:
            return octetos.decode("utf-8", "backslashreplace")
    return octetos.decode("utf-8", "backslashreplace")
