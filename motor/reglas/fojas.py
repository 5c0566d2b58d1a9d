"""Cuántas fojas proponer al adjuntar: las páginas de un PDF o de un TIFF, contadas con cuidado.

Es una propuesta que la persona corrige: si el archivo está cifrado o no se entiende, no se propone
nada. Fuentes: ISO 32000-1 §7.7.3.2 (árbol de páginas) y §7.5.7 (objetos comprimidos); TIFF 6.0 §2.
"""

import re
import struct
import zlib
from itertools import islice

ABRIR_MAXIMO = 16 * 1024 * 1024  # bytes de objetos comprimidos que se miran en un PDF
FOJAS_MAXIMAS = 20_000
NODOS_MAXIMOS = 2_000
CERCA = 64 * 1024
_PAGINAS = re.compile(rb"/Type\s*/Pages\b")
_CUENTA = re.compile(rb"/Count\s+(\d{1,6})\b")
_OBJETOS = re.compile(rb"/Type\s*/ObjStm\b")
_MARCAS = re.compile(rb"<<|>>")
_FLUJO = re.compile(rb"stream\r?\n")


def contar_fojas(clave: str, contenido: bytes) -> int | None:
    """Devuelve las páginas del archivo de ese tipo (clave de `TipoArchivo`); None si no se sabe."""
    if clave == "pdf":
        cuantas = _paginas_de_pdf(contenido)
    elif clave == "tiff":
        cuantas = _paginas_de_tiff(contenido)
    else:
        cuantas = 1 if clave in {"png", "jpeg"} else 0
    return cuantas if 1 <= cuantas <= FOJAS_MAXIMAS else None


def _paginas_de_pdf(contenido: bytes) -> int:
    if b"/Encrypt" in contenido:
        return 0
    directas = _mayor_cuenta(contenido)
    return directas or _en_comprimidos(contenido)


def _mayor_cuenta(texto: bytes) -> int:
    """El mayor /Count de los diccionarios /Type /Pages: el de la raíz del árbol."""
    mayor = 0
    for hallado in islice(_PAGINAS.finditer(texto), NODOS_MAXIMOS):
        suyo = _diccionario(texto, hallado.start())
        mayor = max([mayor, *(int(n) for n in _CUENTA.findall(suyo))])
    return mayor


def _diccionario(texto: bytes, dentro: int) -> bytes:
    """El diccionario `<<…>>` que rodea la posición, hasta 64 kB a cada lado."""
    abiertos, desde = 0, max(0, dentro - CERCA)
    for marca in reversed(list(_MARCAS.finditer(texto, desde, dentro))):
        abiertos += 1 if marca[0] == b"<<" else -1
        if abiertos == 1:
            desde = marca.start()
            break
    hondura = 0
    for marca in _MARCAS.finditer(texto, dentro, dentro + CERCA):
        hondura += 1 if marca[0] == b"<<" else -1
        if hondura < 0:
            return texto[desde : marca.end()]
    return texto[desde : dentro + CERCA]


def _en_comprimidos(contenido: bytes) -> int:
    mayor, quedan = 0, ABRIR_MAXIMO
    for hallado in islice(_OBJETOS.finditer(contenido), NODOS_MAXIMOS):
        empieza = _FLUJO.search(contenido, hallado.end(), hallado.end() + CERCA)
        if empieza is None or quedan <= 0:
            continue
        hasta = contenido.find(b"endstream", empieza.end(), empieza.end() + 16 * CERCA)
        try:
            comprimido = contenido[empieza.end() : hasta] if hasta != -1 else b""
            abierto = zlib.decompressobj().decompress(comprimido, quedan)
        except zlib.error:
            continue
        quedan -= len(abierto)
        mayor = max(mayor, _mayor_cuenta(abierto))
    return mayor


def _paginas_de_tiff(contenido: bytes) -> int:
    orden = "<" if contenido[:2] == b"II" else ">"
    cuantas, vistos = 0, set[int]()
    try:
        (donde,) = struct.unpack_from(f"{orden}I", contenido, 4)
        while donde and donde not in vistos and cuantas < FOJAS_MAXIMAS:
            vistos.add(donde)
            (entradas,) = struct.unpack_from(f"{orden}H", contenido, donde)
            (donde,) = struct.unpack_from(f"{orden}I", contenido, donde + 2 + 12 * entradas)
            cuantas += 1
    except struct.error:
        return 0
    return cuantas
