"""Qué archivos se admiten, por lo que son de verdad: se mira el contenido, no lo que dicen ser.

Fuentes de las firmas: ISO 32000-1 §7.5.2 (PDF), RFC 2083 (PNG), ITU-T T.81 (JPEG), TIFF 6.0,
ECMA-376 (OOXML), ISO/IEC 26300 (ODF), MS-CFB (Office anterior a 2007).
"""

from dataclasses import dataclass
from pathlib import PurePath

from motor.nucleo.errores import DatosInvalidos
from motor.reglas.paquetes import PaqueteRechazado, contenido_de_cfb, contenido_de_zip

MEGA = 1024 * 1024
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


class ArchivoNoAdmitido(DatosInvalidos):
    """El archivo es demasiado grande, está vacío o no es de los que se admiten."""

    codigo = "archivo_no_admitido"


@dataclass(frozen=True)
class TipoArchivo:
    """Un tipo admitido; `se_ve` si el navegador lo puede mostrar sin riesgo, encerrado."""

    clave: str
    nombre: str
    mime: str
    extensiones: tuple[str, ...]
    se_ve: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
PERMITIDOS = (
    TipoArchivo("pdf", "un PDF", "application/pdf", ("pdf",), se_ve=True),
    TipoArchivo("png", "una imagen PNG", "image/png", ("png",), se_ve=True),
    TipoArchivo("jpeg", "una imagen JPEG", "image/jpeg", ("jpg", "jpeg"), se_ve=True),
    TipoArchivo("tiff", "una imagen TIFF", "image/tiff", ("tif", "tiff")),
    TipoArchivo("docx", "un documento de Word", f"{_OOXML}.wordprocessingml.document", ("docx",)),
    TipoArchivo("xlsx", "una planilla de Excel", f"{_OOXML}.spreadsheetml.sheet", ("xlsx",)),
    TipoArchivo("pptx", "una presentación", f"{_OOXML}.presentationml.presentation", ("pptx",)),
    TipoArchivo("odt", "un documento de texto ODF", f"{_ODF}.text", ("odt",)),
    TipoArchivo("ods", "una planilla ODF", f"{_ODF}.spreadsheet", ("ods",)),
    TipoArchivo("odp", "una presentación ODF", f"{_ODF}.presentation", ("odp",)),
    TipoArchivo("doc", "un documento de Word 97-2003", "application/msword", ("doc",)),
    TipoArchivo("xls", "una planilla de Excel 97-2003", "application/vnd.ms-excel", ("xls",)),
    TipoArchivo(
        "ppt", "una presentación de PowerPoint 97-2003", "application/vnd.ms-powerpoint", ("ppt",)
    ),
    TipoArchivo("csv", "una tabla CSV", "text/csv", ("csv",)),
    TipoArchivo("txt", "texto simple", "text/plain", ("txt",)),
)
POR_CLAVE = {tipo.clave: tipo for tipo in PERMITIDOS}
POR_MIME = {tipo.mime: tipo for tipo in PERMITIDOS}
_POR_EXTENSION = {ext: tipo for tipo in PERMITIDOS for ext in tipo.extensiones}
_FIRMAS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_ADMITIDOS = "PDF, imágenes (PNG, JPEG, TIFF), Word, Excel, PowerPoint, ODF, CSV y texto"


def admitidos() -> tuple[str, ...]:
    """Devuelve las extensiones admitidas, con punto, para el selector de archivos."""
    return tuple(f".{extension}" for extension in _POR_EXTENSION)


def exigir_admitido(archivo: str, contenido: bytes, maximo_bytes: int) -> TipoArchivo:
    """Devuelve el tipo verdadero del archivo.

    Args:
        archivo: el nombre con que llega, con extensión.
        contenido: sus bytes.
        maximo_bytes: el tamaño máximo (CAUCE_MAXIMO_MB).

    Raises:
        ArchivoNoAdmitido: vacío, demasiado grande, de un tipo que no se admite, con macros o
            contraseña, o con una extensión que no es la de su contenido.
    """
    nombre = PurePath(archivo).name or "sin nombre"
    if not contenido:
        raise ArchivoNoAdmitido(f"«{nombre}» está vacío. Elija el archivo otra vez.")
    if len(contenido) > maximo_bytes:
        raise ArchivoNoAdmitido(
            f"«{nombre}» pesa {_en_megas(len(contenido))} MB y se admiten hasta "
            f"{_en_megas(maximo_bytes)} MB. Comprímalo o divídalo en partes."
        )
    extension = PurePath(nombre).suffix.removeprefix(".").lower()
    dicho = _POR_EXTENSION.get(extension)
    if dicho is None:
        con = f"termina en «.{extension}»" if extension else "no tiene extensión"
        raise ArchivoNoAdmitido(f"«{nombre}» {con} y no se admite. Se admiten {_ADMITIDOS}.")
    real = _reconocer(nombre, contenido, dicho)
    if real is None:
        raise ArchivoNoAdmitido(
            f"«{nombre}» no es {dicho.nombre}: su contenido está dañado o es de otro tipo. "
            "Ábralo, guárdelo de nuevo y vuelva a adjuntarlo."
        )
    if real is not dicho:
        raise ArchivoNoAdmitido(
            f"«{nombre}» dice ser {dicho.nombre}, pero su contenido es {real.nombre}. "
            f"Cámbiele la extensión a «.{real.extensiones[0]}» si es lo que quería adjuntar."
        )
    return real


def _reconocer(nombre: str, contenido: bytes, dicho: TipoArchivo) -> TipoArchivo | None:
    for firma, clave in _FIRMAS:
        if contenido.startswith(firma):
            return POR_CLAVE[clave]
    try:
        clave_de_paquete = contenido_de_zip(contenido) or contenido_de_cfb(contenido)
    except PaqueteRechazado as error:
        raise ArchivoNoAdmitido(f"«{nombre}» {error}") from None
    if clave_de_paquete is not None:
        return POR_CLAVE.get(clave_de_paquete)
    es_texto = dicho.clave in {"txt", "csv"} and _es_texto(contenido)
    return dicho if es_texto else None


def _es_texto(contenido: bytes) -> bool:
    try:
        contenido.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _CONTROL.isdisjoint(contenido)


def _en_megas(cuantos: int) -> str:
    return f"{cuantos / MEGA:.1f}".replace(".", ",").removesuffix(",0")
