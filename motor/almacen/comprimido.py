"""Textos largos y repetidos, comprimidos con zlib (RFC 1950): se escriben una vez y crecen siempre.

Los asientos se parecen tanto entre sí que cada uno se comprime contra un diccionario: un texto
fijo con lo que casi todos repiten. El flujo dice cuál usó (RFC 1950, DICTID), el programa los lleva
en `diccionarios/` y la base los trae en la tabla `diccionario`: para leerla basta ella misma. Un
diccionario publicado no se cambia nunca; uno mejor es otro archivo y otra fila.

En PostgreSQL la columna es `bytea`; en SQLite es TEXT y guarda un BLOB. Lo guardado antes de
comprimirse, y lo que comprimido no ocupa menos, está tal cual en UTF-8: el primer octeto lo dice,
porque un flujo zlib empieza por 0x78 («x») y los textos de aquí son objetos JSON. Lo comprimido
sin diccionario se lee igual.
"""

import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Dialect, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from motor.almacen.base import Base

_ZLIB = b"\x78"
_CON_DICCIONARIO = 0x20  # FDICT, en el segundo octeto
NIVEL = 6
CARPETA = Path(__file__).parent / "diccionarios"
DICCIONARIOS = {
    zlib.adler32(octetos): octetos
    for octetos in (ruta.read_bytes() for ruta in sorted(CARPETA.glob("*.txt")))
}
VIGENTE = (CARPETA / "asiento_1.txt").read_bytes()


class Diccionario(Base):
    """Un diccionario con que se comprimieron asientos; `id` es su Adler-32, el DICTID del flujo."""

    __tablename__ = "diccionario"

    id: Mapped[int] = mapped_column(BigInteger(), primary_key=True, autoincrement=False)
    texto: Mapped[str]


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
    compresor = zlib.compressobj(NIVEL, zdict=VIGENTE)
    return min(compresor.compress(octetos) + compresor.flush(), octetos, key=len)


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
            octetos = _abrir(octetos)
        except zlib.error:
            return octetos.decode("utf-8", "backslashreplace")
    return octetos.decode("utf-8", "backslashreplace")


def _abrir(octetos: bytes) -> bytes:
    if len(octetos) < len(_ZLIB) + 5 or not octetos[1] & _CON_DICCIONARIO:
        return zlib.decompress(octetos)
    diccionario = DICCIONARIOS.get(int.from_bytes(octetos[2:6], "big"))
    if diccionario is None:
        raise zlib.error("Comprimido con un diccionario que este programa no lleva.")
    abridor = zlib.decompressobj(zdict=diccionario)
    abierto = abridor.decompress(octetos) + abridor.flush()
    if not abridor.eof:
        raise zlib.error("El flujo está cortado.")
    return abierto
