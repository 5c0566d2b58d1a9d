"""Mirar dentro de un ZIP (OOXML, ODF) o de un CFB (Office antiguo) sin desempaquetarlo.

Del ZIP se lee el índice y, a lo sumo, los primeros bytes de `mimetype`; lo demás no se
descomprime nunca, de modo que una bomba no explota aquí.
"""

import zipfile
from io import BytesIO

ENTRADAS_MAXIMAS = 5_000
ABIERTO_MAXIMO = 1024 * 1024 * 1024
VECES_MAXIMO = 200
_PRINCIPAL = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EN_CFB = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))


class PaqueteRechazado(ValueError):
    """El paquete es peligroso o no se puede mirar; el texto completa «archivo …»."""


def contenido_de_zip(contenido: bytes) -> str | None:
    """Devuelve la clave del tipo OOXML u ODF; None si no es un ZIP de esos.

    Raises:
        PaqueteRechazado: trae macros, declara un tamaño desmedido o está roto.
    """
    if not contenido.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(contenido)) as paquete:
            indice = paquete.infolist()
            _exigir_medido(indice, len(contenido))
            nombres = {entrada.filename for entrada in indice}
            _exigir_sin_macros(nombres)
            if "[Content_Types].xml" in nombres:
                return next((_PRINCIPAL[n] for n in _PRINCIPAL if n in nombres), None)
            return _odf(paquete, indice)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if isinstance(error, PaqueteRechazado):
            raise
        raise PaqueteRechazado(
            "está dañado y no se puede abrir. Guárdelo de nuevo y vuelva a adjuntarlo."
        ) from error


def contenido_de_cfb(contenido: bytes) -> str | None:
    """Devuelve la clave del tipo de Office 97-2003; None si no es uno.

    Raises:
        PaqueteRechazado: trae macros o está protegido con contraseña.
    """
    if not contenido.startswith(_CFB):
        return None
    if _nombrado(contenido, "EncryptedPackage"):
        raise PaqueteRechazado(
            "está protegido con contraseña: otros no podrían leerlo. Quítesela y adjúntelo."
        )
    if _nombrado(contenido, "_VBA_PROJECT"):
        raise PaqueteRechazado("trae macros y no se admite. Guárdelo sin macros o como PDF.")
    return next((clave for nombre, clave in _EN_CFB if _nombrado(contenido, nombre)), None)


def _nombrado(contenido: bytes, nombre: str) -> bool:
    return nombre.encode("utf-16-le") in contenido


def _exigir_medido(indice: list[zipfile.ZipInfo], largo: int) -> None:
    abierto = sum(entrada.file_size for entrada in indice)
    desmedido = abierto > ABIERTO_MAXIMO or abierto > max(largo * VECES_MAXIMO, 64 * 1024 * 1024)
    if len(indice) > ENTRADAS_MAXIMAS or desmedido:
        raise PaqueteRechazado(
            "se abriría en un tamaño desmedido y no se admite. Adjúntelo como PDF."
        )


def _exigir_sin_macros(nombres: set[str]) -> None:
    con_macros = any(
        n.lower().endswith("vbaproject.bin") or n.startswith(("Basic/", "Scripts/"))
        for n in nombres
    )
    if con_macros:
        raise PaqueteRechazado("trae macros y no se admite. Guárdelo sin macros o como PDF.")


def _odf(paquete: zipfile.ZipFile, indice: list[zipfile.ZipInfo]) -> str | None:
    primera = indice[0] if indice else None
    if primera is None or primera.filename != "mimetype" or primera.file_size > 200:
        return None
    with paquete.open(primera) as abierta:
        return _ODF.get(abierta.read(200).strip())
