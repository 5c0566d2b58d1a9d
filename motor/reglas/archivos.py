"""El almacén de archivos: cada contenido, una vez, con su SHA-256 por nombre.

Se escribe a un lado, se asegura en disco y se renombra: o está entero o no está. Al leer se
comprueba la huella.
"""

import os
import tempfile
from pathlib import Path

from motor.nucleo.errores import ErrorMotor, NoEncontrado
from motor.nucleo.huellas import sha256


class ArchivoAlterado(ErrorMotor):
    """Los bytes guardados ya no dan la huella con que se registraron."""

    codigo = "archivo_alterado"


class AlmacenArchivos:
    """Archivos bajo una carpeta, en `ab/cd/abcd…`."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta

    def guardar(self, contenido: bytes) -> str:
        """Guarda los bytes y devuelve su SHA-256; si ya estaban, no los repite."""
        huella = sha256(contenido)
        destino = self._ruta(huella)
        if destino.exists():
            return huella
        destino.parent.mkdir(parents=True, exist_ok=True)
        descriptor, provisional = tempfile.mkstemp(dir=destino.parent, prefix=".nuevo-")
        try:
            with os.fdopen(descriptor, "wb") as archivo:
                archivo.write(contenido)
                archivo.flush()
                os.fsync(archivo.fileno())
            os.replace(provisional, destino)
        except BaseException:
            Path(provisional).unlink(missing_ok=True)
            raise
        _asegurar_carpeta(destino.parent)
        return huella

    def leer(self, huella: str) -> bytes:
        """Devuelve los bytes de esa huella.

        Raises:
            NoEncontrado: no están.
            ArchivoAlterado: están, pero no dan esa huella.
        """
        ruta = self._ruta(huella)
        try:
            contenido = ruta.read_bytes()
        except FileNotFoundError:
            raise NoEncontrado(
                f"Falta el archivo de huella {huella}. Recupérelo del respaldo."
            ) from None
        if sha256(contenido) != huella:
            raise ArchivoAlterado(
                f"El archivo de huella {huella} fue alterado en el disco. Recupérelo del respaldo."
            )
        return contenido

    def _ruta(self, huella: str) -> Path:
        if len(huella) != 64 or not set(huella) <= set("0123456789abcdef"):
            raise NoEncontrado(f"«{huella}» no es una huella SHA-256.")
        return self.carpeta / huella[:2] / huella[2:4] / huella


def _asegurar_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
